"""Sending the invitation from the form and from the event's page (DC-12, DC-20)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.mails.invitation import KIND as INVITATION
from saleor_personal_shopper.core.events.models import Event, EventOrigin, EventStatus
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications.models import Mail
from saleor_personal_shopper.core.notifications.services import send_due
from saleor_personal_shopper.mail import fake_mailer
from tests import factories
from tests.dashboard.conftest import Staff
from tests.dashboard.test_calls import message
from tests.dashboard.test_new_call import FORM

CALLS = "/dashboard/calls"
CARLA = "carla@example.com"


@pytest.fixture
def planned(installation: Installation, paula: Staff) -> Event:
    """A call of Paula's for tomorrow."""
    return factories.event(
        installation,
        status=EventStatus.SCHEDULED,
        origin=EventOrigin.PRIVATE,
        personal_shopper=paula.personal_shopper,
        starts_at=timezone.now() + timedelta(days=1),
        queued_at=None,
    )


def put_off(mail: Mail, words: str, until: datetime) -> None:
    rows = Mail.objects.of(mail.installation_id).filter(pk=mail.pk)
    rows.update(attempts=1, error=words, due_at=until)


def only_mail(installation: Installation, kind: str = INVITATION) -> Mail:
    return Mail.objects.of(installation).get(kind=kind)


@pytest.mark.feature("DC-12", "DC-20")
def test_it_is_sent_and_the_page_follows_it(
    installation: Installation, paula: Staff, planned: Event, mail_set_up: None
) -> None:
    path = f"{CALLS}/events/{planned.pk}"
    page = paula.get(f"{path}/content").text
    assert "Send by mail" in page and "mailto:carla%40" not in page.split("</section>")[0]

    sent = paula.post(f"{path}/invite").text
    assert f"On its way to {CARLA}" in sent
    assert "load delay:2s" in sent
    assert "<button" not in sent

    send_due()
    settled = paula.get(f"{path}/invitation").text
    assert f"Sent to {CARLA}" in settled and "<time datetime=" in settled
    assert "Send again" in settled
    assert "load delay" not in settled


def test_a_refusal_is_shown_with_its_reason(
    installation: Installation, paula: Staff, planned: Event, mail_set_up: None
) -> None:
    fake_mailer.refused.add(CARLA)
    path = f"{CALLS}/events/{planned.pk}"
    paula.post(f"{path}/invite")
    send_due()

    page = paula.get(f"{path}/invitation").text
    assert "The mail could not be delivered." in page
    assert "550 5.1.1 No such user" in page
    assert "Send again" in page
    assert "Invitation not delivered" in paula.get(f"{CALLS}/lists").text


def test_one_that_is_late_says_when_it_is_tried_again(
    installation: Installation, paula: Staff, planned: Event, mail_set_up: None
) -> None:
    path = f"{CALLS}/events/{planned.pk}"
    paula.post(f"{path}/invite")
    next_attempt = timezone.now() + timedelta(minutes=4)
    put_off(only_mail(installation), "451 Busy <now>", next_attempt)

    page = paula.get(f"{path}/invitation").text
    assert "The mail is not delivered yet." in page
    assert next_attempt.isoformat() in page
    assert "451 Busy &lt;now&gt;" in page

    paula.post(f"{path}/invite")
    assert only_mail(installation).due_at <= timezone.now()


def test_a_moved_call_tells_by_itself_and_asks_to_send_it_again_where_it_cannot(
    installation: Installation, paula: Staff, planned: Event, mail_set_up: None, settings: Any
) -> None:
    path = f"{CALLS}/events/{planned.pk}"
    paula.post(f"{path}/invite")
    send_due()
    assert "The call was moved since." not in paula.get(f"{path}/content").text

    day = (timezone.now() + timedelta(days=3)).date()
    moved = {"starts_at": f"{day}T10:00", "time_zone": "Europe/Madrid"}
    assert f"On its way to {CARLA}" in paula.post(f"{path}/reschedule", moved).text
    planned.refresh_from_db()
    assert (planned.sequence, planned.time_zone) == (1, "Europe/Madrid")
    send_due()
    assert "The call was moved since." not in paula.get(f"{path}/content").text

    server, settings.SMTP_SERVER = settings.SMTP_SERVER, None
    later = {"starts_at": f"{day}T12:00", "time_zone": "Europe/Madrid"}
    assert "The call was moved since." in paula.post(f"{path}/reschedule", later).text
    settings.SMTP_SERVER = server
    paula.post(f"{path}/invite")
    send_due()
    assert "The call was moved since." not in paula.get(f"{path}/content").text


