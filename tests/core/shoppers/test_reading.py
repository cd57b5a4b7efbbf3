"""S11: busy calendars are read, kept and believed."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.installations.models import Installation, InstallationStatus
from saleor_personal_shopper.core.ports import CalendarProblem
from saleor_personal_shopper.core.shoppers import services
from saleor_personal_shopper.core.shoppers.models import BusyCalendar, BusyTime, PersonalShopper
from saleor_personal_shopper.core.shoppers.reading import due_calendars, read_calendar
from saleor_personal_shopper.saleor import fake_calendars
from tests import factories
from tests.core.shoppers.busy.test_times import calendar

URL = "https://calendar.example.com/private-abc/basic.ics"
HOUR = "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z"
DAY = "DTSTART;VALUE=DATE:20261201"
A_QUARTER = timedelta(minutes=15)


@pytest.fixture
def person(installation: Installation) -> PersonalShopper:
    return factories.personal_shopper(installation)


@pytest.fixture
def added(person: PersonalShopper, now: datetime) -> BusyCalendar:
    fake_calendars.put(URL, calendar(HOUR))
    return services.add_busy_calendar(personal_shopper=person, url=URL, now=now)


def times(person: PersonalShopper) -> list[tuple[datetime, datetime]]:
    rows = BusyTime.objects.of(person.installation_id).filter(personal_shopper=person)
    return list(rows.order_by("starts_at").values_list("starts_at", "ends_at"))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=UTC)


@pytest.mark.feature("S11")
def test_a_calendar_makes_its_owner_busy(
    person: PersonalShopper, added: BusyCalendar, now: datetime
) -> None:
    assert due_calendars(now) == [added.pk]

    assert read_calendar(added.pk, now=now)

    assert times(person) == [(at(1, 9), at(1, 10))]
    added.refresh_from_db()
    assert (added.fetched_at, added.due_at, added.problem) == (now, now + A_QUARTER, "")
    assert not read_calendar(added.pk, now=now), "it is not due any more"
    assert due_calendars(now) == []


def test_the_address_is_a_secret(added: BusyCalendar) -> None:
    assert "private-abc" not in added.url_encrypted
    assert added.host == "calendar.example.com"


def test_what_is_unchanged_is_not_fetched_again(added: BusyCalendar, now: datetime) -> None:
    read_calendar(added.pk, now=now)
    later = now + A_QUARTER

    assert read_calendar(added.pk, now=later)

    added.refresh_from_db()
    assert (len(fake_calendars.fetched), added.fetched_at) == (1, later)


def test_an_unchanged_copy_that_ends_too_soon_is_read_anew(
    added: BusyCalendar, now: datetime
) -> None:
    read_calendar(added.pk, now=now)
    read_calendar(added.pk, now=now + timedelta(days=31))
    assert len(fake_calendars.fetched) == 2


def test_a_new_copy_takes_the_place_of_the_old_one(
    person: PersonalShopper, added: BusyCalendar, now: datetime
) -> None:
    read_calendar(added.pk, now=now)
    fake_calendars.put(URL, calendar(HOUR.replace("1201", "1202")))
    read_calendar(added.pk, now=now + A_QUARTER)
    assert times(person) == [(at(2, 9), at(2, 10))]


@pytest.mark.feature("S11")
@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (CalendarProblem.UNREACHABLE, "UNREACHABLE"),
        (CalendarProblem.TOO_LARGE, "TOO_LARGE"),
        (b"<html>Sign in</html>", "NO_CALENDAR"),
    ],
)
def test_a_failure_leaves_the_last_good_copy_and_its_age(
    person: PersonalShopper,
    added: BusyCalendar,
    now: datetime,
    answer: bytes | CalendarProblem,
    problem: str,
) -> None:
    read_calendar(added.pk, now=now)
    fake_calendars.put(URL, answer)
    later = now + timedelta(days=2)

    assert not read_calendar(added.pk, now=later)

    added.refresh_from_db()
    assert (added.fetched_at, added.problem, added.due_at) == (now, problem, later + A_QUARTER)
    assert times(person) == [(at(1, 9), at(1, 10))]
    read_calendar(added.pk, now=later + A_QUARTER)
    added.refresh_from_db()
    assert added.due_at == later + 3 * A_QUARTER, "pauses grow"
    fake_calendars.put(URL, calendar(HOUR))
    read_calendar(added.pk, now=later + timedelta(days=1))
    added.refresh_from_db()
    assert (added.problem, added.failures) == ("", 0)


@pytest.mark.parametrize(
    "hostile",
    [
        "DTSTART:20261123T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY",
        "DTSTART:20261123T000000Z\nDURATION:PT10M\nRRULE:FREQ=HOURLY",
    ],
)
def test_a_hostile_calendar_costs_itself_alone(
    person: PersonalShopper, added: BusyCalendar, now: datetime, hostile: str
) -> None:
    """An endless or empty series ends with its process, and the copy stays."""
    read_calendar(added.pk, now=now)
    fake_calendars.put(URL, calendar(hostile))
    started = time.monotonic()

    assert not read_calendar(added.pk, now=now + A_QUARTER)

    assert time.monotonic() - started < 60
    added.refresh_from_db()
    assert added.problem == "TOO_MUCH"
    assert len(times(person)) == 1


def test_another_zone_moves_whole_days(
    person: PersonalShopper, added: BusyCalendar, now: datetime
) -> None:
    fake_calendars.put(URL, calendar(DAY))
    read_calendar(added.pk, now=now)
    assert times(person) == [(at(1, 0), at(2, 0))]

    services.set_own_hours(personal_shopper=person, time_zone="Europe/Madrid")
    added.refresh_from_db()
    read_calendar(added.pk, now=added.due_at)

    assert times(person) == [(datetime(2026, 11, 30, 23, tzinfo=UTC), at(1, 23))]


def test_two_calendars_do_not_touch_each_other(
    person: PersonalShopper, added: BusyCalendar, now: datetime
) -> None:
    other = f"{URL}?other"
    fake_calendars.put(other, calendar(HOUR.replace("1201", "1203")))
    second = services.add_busy_calendar(personal_shopper=person, url=other, now=now)
    for one in (added, second):
        read_calendar(one.pk, now=now)
    assert len(times(person)) == 2

    services.remove_busy_calendar(calendar=added)
    services.remove_busy_calendar(calendar=added)

    assert times(person) == [(at(3, 9), at(3, 10))]
    assert not read_calendar(added.pk, now=now)


def test_a_shop_that_switched_the_app_off_is_not_read_for(
    added: BusyCalendar, installation: Installation, now: datetime
) -> None:
    installation.status = InstallationStatus.SUSPENDED
    installation.save()
    assert due_calendars(now) == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        (" ", "REQUIRED"),
        ("calendar", "INVALID"),
        ("ftp://calendar.example.com/a.ics", "INVALID"),
        ("file:///etc/passwd", "INVALID"),
        ("https://user:secret@calendar.example.com/a.ics", "INVALID"),
        (f"https://calendar.example.com/{'a' * 1000}", "INVALID"),
    ],
)
def test_what_is_no_address_is_refused(
    person: PersonalShopper, now: datetime, url: str, code: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        services.add_busy_calendar(personal_shopper=person, url=url, now=now)
    assert (refusal.value.code, refusal.value.field) == (code, "url")


def test_webcal_is_https_and_five_are_enough(person: PersonalShopper, now: datetime) -> None:
    webcal = URL.replace("https", "webcal")
    fake_calendars.put(URL, calendar(HOUR))
    for _number in range(5):
        one = services.add_busy_calendar(personal_shopper=person, url=webcal, now=now)
    assert read_calendar(one.pk, now=now)
    with pytest.raises(DomainError) as refusal:
        services.add_busy_calendar(personal_shopper=person, url=webcal, now=now)
    assert refusal.value.code == "LIMIT_REACHED"


def test_a_refresh_is_due_at_once(added: BusyCalendar, now: datetime) -> None:
    read_calendar(added.pk, now=now)
    services.refresh_busy_calendar(calendar=added, now=now)
    assert due_calendars(now) == [added.pk]
