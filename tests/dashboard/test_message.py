"""The page of a left message, and its answer by mail (Q5)."""

from __future__ import annotations

import json

import pytest

from saleor_personal_shopper.core.events.models import LeftMessage
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications.services import send_due
from saleor_personal_shopper.mail import fake_mailer
from tests.dashboard.conftest import Staff
from tests.dashboard.test_calls import message

CALLS = "/dashboard/calls"


@pytest.fixture
def left(installation: Installation) -> LeftMessage:
    return message(installation)


def test_it_is_answered_from_the_list(
    installation: Installation, paula: Staff, left: LeftMessage, mail_set_up: None
) -> None:
    path = f"{CALLS}/messages/{left.pk}"
    assert f'href="{path}?' in paula.get(f"{CALLS}/lists").text
    page = paula.get(f"{path}/content").text
    assert "Is it &lt;b&gt;blue&lt;/b&gt;?" in page and "Your answer" in page

    response = paula.post(f"{path}/answer", {"text": "It is <blue>."})

    assert json.loads(response.headers["HX-Trigger"])["staff:note"]["text"] == ("Answer on its way")
    assert "It is &lt;blue&gt;." in response.text
    assert "On its way to mia+shop@example.com" in response.text
    assert str(left.pk) not in paula.get(f"{CALLS}/lists").text
    send_due()
    assert "Sent to mia+shop@example.com" in paula.get(f"{path}/mail").text


def test_what_was_typed_stays_when_it_cannot_be_sent(
    paula: Staff, left: LeftMessage, mail_set_up: None
) -> None:
    path = f"{CALLS}/messages/{left.pk}/answer"

    too_long = paula.post(path, {"text": "x" * 4001})
    assert too_long.status_code == 422
    assert 'aria-invalid="true"' in too_long.text and "x" * 4001 in too_long.text
    assert paula.post(path, {"text": " "}).text.count("Please fill this in.") == 2


def test_an_answer_that_failed_is_back_in_the_list_with_its_words(
    paula: Staff, left: LeftMessage, mail_set_up: None
) -> None:
    fake_mailer.refused.add("mia+shop@example.com")
    path = f"{CALLS}/messages/{left.pk}"
    paula.post(f"{path}/answer", {"text": "It is."})
    send_due()

    lists = paula.get(f"{CALLS}/lists").text
    assert "The mail could not be delivered." in lists and "No such user" in lists
    page = paula.get(f"{path}/content").text
    assert ">It is.</textarea>" in page and "No such user" in page


def test_a_colleague_was_faster(
    paula: Staff, admin: Staff, left: LeftMessage, mail_set_up: None
) -> None:
    path = f"{CALLS}/messages/{left.pk}/answer"
    paula.post(path, {"text": "Yes."})

    response = admin.post(path, {"text": "No."})

    assert response.status_code == 422
    assert "Paula Shopper was faster" in response.text


def test_it_is_done_without_an_answer(paula: Staff, left: LeftMessage) -> None:
    path = f"{CALLS}/messages/{left.pk}"
    headers = {"authorization": f"Bearer {paula.token}", "hx-target": "content"}

    response = paula.client.post(f"{path}/done", headers=headers)

    assert 'data-title="Calls"' in response.text
    assert "Paula Shopper has dealt with it." in paula.get(f"{path}/content").text


def test_without_mail_it_offers_the_own_mail_program(paula: Staff, left: LeftMessage) -> None:
    page = paula.get(f"{CALLS}/messages/{left.pk}/content").text

    assert "answer from your own mail program" in page
    assert "mailto:mia%2Bshop@example.com" in page
    assert "<textarea" not in page
    assert "mailto:mia%2Bshop@example.com" in paula.get(f"{CALLS}/lists").text


def test_another_shops_message_is_not_there(
    stranger: Staff, left: LeftMessage, mail_set_up: None
) -> None:
    path = f"{CALLS}/messages/{left.pk}"

    assert stranger.get(f"{path}/content").status_code == 404
    assert stranger.get(f"{path}/mail").status_code == 404
    assert stranger.post(f"{path}/answer", {"text": "x"}).status_code == 404
    assert stranger.post(f"{path}/done").status_code == 404
