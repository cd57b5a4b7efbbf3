from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.capabilities import capabilities_of
from saleor_personal_shopper.core.events.links import links_of
from saleor_personal_shopper.core.events.models import Event, Participant, Survey
from saleor_personal_shopper.core.events.selectors import survey_open
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories


@pytest.fixture
def event(installation: Installation, now: datetime) -> Event:
    return factories.event(installation, status="FINISHED", live_at=now, ended_at=now)


def seat(event: Event, role: str) -> Participant:
    return factories.participant(
        event, role, capabilities=capabilities_of(role, "PROPOSE"), left_at=event.ended_at
    )


@pytest.mark.feature("CL-24")
@pytest.mark.parametrize("score", [0, 10])
def test_the_customer_answers_once(event: Event, now: datetime, score: int) -> None:
    customer = seat(event, "CUSTOMER")
    assert survey_open(event)

    services.answer_survey(participant=customer, score=score, comment=" Nice ", now=now)

    survey = Survey.objects.of(event.installation_id).get()
    assert (survey.event, survey.score, survey.comment) == (event, score, "Nice")
    assert not survey_open(event)
    with pytest.raises(DomainError) as refusal:
        services.answer_survey(participant=customer, score=5, now=now)
    assert refusal.value.code == "ALREADY_ANSWERED"


@pytest.mark.parametrize("role", ["PERSONAL_SHOPPER", "GUEST"])
def test_nobody_else_answers(event: Event, now: datetime, role: str) -> None:
    with pytest.raises(DomainError) as refusal:
        services.answer_survey(participant=seat(event, role), score=5, now=now)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_the_customers_link_is_enough_and_a_guests_is_not(event: Event, now: datetime) -> None:
    links = links_of(event)
    for token in (links.guest_url.rpartition("/")[2], "unknown", ""):
        with pytest.raises(DomainError) as refusal:
            services.answer_survey(token=token, score=5, now=now)
        assert refusal.value.code == "NOT_FOUND"

    survey = services.answer_survey(token=links.join_url.rpartition("/")[2], score=5, now=now)
    assert survey.event == event


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"score": -1}, "score"), ({"score": 11}, "score"), ({"comment": "x" * 2001}, "comment")],
)
def test_bad_answers_name_their_field(
    event: Event, now: datetime, fields: dict[str, Any], field: str
) -> None:
    values = {"participant": seat(event, "CUSTOMER"), "score": 5, "now": now, **fields}

    with pytest.raises(DomainError) as refusal:
        services.answer_survey(**values)
    assert (refusal.value.code, refusal.value.field) == ("INVALID", field)


def test_without_a_call_there_is_nothing_to_answer(
    installation: Installation, now: datetime
) -> None:
    event = factories.event(installation, status="CANCELLED")

    with pytest.raises(DomainError) as refusal:
        services.answer_survey(participant=seat(event, "CUSTOMER"), score=5, now=now)
    assert refusal.value.code == "ILLEGAL_STATE"
