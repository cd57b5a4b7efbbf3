"""The calendar entry of a call, read by a parser (S35)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from icalendar import Calendar

from saleor_personal_shopper.core.events.icalendar import (
    CalendarEntry,
    calendar_file,
    calendar_request,
)
from saleor_personal_shopper.core.ports import MailAddress
from tests.core.notifications.test_plain import NASTY

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
URL = "https://app.example.com/e/token"
PAULA = MailAddress("paula@example.com", "Paula Shopper")
CARLA = MailAddress("carla@example.com", "Carla Customer")


def entry(summary: str = "Video call", starts_at: datetime = NOW) -> CalendarEntry:
    return CalendarEntry("uid", 2, summary, starts_at, 45, URL)


def request(summary: str = "Video call", organizer: str = "Paula", attendee: str = "Carla") -> str:
    return calendar_request(
        entry(summary),
        organizer=MailAddress(PAULA.email, organizer),
        attendee=MailAddress(CARLA.email, attendee),
        now=NOW,
    )


def test_a_call_is_written_in_utc() -> None:
    tokyo = timezone(timedelta(hours=9))

    lines = calendar_file(entry(starts_at=NOW.astimezone(tokyo)), now=NOW).split("\r\n")

    assert {"DTSTART:20261123T100000Z", "DTEND:20261123T104500Z", "UID:uid"} <= set(lines)
    assert {"METHOD:PUBLISH", "SEQUENCE:2", f"URL:{URL}"} <= set(lines)
    assert not [line for line in lines if line.startswith(("ATTENDEE", "ORGANIZER"))]


def test_an_invitation_names_both_and_asks_for_an_answer() -> None:
    calendar = Calendar.from_ical(request())

    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert event["ORGANIZER"] == "mailto:paula@example.com"
    assert event["ATTENDEE"] == "mailto:carla@example.com"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert event["ATTENDEE"].params["CN"] == "Carla"
    assert (event["SEQUENCE"], event["DTSTART"].dt) == (2, NOW)


def names(text: str) -> list[str]:
    """Of the properties, in their order."""
    unfolded = text.replace("\r\n ", "")
    return [line.partition(":")[0].partition(";")[0] for line in unfolded.split("\r\n")]


@given(words=NASTY)
def test_no_name_adds_a_property_an_attendee_or_a_second_event(words: str) -> None:
    text = request(words, words, words)

    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert names(text) == names(request())
    assert event["ATTENDEE"] == "mailto:carla@example.com"
    assert event["ORGANIZER"] == "mailto:paula@example.com"
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\r" not in text.replace("\r\n", "")


@pytest.mark.parametrize("write", [request, lambda words: calendar_file(entry(words), now=NOW)])
def test_an_injected_line_stays_text(write: object) -> None:
    words = "Shop\r\nATTENDEE:mailto:evil@example.com\rBEGIN:VEVENT, ; \\"

    (event,) = Calendar.from_ical(write(words)).walk("VEVENT")  # type: ignore[operator]

    assert event["SUMMARY"] == "Shop ATTENDEE:mailto:evil@example.com BEGIN:VEVENT, ; \\"
