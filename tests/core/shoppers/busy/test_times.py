"""S11: what a calendar says, in the owner's zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from saleor_personal_shopper.core.shoppers.busy.times import (
    NoCalendar,
    Owner,
    TooMuch,
    busy_times,
)

MADRID = Owner(ZoneInfo("Europe/Madrid"), "paula@example.com")
START = datetime(2026, 11, 23, tzinfo=UTC)
END = START + timedelta(days=400)


def calendar(*events: str, head: str = "") -> bytes:
    """An iCalendar object with these entries, each the lines of a VEVENT."""
    begin = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", head]
    entries = [f"BEGIN:VEVENT\nUID:{key}\n{one}\nEND:VEVENT" for key, one in enumerate(events)]
    lines = [*begin, *entries, "END:VCALENDAR"]
    return "\n".join(line for line in lines if line).replace("\n", "\r\n").encode()


def read(content: bytes, owner: Owner = MADRID, end: datetime = END) -> list[tuple[str, str]]:
    """Busy times as `MM-DDTHH:MM` in UTC."""
    found = busy_times(content, owner=owner, start=START, end=end)
    return [(f"{begins:%m-%dT%H:%M}", f"{ends:%m-%dT%H:%M}") for begins, ends in found]


@pytest.mark.parametrize(
    "entry",
    [
        "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z",
        "DTSTART:20261201T090000Z\nDURATION:PT1H",
        "DTSTART;TZID=Europe/Madrid:20261201T100000\nDTEND;TZID=Europe/Madrid:20261201T110000",
        "DTSTART:20261201T100000\nDTEND:20261201T110000",
        "DTSTART;TZID=No/Such_Zone:20261201T100000\nDTEND;TZID=No/Such_Zone:20261201T110000",
    ],
    ids=["UTC", "duration", "zone", "floating", "unknown zone"],
)
def test_an_hour_is_an_hour(entry: str) -> None:
    assert read(calendar(entry)) == [("12-01T09:00", "12-01T10:00")]


def test_a_zone_of_the_calendar_s_own_is_believed() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Head Office\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE"
    )
    entry = "DTSTART;TZID=Head Office:20261201T120000\nDTEND;TZID=Head Office:20261201T130000"
    assert read(calendar(entry, head=zone)) == [("12-01T09:00", "12-01T10:00")]


def test_a_whole_day_is_the_owner_s_day() -> None:
    entry = "DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261203"
    assert read(calendar(entry)) == [("11-30T23:00", "12-02T23:00")]
    assert read(calendar("DTSTART;VALUE=DATE:20261201")) == [("11-30T23:00", "12-01T23:00")]
    tokyo = Owner(ZoneInfo("Asia/Tokyo"))
    assert read(calendar(entry), tokyo) == [("11-30T15:00", "12-02T15:00")]


@pytest.mark.parametrize(
    "line",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:Paula@example.com",
    ],
)
def test_what_is_free_cancelled_or_declined_does_not_count(line: str) -> None:
    hour = "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z"
    assert read(calendar(f"{hour}\n{line}")) == []
    somebody_else = "ATTENDEE;PARTSTAT=DECLINED:mailto:sam@example.com"
    assert read(calendar(f"{hour}\n{somebody_else}\nTRANSP:OPAQUE")) != []


def test_a_series_keeps_its_wall_clock_across_the_change_of_clocks() -> None:
    weekly = (
        "DTSTART;TZID=Europe/Madrid:20270321T100000\nDTEND;TZID=Europe/Madrid:20270321T110000\n"
        "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE;TZID=Europe/Madrid:20270404T100000"
    )
    assert read(calendar(weekly)) == [
        ("03-21T09:00", "03-21T10:00"),
        ("03-28T08:00", "03-28T09:00"),
    ]


def test_one_of_a_series_that_was_moved_counts_where_it_is() -> None:
    moved = calendar(
        "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z\nRRULE:FREQ=DAILY;COUNT=2",
        "DTSTART:20261202T150000Z\nDTEND:20261202T160000Z\nRECURRENCE-ID:20261202T090000Z",
    ).replace(b"UID:1", b"UID:0")
    assert read(moved) == [("12-01T09:00", "12-01T10:00"), ("12-02T15:00", "12-02T16:00")]


def test_what_overlaps_or_touches_is_one_and_ends_at_the_window() -> None:
    found = read(
        calendar(
            "DTSTART:20261201T090000Z\nDTEND:20261201T100000Z",
            "DTSTART:20261201T093000Z\nDTEND:20261201T103000Z",
            "DTSTART:20261201T103000Z\nDTEND:20261201T110000Z",
            "DTSTART:20260101T000000Z\nDTEND:20261123T010000Z",
            "DTSTART:20261201T120000Z\nDTEND:20261201T120000Z",
        )
    )
    assert found == [("11-23T00:00", "11-23T01:00"), ("12-01T09:00", "12-01T11:00")]


def test_an_endless_series_ends_at_the_window() -> None:
    endless = "DTSTART:20200101T090000Z\nDTEND:20200101T100000Z\nRRULE:FREQ=DAILY"
    assert len(read(calendar(endless))) == 400


def test_several_calendars_in_one_file_all_count() -> None:
    one = calendar("DTSTART:20261201T090000Z\nDTEND:20261201T100000Z")
    two = calendar("DTSTART:20261202T090000Z\nDTEND:20261202T100000Z")
    assert len(read(one + b"\r\n" + two)) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>Sign in</html>", b"\x00\xff\xfe", b"BEGIN:VEVENT\r\nEND:VEVENT"],
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(NoCalendar):
        read(content)


def test_a_broken_entry_costs_itself_alone() -> None:
    broken = "DTSTART:yesterday\nDTEND:tomorrow"
    rule = "DTSTART:20261201T090000Z\nRRULE:FREQ=SOMETIMES"
    good = "DTSTART:20261202T090000Z\nDTEND:20261202T100000Z"
    assert ("12-02T09:00", "12-02T10:00") in read(calendar(broken, rule, good))


def test_more_times_than_anybody_has_are_refused() -> None:
    every_hour = "DTSTART:20261123T000000Z\nDURATION:PT10M\nRRULE:FREQ=HOURLY"
    with pytest.raises(TooMuch):
        read(calendar(every_hour))