def test_too_many_are_refused_in_words(
    installation: Installation, paula: Staff, planned: Event, mail_set_up: None
) -> None:
    now = timezone.now()
    for number in range(5):
        Mail.objects.create(
            installation=installation,
            kind="other",
            key=str(number),
            about=planned.pk,
            recipient=CARLA,
            created_at=now,
            due_at=now,
            expires_at=now,
        )

    response = paula.post(f"{CALLS}/events/{planned.pk}/invite")

    assert response.status_code == 422
    assert "This address got 5 mails within the hour." in response.text


def test_without_mail_it_offers_the_own_mail_program(paula: Staff, planned: Event) -> None:
    page = paula.get(f"{CALLS}/events/{planned.pk}/content").text

    assert "This server sends no mail itself" in page
    assert 'href="mailto:carla@example.com?subject=Your%20video%20call' in page
    assert "Send by mail" not in page
    refused = paula.post(f"{CALLS}/events/{planned.pk}/invite")
    assert refused.status_code == 422
    assert "Mail is not set up on this server." in refused.text


def test_others_calls_are_not_there(
    installation: Installation, paula: Staff, stranger: Staff, mail_set_up: None
) -> None:
    others = factories.event(
        installation,
        personal_shopper=factories.personal_shopper(installation),
        origin=EventOrigin.PRIVATE,
    )

    for who in (paula, stranger):
        assert who.post(f"{CALLS}/events/{others.pk}/invite").status_code == 404
        assert who.get(f"{CALLS}/events/{others.pk}/invitation").status_code == 404


def test_the_invitation_is_sent_unless_unticked(
    installation: Installation, paula: Staff, mail_set_up: None
) -> None:
    form = paula.get(f"{CALLS}/new/content").text
    assert re.search(r'name="invite" value="on" checked', form)

    zone = {"time_zone": "Asia/Tokyo"}
    made = paula.post(f"{CALLS}/create", {**FORM, **zone, "invite": "on"}).text
    assert "The customer gets this link by mail." in made
    assert f"On its way to {CARLA}" in made
    assert Event.objects.of(installation).get().time_zone == "Asia/Tokyo"

    made = paula.post(f"{CALLS}/create", FORM).text
    assert "Send the customer this link, then start the call." in made
    assert only_mail(installation)


def test_what_was_unticked_stays_so_when_something_is_wrong(
    paula: Staff, mail_set_up: None
) -> None:
    again = paula.post(f"{CALLS}/create", {**FORM, "email": "carla"}).text

    assert 'name="invite" value="on">' in again


def test_a_crowded_address_is_told_at_the_field(
    installation: Installation, paula: Staff, mail_set_up: None
) -> None:
    for _ in range(5):
        paula.post(f"{CALLS}/create", {**FORM, "invite": "on"})

    response = paula.post(f"{CALLS}/create", {**FORM, "invite": "on"})

    assert response.status_code == 422
    assert "This address got 5 mails within the hour." in response.text
    assert Event.objects.of(installation).count() == 5


def test_without_mail_nothing_is_promised(installation: Installation, paula: Staff) -> None:
    form = paula.get(f"{CALLS}/new/content").text
    assert 'name="invite"' not in form
    assert "This server sends no mail itself: copy the link" in form

    made = paula.post(f"{CALLS}/create", {**FORM, "invite": "on"}).text
    assert "Send the customer this link, then start the call." in made
    assert not Mail.objects.of(installation).exists()


def test_the_lists_ask_once_for_all_mails(
    installation: Installation, paula: Staff, mail_set_up: None, django_assert_max_num_queries: Any
) -> None:
    def fill() -> None:
        for _ in range(10):
            message(installation)
            factories.event(
                installation,
                status=EventStatus.SCHEDULED,
                starts_at=timezone.now() + timedelta(days=1),
                personal_shopper=paula.personal_shopper,
            )

    fill()
    paula.get(f"{CALLS}/lists")
    with django_assert_max_num_queries(20):
        paula.get(f"{CALLS}/lists")


def test_whether_the_customer_is_told_of_a_move_is_said_before_it(
    installation: Installation, paula: Staff, planned: Event, mail_set_up: None
) -> None:
    # given a private call whose customer was not invited by mail
    place = f"{CALLS}/events/{planned.pk}"
    drop = f"{place}/drop?starts_at={(timezone.now() + timedelta(days=2)).isoformat()}"
    assert "Tell the customer about the new time" in paula.get(f"{place}/move/content").text

    # when the invitation has gone out
    paula.post(f"{place}/invite")
    send_due()

    # then every page that moves or cancels it says that a mail tells of that, too
    for path in (f"{place}/move/content", drop.replace("+", "%2B")):
        assert "The customer gets a mail with the new time" in paula.get(path).text, path
    assert "The customer gets a mail with your words" in paula.get(f"{place}/content").text
