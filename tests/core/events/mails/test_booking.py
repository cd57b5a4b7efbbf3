"""The mails about a booking, to its customer and its personal shopper (NT-01..NT-11, S7, S8)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.changes import Customer
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.ports import OutgoingMail
from tests.core.events.agenda import Agenda, at
from tests.core.events.conftest import rights_for
from tests.core.events.mails.conftest import delivered

pytestmark = pytest.mark.django_db
CARLA = "carla@example.com"
TEN = at("10:00", day=26)
A_DAY, AN_HOUR, OPENING = timedelta(hours=24), timedelta(hours=1), timedelta(minutes=15)


@pytest.fixture
def booked(agenda: Agenda, now: datetime) -> services.Booked:
    """Carla in New York has booked Ada in Madrid, three days ahead."""
    return agenda.book(TEN, now, email=CARLA, personal_shopper=agenda.ada)


def move(booked: services.Booked, start: datetime, now: datetime, **wish: object) -> Event:
    mine = Customer(booked.event.pk)
    return services.reschedule_event(
        event=booked.event,
        actor=mine,
        starts_at=start,
        now=now,
        **wish,  # type: ignore[arg-type]
    )


def cancel(booked: services.Booked, now: datetime, *, reason: str = "") -> None:
    mine = Customer(booked.event.pk)
    services.cancel_event(event=booked.event, actor=mine, reason=reason, now=now)


def plain(subject: str) -> str:
    """With ordinary spaces instead of those before AM and PM."""
    return " ".join(subject.split())


def to(mails: list[OutgoingMail], address: str) -> list[OutgoingMail]:
    return [mail for mail in mails if mail.to.email == address]


def entry(mail: OutgoingMail) -> tuple[str, str, int, datetime]:
    """METHOD, UID, SEQUENCE and start."""
    calendar = Calendar.from_ical(mail.calendar)
    (event,) = calendar.walk("VEVENT")
    assert mail.calendar_method == calendar["METHOD"]
    return calendar["METHOD"], str(event["UID"]), event["SEQUENCE"], event["DTSTART"].dt


def subjects_until(until: datetime, since: datetime, address: str) -> list[tuple[str, datetime]]:
    """What an address gets when the sweeper looks every quarter of an hour."""
    found = []
    clock = since
    while clock <= until:
        found += [(mail.subject, clock) for mail in to(delivered(clock), address)]
        clock += timedelta(minutes=15)
    return found


@pytest.mark.feature("NT-02", "NT-07", "NT-11")
def test_the_customer_reads_of_it_in_her_zone_with_every_link(
    booked: services.Booked, now: datetime
) -> None:
    (mail,) = to(delivered(now), CARLA)

    assert mail.subject == "Your video call with Maison Lumen on Thursday, November 26"
    assert (mail.sender.name, mail.sender.email) == ("Maison Lumen", "shop@example.com")
    assert mail.reply_to is not None and mail.reply_to.name == "Ada"
    assert "When: Thursday, November 26, 2026, 4:00" in mail.text
    assert "Time zone: Eastern Standard Time (New York)" in mail.text
    for url in (booked.links.join_url, booked.links.manage_url):
        assert url in mail.text and f'href="{url}"' in mail.html
    assert entry(mail) == ("REQUEST", str(booked.event.pk), 0, TEN)


def test_the_personal_shopper_reads_of_it_in_his_zone_and_finds_it_at_the_desk(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    (mail,) = to(delivered(now), agenda.ada.email)

    assert plain(mail.subject) == "Booked: video call with Carla Customer on November 26, 10:00 AM"
    assert "10:00" in mail.text and "(Madrid)" in mail.text
    assert f"/desk/{agenda.installation.pk}/events/{booked.event.pk}" in mail.text
    assert booked.links.join_url not in mail.text and booked.links.manage_url not in mail.text
    assert CARLA not in mail.calendar
    assert entry(mail) == ("REQUEST", str(booked.event.pk), 0, TEN)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Your video call is booked"),
        ("es", "Tu videollamada está reservada"),
        ("pt", "Sua videochamada está marcada"),
        ("ca", "La teva videotrucada està reservada"),
    ],
)
def test_each_customer_is_told_in_her_language(
    agenda: Agenda, now: datetime, language: str, words: str
) -> None:
    agenda.book(TEN, now, email=CARLA, language=language)

    (mail,) = to(delivered(now), CARLA)

    assert mail.language == language
    assert words in mail.text and words in mail.html
    assert "{{" not in mail.subject + mail.text


@pytest.mark.feature("NT-02")
def test_a_moved_call_has_the_same_uid_and_a_higher_sequence(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    delivered(now)
    later = TEN + timedelta(hours=2)

    move(booked, later, now)
    sent = delivered(now)

    (mail,), (his,) = to(sent, CARLA), to(sent, agenda.ada.email)
    assert mail.subject.startswith("Changed: your video call with Maison Lumen on Thursday")
    assert entry(mail) == entry(his) == ("REQUEST", str(booked.event.pk), 1, later)


def test_moved_before_anything_was_sent_is_told_once(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    later = TEN + timedelta(hours=2)
    move(booked, later, now)

    sent = delivered(now)

    assert [mail.to.email for mail in sent].count(CARLA) == 1
    assert [mail.to.email for mail in sent].count(agenda.ada.email) == 1
    assert {entry(mail)[3] for mail in sent} == {later}


@pytest.mark.feature("NT-02", "NT-10")
def test_a_cancelled_call_leaves_both_calendars(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    delivered(now)

    cancel(booked, now)
    sent = delivered(now)

    (mail,), (his,) = to(sent, CARLA), to(sent, agenda.ada.email)
    assert entry(mail) == entry(his) == ("CANCEL", str(booked.event.pk), 1, TEN)
    assert "STATUS:CANCELLED" in mail.calendar
    assert f"/book/{agenda.campaign.public_id}" in mail.text
    assert booked.links.join_url not in mail.text


@pytest.mark.feature("NT-10")
def test_the_host_alone_reads_why_it_was_cancelled(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    delivered(now)

    cancel(booked, now, reason="I have found <b>a coat</b>.")
    sent = delivered(now)

    (mail,), (his,) = to(sent, CARLA), to(sent, agenda.ada.email)
    assert "Reason: I have found <b>a coat</b>." in his.text
    assert "<b>a coat</b>" not in his.html and "a coat" not in mail.text


@pytest.mark.feature("NT-10")
def test_the_customer_reads_why_staff_cancelled_it(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    delivered(now)
    rights = rights_for(agenda.installation, agenda.ada)

    services.cancel_event(event=booked.event, actor=rights, reason="The shop is closed.", now=now)

    (mail,) = to(delivered(now), CARLA)
    assert "Reason: The shop is closed." in mail.text


def test_who_never_heard_of_it_is_not_told_that_it_is_off(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    cancel(booked, now)

    sent = delivered(now)

    assert to(sent, agenda.ada.email) == []
    assert [mail.calendar_method for mail in to(sent, CARLA)] == ["CANCEL"]


def test_handed_over_it_leaves_one_calendar_and_enters_another(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    delivered(now)
    rights = rights_for(agenda.installation, agenda.ada)

    services.reassign_event(event=booked.event, rights=rights, personal_shopper=agenda.bea, now=now)
    sent = delivered(now)

    (to_ada,), (to_bea,) = to(sent, agenda.ada.email), to(sent, agenda.bea.email)
    (to_carla,) = to(sent, CARLA)
    assert to_ada.subject.startswith("Handed over") and entry(to_ada)[0] == "CANCEL"
    assert entry(to_bea)[:3] == ("REQUEST", str(booked.event.pk), 1)
    assert "With: Bea" in to_carla.text and entry(to_carla)[2] == 1

    # and back again: his calendar takes it once more
    rights = rights_for(agenda.installation, agenda.bea)
    services.reassign_event(event=booked.event, rights=rights, personal_shopper=agenda.ada, now=now)
    (again,) = to(delivered(now), agenda.ada.email)
    assert entry(again)[0] == "REQUEST" and entry(again)[2] > entry(to_ada)[2]


@pytest.mark.feature("NT-08", "S7", "S8")
def test_customers_are_reminded_a_day_and_an_hour_before_and_when_it_opens(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    found = subjects_until(TEN, now, CARLA)

    assert [when for _, when in found[1:]] == [TEN - A_DAY, TEN - AN_HOUR, TEN - OPENING]
    assert found[1][0].startswith("Reminder: your video call with Maison Lumen on Thursday")
    assert plain(found[2][0]) == "Your video call with Maison Lumen starts at 4:00 AM"
    assert found[3][0] == "You can join your video call with Maison Lumen now"
    assert Counter(subject for subject, _ in found).most_common(1)[0][1] == 1


def test_the_personal_shopper_is_reminded_an_hour_before(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    found = subjects_until(TEN, now, agenda.ada.email)

    assert [when for _, when in found] == [now, TEN - AN_HOUR]


def test_a_moved_call_is_reminded_of_at_its_new_time_alone(
    booked: services.Booked, now: datetime
) -> None:
    delivered(now)
    later = TEN + timedelta(hours=4)
    move(booked, later, now)

    found = subjects_until(later, now, CARLA)

    assert [when for _, when in found[1:]] == [later - A_DAY, later - AN_HOUR, later - OPENING]
    assert all("8:00" in subject for subject, _ in found[1:3])


@pytest.mark.feature("S8")
def test_a_cancelled_call_is_never_reminded_of(booked: services.Booked, now: datetime) -> None:
    delivered(now)
    cancel(booked, now)
    delivered(now)

    assert subjects_until(TEN + A_DAY, now, CARLA) == []
    assert (
        not Mail.objects.of(booked.event.installation_id).filter(status=MailStatus.PENDING).exists()
    )


def test_who_books_shortly_before_is_reminded_of_what_is_still_to_come(
    agenda: Agenda, now: datetime
) -> None:
    start = now + timedelta(hours=3)
    agenda.book(start, now, email=CARLA)

    found = subjects_until(start, now, CARLA)

    assert [when for _, when in found] == [now, start - AN_HOUR, start - OPENING]


def test_a_reminder_that_comes_too_late_is_dropped(booked: services.Booked, now: datetime) -> None:
    delivered(now)

    sent = to(delivered(TEN - timedelta(minutes=30)), CARLA)

    assert [mail.subject[:20] for mail in sent] == ["Your video call with"]
    assert delivered(TEN + timedelta(minutes=5)) == []


def test_nobody_in_the_call_is_asked_to_come(
    booked: services.Booked, agenda: Agenda, now: datetime
) -> None:
    delivered(now)
    Event.objects.of(agenda.installation).update(status="LIVE")

    assert delivered(TEN - timedelta(minutes=10)) == []


@pytest.mark.feature("NT-01")
def test_a_campaign_that_sends_no_mail_tells_its_personal_shoppers_alone(
    agenda: Agenda, now: datetime
) -> None:
    agenda.set(sends_mail=False)
    agenda.book(TEN, now, email=CARLA, personal_shopper=agenda.ada)

    assert [mail.to.email for mail in delivered(now)] == [agenda.ada.email]


def test_a_booking_that_fails_leaves_no_mail(agenda: Agenda, now: datetime) -> None:
    agenda.book(TEN, now, email=CARLA, idempotency_key="once")
    count = Mail.objects.of(agenda.installation).count()

    agenda.book(TEN, now, email=CARLA, idempotency_key="once")

    assert Mail.objects.of(agenda.installation).count() == count == 6


def test_reminders_do_not_use_up_the_hourly_limit_of_an_address(
    agenda: Agenda, now: datetime
) -> None:
    for hours in range(3):
        agenda.book(TEN + timedelta(hours=hours), now, email=CARLA)

    assert len(to(delivered(now), CARLA)) == 3


def test_a_personal_shopper_with_many_bookings_hears_of_each_at_once(
    agenda: Agenda, now: datetime
) -> None:
    for number in range(8):
        agenda.book(TEN + number * timedelta(minutes=30), now, personal_shopper=agenda.ada)

    assert len(to(delivered(now), agenda.ada.email)) == 8


def test_without_a_mail_server_nothing_is_put_in(
    agenda: Agenda, now: datetime, settings: object
) -> None:
    settings.SMTP_SERVER = None  # type: ignore[attr-defined]

    agenda.book(TEN, now, email=CARLA)

    assert not Mail.objects.of(agenda.installation).exists()


def test_a_private_call_sends_none_of_these(agenda: Agenda, now: datetime) -> None:
    rights = rights_for(agenda.installation, agenda.ada)
    event = services.create_event(
        rights=rights,
        name="Carla",
        email=CARLA,
        channel="default-channel",
        starts_at=datetime(2026, 12, 3, 14, tzinfo=UTC),
        now=now,
    )

    services.cancel_event(event=event, actor=rights, now=now)

    assert delivered(now) == []
