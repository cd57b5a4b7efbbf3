"""Calendars by their addresses: a booking's file and a personal shopper's private feed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import vobject  # type: ignore[import-untyped]
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.events.changes import Customer
from saleor_personal_shopper.core.events.services import Booked, cancel_event, reschedule_event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.services import remove_personal_shopper, renew_feed
from tests.core.events.agenda import Agenda, at, open_agenda

pytestmark = pytest.mark.django_db
MONDAY = at("08:00", day=23)


@pytest.fixture
def agenda(installation: Installation) -> Agenda:
    return open_agenda(installation, horizon_days=365)


def address(agenda: Agenda) -> str:
    return f"/feed/{agenda.ada.feed_token}.ics"


def book(agenda: Agenda) -> Booked:
    wish = {"personal_shopper": agenda.ada, "email": "carla@example.com"}
    return agenda.book(at("10:00"), MONDAY, **wish)


@pytest.fixture(autouse=True)
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The week of the agenda."""
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)


def test_the_feed_tells_of_ones_calls_and_no_address(agenda: Agenda, client: Client) -> None:
    booked = book(agenda)
    agenda.book(at("10:00"), MONDAY, personal_shopper=agenda.bea, name="Other")

    answer = client.get(address(agenda))

    text = answer.content.decode()
    (event,) = vobject.readOne(text).vevent_list
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert event.summary.value == "Video call with Carla Customer"
    assert event.dtstart.value == at("10:00")
    assert "carla@example.com" not in text and "/manage/" not in text
    assert booked.links.join_url not in text


def test_who_knows_it_already_is_told_that_nothing_changed(agenda: Agenda, client: Client) -> None:
    booked = book(agenda)
    first = client.get(address(agenda))

    again = client.get(address(agenda), headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert "private" in first["Cache-Control"]

    event = booked.event
    reschedule_event(
        event=event,
        actor=Customer(event.pk),
        starts_at=at("10:00") + timedelta(hours=2),
        now=MONDAY,
    )
    moved = client.get(address(agenda), headers={"If-None-Match": first["ETag"]})
    assert moved.status_code == 200
    assert "SEQUENCE:1" in moved.content.decode()


def test_what_is_cancelled_leaves_the_feed(agenda: Agenda, client: Client) -> None:
    event = book(agenda).event
    cancel_event(event=event, actor=Customer(event.pk), now=MONDAY)

    assert "VEVENT" not in client.get(address(agenda)).content.decode()


def test_a_renewed_address_makes_the_old_one_unknown(agenda: Agenda, client: Client) -> None:
    old = address(agenda)

    renew_feed(personal_shopper=agenda.ada)

    assert client.get(old).status_code == 404
    assert client.get(address(agenda)).status_code == 200


def test_nobody_else_reads_it_and_nothing_is_changed_by_it(agenda: Agenda, client: Client) -> None:
    assert client.get("/feed/unknown.ics").status_code == 404
    assert client.get("/feed/%00.ics").status_code == 404
    assert client.post(address(agenda)).status_code == 405


def test_who_is_no_personal_shopper_any_more_has_no_feed(agenda: Agenda, client: Client) -> None:
    remove_personal_shopper(personal_shopper=agenda.ada, now=MONDAY)

    assert client.get(address(agenda)).status_code == 404


def test_a_booking_has_a_file_for_any_calendar(agenda: Agenda, client: Client) -> None:
    booked = book(agenda)
    url = f"{booked.links.join_url.removeprefix('http://testserver')}/calendar.ics"

    answer = client.get(url)

    (event,) = vobject.readOne(answer.content.decode()).vevent_list
    assert event.dtstart.value == at("10:00")
    assert event.uid.value == str(booked.event.pk)
