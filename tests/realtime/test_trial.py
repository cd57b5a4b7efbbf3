"""Trying whether media comes through: by a ticket, once, and nothing is left of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Publication
from saleor_personal_shopper.core.events.tokens import issue_trial_ticket
from saleor_personal_shopper.core.expendable import ExpendableLost
from saleor_personal_shopper.realtime import fake_media
from saleor_personal_shopper.realtime.fake_media import ANSWER, worker
from tests.cast import Call

pytestmark = pytest.mark.django_db(transaction=True)
OFFER = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n"


def post(client: Client, bearer: str, body: str = OFFER) -> Any:
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    return client.post("/media/trial", body, content_type="application/sdp", headers=headers)


@pytest.fixture
def ticket(call: Call) -> str:
    return issue_trial_ticket(call.event, timezone.now())


def test_the_answer_is_that_of_the_events_worker(client: Client, call: Call, ticket: str) -> None:
    response = post(client, ticket)
    assert response.status_code == 201
    assert response.headers["Content-Type"] == "application/sdp"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.content.decode() == ANSWER
    assert fake_media.tried == [call.event.pk]


def test_nothing_is_published_by_it(client: Client, call: Call, ticket: str) -> None:
    post(client, ticket)
    assert not Publication.objects.of(call.event.installation).exists()
    assert not worker.sessions


def test_a_ticket_is_good_once(client: Client, ticket: str) -> None:
    assert post(client, ticket).status_code == 201
    assert post(client, ticket).status_code == 401
    assert len(fake_media.tried) == 1


@pytest.mark.parametrize("bearer", ["", "forged"])
def test_without_a_ticket_nothing_is_tried(client: Client, call: Call, bearer: str) -> None:
    assert post(client, bearer).status_code == 401
    assert fake_media.tried == []


def test_a_participants_bearer_is_no_ticket(client: Client, call: Call) -> None:
    assert post(client, call.bearer(call.customer)).status_code == 401


def test_a_broken_offer_is_400(client: Client, ticket: str) -> None:
    assert post(client, ticket, "nonsense").status_code == 400


def test_a_silent_worker_is_503(client: Client, ticket: str) -> None:
    worker.is_down = True
    response = post(client, ticket)
    assert response.status_code == 503
    assert response.headers["Retry-After"]


def test_while_redis_is_lost_it_is_503_too(
    client: Client, ticket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def claim(key: str, *, seconds: int) -> bool:
        raise ExpendableLost

    monkeypatch.setattr("saleor_personal_shopper.core.events.tokens.claim", claim)
    assert post(client, ticket).status_code == 503
