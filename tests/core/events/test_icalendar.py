"""The calendar file of a call."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from saleor_personal_shopper.core.events.icalendar import CalendarEntry, calendar_file

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def written(summary: str) -> str:
    entry = CalendarEntry("uid", summary, NOW, 45, "https://app.example.com/e/token")
    return calendar_file(entry, now=NOW)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_call_is_written_in_utc() -> None:
    lines = unfolded(written("Video call"))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"DTSTART:20261123T100000Z", "DTEND:20261123T104500Z", "UID:uid"} <= set(lines)
    assert lines[-2:] == ["END:VCALENDAR", ""]


@given(st.text(max_size=300))
def test_no_name_of_a_shop_adds_a_property_or_a_second_event(name: str) -> None:
    text = written(name)
    lines = unfolded(text)
    assert [line.partition(":")[0] for line in lines] == [
        line.partition(":")[0] for line in unfolded(written("x"))
    ]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\r" not in text.replace("\r\n", "")


def test_an_injected_line_stays_text() -> None:
    lines = unfolded(written("Shop\r\nATTENDEE:mailto:evil@example.com\rBEGIN:VEVENT, ; \\"))
    (summary,) = [line for line in lines if line.startswith("SUMMARY:")]
    assert summary == "SUMMARY:ShopATTENDEE:mailto:evil@example.comBEGIN:VEVENT\\, \\; \\\\"
