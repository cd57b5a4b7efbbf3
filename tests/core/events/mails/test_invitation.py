"""The invitation to a private call (DC-12, DC-20)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.links import links_of
from saleor_personal_shopper.core.events.mails.invitation import KIND
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.services import remove_personal_shopper
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from saleor_personal_shopper.mail import fake_mailer
from tests import factories
from tests.core.events.conftest import Commits, desk_messages, rights_for
from tests.core.events.mails.conftest import delivered

pytestmark = pytest.mark.django_db
AFTERNOON = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)


def invite(rights: StaffRights, now: datetime, **fields: Any) -> Event:
    """A new call whose customer is invited."""
    values = {
        "name": "Emma Collins",
        "email": "emma@example.com",
        "channel": "default-channel",
        "send_invitation": True,
        **fields,
    }
    return services.create_event(rights=rights, now=now, **values)


def mails(event: Event) -> list[Mail]:
    rows = Mail.objects.of(event.installation_id).filter(kind=KIND, about=event.pk)
    return list(rows.order_by("created_at", "key"))


def test_a_call_for_now_is_a_link_and_no_date(
    rights: StaffRights, shopper: PersonalShopper, now: datetime
) -> None:
    event = invite(rights, now)

    (mail,) = delivered(now + timedelta(seconds=1))

    url = links_of(event).join_url
    assert mail.to.email == "emma@example.com"
    assert (mail.sender.name, mail.sender.email) == ("Maison Lumen", "shop@example.com")
    assert mail.reply_to is not None
    assert (mail.reply_to.email, mail.reply_to.name) == (shopper.email, shopper.name)
    assert mail.subject == "Your video call with Maison Lumen"
    assert f"{shopper.name} invites you to a video call" in mail.text
    assert "Hello Emma Collins," in mail.text
    assert f"Join the call: {url}" in mail.text
    assert mail.html.count(f'href="{url}"') == 2
    assert "Maison Lumen" in mail.html
    assert mail.calendar == ""


def test_a_call_for_later_is_told_in_the_customers_language_and_for_the_calendar(
    rights: StaffRights, shopper: PersonalShopper, now: datetime
) -> None:
    event = invite(rights, now, starts_at=AFTERNOON, language="es", time_zone="Europe/Madrid")

    (mail,) = delivered(now)

    assert mail.language == "es"
    assert mail.subject == "Tu videollamada con Maison Lumen el 3 de diciembre"
    assert "Cuándo: jueves, 3 de diciembre de 2026, 15:00–15:30" in mail.text
    assert "Zona horaria: hora estándar de Europa central (Madrid)" in mail.text
    assert f"Con: {shopper.name}" in mail.text
    assert "se abre 15 minutos antes" in mail.text
    calendar = Calendar.from_ical(mail.calendar)
    (entry,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert (entry["UID"], entry["SEQUENCE"]) == (str(event.pk), 0)
    assert entry["DTSTART"].dt == AFTERNOON
    assert entry["DTEND"].dt == AFTERNOON + timedelta(minutes=30)
    assert entry["ATTENDEE"] == "mailto:emma@example.com"
    assert entry["ORGANIZER"] == f"mailto:{shopper.email}"
    assert entry["URL"] == links_of(event).join_url


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "invites you to a video call"),
        ("es", "te invita a una videollamada"),
        ("pt", "convida você para uma videochamada"),
        ("ca", "et convida a una videotrucada"),
    ],
)
def test_it_speaks_the_customers_language(
    rights: StaffRights, now: datetime, language: str, words: str
) -> None:
    invite(rights, now, language=language)

    (mail,) = delivered(now)

    assert words in mail.text and words in mail.html


def test_it_tells_what_is_true_when_it_is_sent(rights: StaffRights, now: datetime) -> None:
    event = invite(rights, now, starts_at=AFTERNOON, time_zone="Europe/Madrid")
    services.reschedule_event(
        event=event, actor=rights, starts_at=AFTERNOON + timedelta(days=1), now=now
    )

    (mail,) = delivered(now)

    assert "Friday, December 4" in mail.text
    (entry,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert entry["SEQUENCE"] == 1
    assert mails(event)[0].revision == 1


def test_one_that_comes_late_no_longer_tells_of_a_date(rights: StaffRights, now: datetime) -> None:
    invite(rights, now, starts_at=now + timedelta(minutes=10))

    (mail,) = delivered(now + timedelta(minutes=11))

    assert "Join the call" in mail.text
    assert mail.calendar == ""


@pytest.mark.parametrize("how", ["cancelled", "ended", "forgotten"])
def test_nobody_is_invited_to_what_is_over(
    rights: StaffRights, installation: Installation, now: datetime, how: str
) -> None:
    event = invite(rights, now, starts_at=AFTERNOON)
    if how == "cancelled":
        services.cancel_event(event=event, actor=rights, now=now)
    elif how == "ended":
        services.end_event(event=event, actor=rights, now=now)
    else:
        services.forget_customer(installation=installation, email="emma@example.com", now=now)

    assert delivered(now) == []

    (mail,) = mails(event)
    assert (mail.status, mail.recipient) == (MailStatus.DROPPED, "")


def test_a_removed_personal_shopper_is_not_named(
    rights: StaffRights, shopper: PersonalShopper, now: datetime
) -> None:
    invite(rights, now, starts_at=AFTERNOON)
    remove_personal_shopper(personal_shopper=shopper, now=now)

    (mail,) = delivered(now)

    assert "Maison Lumen invites you to a video call" in mail.text
    assert mail.reply_to is None
    (entry,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    assert entry["ORGANIZER"] == "mailto:shop@example.com"


def test_it_is_sent_again_when_asked_and_the_old_one_stays_known(
    rights: StaffRights, now: datetime
) -> None:
    event = invite(rights, now)
    delivered(now)
    later = now + timedelta(minutes=5)

    services.send_invitation(event=event, rights=rights, now=later)

    assert len(delivered(later)) == 1
    assert [mail.status for mail in mails(event)] == ["SENT", "SENT"]
    assert len({mail.message_id for mail in fake_mailer.sent}) == 2


def test_asking_twice_within_a_minute_is_asking_once(rights: StaffRights, now: datetime) -> None:
    event = invite(rights, now)
    services.send_invitation(event=event, rights=rights, now=now)
    delivered(now)
    services.send_invitation(event=event, rights=rights, now=now + timedelta(seconds=30))

    assert len(mails(event)) == 1
    assert delivered(now + timedelta(seconds=31)) == []


def test_a_call_moved_within_the_minute_is_told_again(rights: StaffRights, now: datetime) -> None:
    event = invite(rights, now, starts_at=AFTERNOON)
    delivered(now)
    soon = now + timedelta(seconds=10)
    services.reschedule_event(
        event=event, actor=rights, starts_at=AFTERNOON + timedelta(hours=1), now=soon
    )

    services.send_invitation(event=event, rights=rights, now=now + timedelta(seconds=30))

    assert len(delivered(now + timedelta(seconds=30))) == 1


def test_one_that_waits_for_its_next_attempt_is_hastened(
    rights: StaffRights, now: datetime
) -> None:
    fake_mailer.deferred.add("emma@example.com")
    event = invite(rights, now)
    assert delivered(now) == []
    fake_mailer.deferred.clear()
    soon = now + timedelta(seconds=5)

    services.send_invitation(event=event, rights=rights, now=soon)

    assert len(delivered(soon)) == len(mails(event)) == 1


def test_after_a_refusal_it_can_be_sent_again_and_the_desks_hear_of_it(
    rights: StaffRights, now: datetime, commits: Commits
) -> None:
    fake_mailer.refused.add("emma@example.com")
    event = invite(rights, now)
    with commits():
        delivered(now)

    assert mails(event)[0].status == MailStatus.FAILED
    assert [one["data"]["lists"] for one in desk_messages()] == [["upcoming"]]

    fake_mailer.refused.clear()
    services.send_invitation(event=event, rights=rights, now=now)
    assert len(delivered(now)) == 1


def test_only_who_may_see_the_call_sends_its_invitation(
    rights: StaffRights,
    installation: Installation,
    other_installation: Installation,
    now: datetime,
) -> None:
    event = invite(rights, now)
    colleague = rights_for(installation, factories.personal_shopper(installation))
    stranger = rights_for(other_installation, factories.personal_shopper(other_installation))
    nobody = StaffRights(installation, factories.staff_member(installation), frozenset())

    for who, code in ((colleague, "NOT_FOUND"), (stranger, "NOT_FOUND")):
        with pytest.raises(DomainError) as refused:
            services.send_invitation(event=event, rights=who, now=now)
        assert refused.value.code == code
    with pytest.raises(DomainError) as denied:
        services.send_invitation(event=event, rights=nobody, now=now)
    assert denied.value.code == "PERMISSION_DENIED"
    assert len(mails(event)) == 1


def test_a_call_that_is_over_or_without_an_address_has_no_invitation(
    rights: StaffRights, installation: Installation, now: datetime
) -> None:
    over = factories.event(installation, status="CANCELLED")
    nameless = factories.event(installation, customer_email="")

    for event, code in ((over, "CANCELLED"), (nameless, "REQUIRED")):
        with pytest.raises(DomainError) as refused:
            services.send_invitation(event=event, rights=rights, now=now)
        assert refused.value.code == code


def test_where_mail_is_not_set_up_nothing_is_promised(
    rights: StaffRights, installation: Installation, now: datetime, settings: Any
) -> None:
    settings.SMTP_SERVER = None

    with pytest.raises(DomainError) as refused:
        invite(rights, now)

    assert refused.value.code == "MAIL_NOT_CONFIGURED"
    assert not Event.objects.of(installation).exists()
    assert invite(rights, now, send_invitation=False).pk


def test_too_many_invitations_to_one_address_make_no_call(
    rights: StaffRights, installation: Installation, now: datetime
) -> None:
    for _ in range(5):
        invite(rights, now)

    with pytest.raises(DomainError) as refused:
        invite(rights, now)

    assert (refused.value.code, refused.value.field) == ("RATE_LIMITED", "email")
    assert Event.objects.of(installation).count() == 5


def test_without_being_asked_no_invitation_is_sent(rights: StaffRights, now: datetime) -> None:
    event = invite(rights, now, send_invitation=False)

    assert mails(event) == []


def test_an_unknown_zone_is_utc(rights: StaffRights, now: datetime) -> None:
    invite(rights, now, starts_at=AFTERNOON, time_zone="Mars/Olympus")

    (mail,) = delivered(now)

    assert "Coordinated Universal Time" in mail.text
