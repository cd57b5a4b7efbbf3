"""Our calendars, read by a parser that did not write them (S35)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]
from hypothesis import given

from saleor_personal_shopper.core.events.icalendar import (
    CalendarEntry,
    calendar_booking,
    calendar_cancel,
    calendar_feed,
    calendar_file,
)
from saleor_personal_shopper.core.ports import MailAddress
from tests.core.notifications.test_plain import NASTY

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SHOP = MailAddress("shop@example.com", "Maison Lumen")
CARLA = MailAddress("carla@example.com", "Carla Customer")


def entry(words: str = "Video call") -> CalendarEntry:
    url = "https://app.example.com/e/" + "t" * 43
    return CalendarEntry("uid", 3, words, NOW, 30, url, description=words)


@pytest.mark.parametrize(
    ("write", "method"), [(calendar_booking, "REQUEST"), (calendar_cancel, "CANCEL")]
)
def test_what_goes_by_mail_is_understood(write: Any, method: str) -> None:
    text = write(entry("Moños, façana; ¿sí?"), organizer=SHOP, attendee=CARLA, now=NOW)

    calendar = vobject.readOne(text)

    assert calendar.method.value == method
    (event,) = calendar.vevent_list
    assert (event.uid.value, event.sequence.value) == ("uid", "3")
    assert event.dtstart.value == NOW and text.count("DTSTART:20261123T100000Z") == 1
    assert event.summary.value == "Moños, façana; ¿sí?"
    assert event.organizer.value == "mailto:shop@example.com"
    assert [one.value for one in event.attendee_list] == ["mailto:carla@example.com"]
    assert event.status.value == ("CANCELLED" if method == "CANCEL" else "CONFIRMED")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@given(words=NASTY)
def test_no_words_break_out_of_their_property(words: str) -> None:
    person = MailAddress("carla@example.com", words)

    for text in (
        calendar_booking(entry(words), organizer=SHOP, attendee=person, now=NOW),
        calendar_feed([(entry(words), NOW)], name=words),
        calendar_file(entry(words), now=NOW),
    ):
        (event,) = vobject.readOne(text).vevent_list
        assert not hasattr(event, "valarm")
        assert len(getattr(event, "attendee_list", [])) == text.count("\r\nATTENDEE")
        assert text.count("BEGIN:VEVENT\r\n") == 1


def test_a_feed_holds_them_all() -> None:
    text = calendar_feed([(entry("One"), NOW), (entry("Two"), NOW)], name="Ada's calls")

    calendar = vobject.readOne(text)

    assert [one.summary.value for one in calendar.vevent_list] == ["One", "Two"]
    assert "METHOD" not in text and "REFRESH-INTERVAL;VALUE=DURATION:PT15M" in text
