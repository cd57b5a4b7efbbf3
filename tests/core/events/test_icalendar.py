from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from saleor_personal_shopper.core.events.icalendar import CalendarEntry, calendar_file

START = datetime(2026, 12, 24, 18, 30, tzinfo=timezone(timedelta(hours=2)))


def entry(summary: str = "Video call") -> CalendarEntry:
    return CalendarEntry(
        uid="7@example.com",
        summary=summary,
        starts_at=START,
        minutes=45,
        url="https://shopper.example.com/e/token",
    )


def test_times_are_in_utc_and_lines_end_as_the_standard_says(now: datetime) -> None:
    lines = calendar_file(entry(), now=now.astimezone(UTC)).split("\r\n")

    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTAMP:20261123T100000Z" in lines
    assert "DTSTART:20261224T163000Z" in lines
    assert "DTEND:20261224T171500Z" in lines


def test_a_name_cannot_bring_in_properties(now: datetime) -> None:
    text = calendar_file(entry("A, B; C\\D\r\nATTENDEE:x"), now=now)

    assert "SUMMARY:A\\, B\\; C\\\\DATTENDEE:x\r\n" in text
    assert "\nATTENDEE" not in text


def test_long_lines_are_folded_between_characters(now: datetime) -> None:
    summary = "é" * 100

    lines = calendar_file(entry(summary), now=now).split("\r\n")

    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = "\r\n".join(lines).replace("\r\n ", "")
    assert f"SUMMARY:{summary}" in unfolded
