"""What whoever was invited to a private call hears when it is moved, handed over or called off."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.notifications.services import MAILS_AN_HOUR
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories
from tests.core.events.mails.conftest import delivered
from tests.core.events.mails.test_booking import entry
from tests.core.events.mails.test_invitation import AFTERNOON, invite

pytestmark = pytest.mark.django_db
LATER = AFTERNOON + timedelta(hours=3)


@pytest.fixture
def planned(rights: StaffRights, now: datetime) -> Event:
    return invite(rights, now, starts_at=AFTERNOON, time_zone="Europe/Madrid")


def move(event: Event, rights: StaffRights, now: datetime) -> None:
    services.reschedule_event(event=event, actor=rights, starts_at=LATER, now=now)


def cancel(event: Event, rights: StaffRights, now: datetime, reason: str = "") -> None:
    services.cancel_event(event=event, actor=rights, reason=reason, now=now)


@pytest.mark.feature("NT-02")
def test_a_moved_call_moves_in_the_calendar(
    planned: Event, rights: StaffRights, now: datetime
) -> None:
    (invited,) = delivered(now)

    move(planned, rights, now)
    (mail,) = delivered(now)

    assert mail.subject == "Changed: your video call with Maison Lumen on December 3"
    assert "Your video call has changed" in mail.text and "6:00" in mail.text
    assert entry(invited) == ("REQUEST", str(planned.pk), 0, AFTERNOON)
    assert entry(mail) == ("REQUEST", str(planned.pk), 1, LATER)


def test_moved_before_the_invitation_went_out_one_mail_tells_the_new_date(
    planned: Event, rights: StaffRights, now: datetime
) -> None:
    move(planned, rights, now)

    (mail,) = delivered(now)

    assert mail.subject == "Your video call with Maison Lumen on December 3"
    assert entry(mail) == ("REQUEST", str(planned.pk), 1, LATER)


@pytest.mark.feature("NT-02", "NT-10")
def test_a_cancelled_call_leaves_the_calendar_and_the_reason_is_told(
    planned: Event, rights: StaffRights, now: datetime
) -> None:
    delivered(now)

    for _ in range(2):
        cancel(planned, rights, now, "The shop is closed that day.")
    (mail,) = delivered(now)

    assert mail.subject == "Cancelled: your video call with Maison Lumen on December 3"
    assert "Reason: The shop is closed that day." in mail.text
    assert entry(mail) == ("CANCEL", str(planned.pk), 1, AFTERNOON)
    assert "STATUS:CANCELLED" in mail.calendar
    assert "/e/" not in mail.text


def test_a_cancellation_does_not_wait_its_turn(
    planned: Event, rights: StaffRights, now: datetime
) -> None:
    # given an address that got all the mails of the hour
    for _ in range(MAILS_AN_HOUR - 1):
        invite(rights, now, starts_at=AFTERNOON + timedelta(days=1))
    delivered(now)

    # when one of the calls is called off
    cancel(planned, rights, now)

    # then that is told at once
    (mail,) = delivered(now)
    assert mail.subject.startswith("Cancelled:")


def test_who_has_it_now_is_told(planned: Event, rights: StaffRights, now: datetime) -> None:
    delivered(now)
    colleague = factories.personal_shopper(planned.installation, name="Bea")

    services.reassign_event(event=planned, rights=rights, personal_shopper=colleague, now=now)
    (mail,) = delivered(now)

    assert "With: Bea" in mail.text
    assert entry(mail) == ("REQUEST", str(planned.pk), 1, AFTERNOON)


def test_a_call_for_now_stands_in_no_calendar(rights: StaffRights, now: datetime) -> None:
    event = invite(rights, now)
    delivered(now)

    cancel(event, rights, now + timedelta(minutes=1))
    (mail,) = delivered(now + timedelta(minutes=1))

    assert mail.subject.startswith("Cancelled:") and mail.calendar == ""


def test_who_was_not_invited_hears_nothing(rights: StaffRights, now: datetime) -> None:
    event = invite(rights, now, starts_at=AFTERNOON, send_invitation=False)
    move(event, rights, now)
    cancel(event, rights, now)

    # nor whose invitation had not gone out
    another = invite(rights, now, starts_at=AFTERNOON)
    cancel(another, rights, now)

    assert delivered(now) == []


def test_who_was_forgotten_hears_nothing(
    planned: Event, rights: StaffRights, now: datetime
) -> None:
    delivered(now)
    cancel(planned, rights, now)
    Event.objects.of(planned.installation).update(customer_email="")

    assert delivered(now) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Your video call is cancelled"),
        ("es", "Tu videollamada está cancelada"),
        ("pt", "Sua videochamada foi cancelada"),
        ("ca", "La teva videotrucada està cancel·lada"),
    ],
)
def test_it_speaks_the_customers_language(
    rights: StaffRights, now: datetime, language: str, words: str
) -> None:
    event = invite(rights, now, starts_at=AFTERNOON, language=language)
    delivered(now)
    cancel(event, rights, now)

    (mail,) = delivered(now)

    assert mail.language == language
    assert words in mail.text and words in mail.html
