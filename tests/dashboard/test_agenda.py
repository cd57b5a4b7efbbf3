"""The agenda by day and week, in the reader's zone (MN-07)."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.agendas import PersonAgenda
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.intervals import Interval
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.dashboard.agenda_columns import columns
from saleor_personal_shopper.dashboard.day_axis import DayAxis
from tests import factories
from tests.core.events.agenda import MADRID, Agenda
from tests.dashboard.conftest import Staff
from tests.dashboard.test_events import agenda, booked, noon  # noqa: F401

AGENDA = "/dashboard/calls/agenda"
ZONE = {"time-zone": "Europe/Madrid"}


def blocks(page: str) -> list[tuple[str, int, int]]:
    """Customers with where their calls are drawn."""
    pattern = r'data-from="(\d+)" data-until="(\d+)" data-lane.*?<strong>(.*?)</strong>'
    found = re.findall(pattern, page, flags=re.S)
    return [(name, int(start), int(end)) for start, end, name in found]


@pytest.mark.feature("MN-07")
def test_a_day_shows_everybody_side_by_side(
    agenda: Agenda,  # noqa: F811
    booked: object,  # noqa: F811
    admin: Staff,
) -> None:
    agenda.book(noon(), timezone.now(), personal_shopper=agenda.bea, name="Emma Collins")

    page = admin.get(f"{AGENDA}/grid?day={noon().date()}", **ZONE).text

    assert sorted(blocks(page)) == [("Carla Customer", 720, 750), ("Emma Collins", 720, 750)]
    assert page.count('<section class="agenda-column') == 2
    assert "Paula Shopper" in page and "Bea" in page and "Europe/Madrid" in page


@pytest.mark.feature("MN-07")
def test_a_week_shows_one_person(
    agenda: Agenda,  # noqa: F811
    booked: object,  # noqa: F811
    admin: Staff,
    paula: Staff,
) -> None:
    query = f"day={noon().date()}&view=week"
    week = admin.get(f"{AGENDA}/grid?{query}&who={agenda.ada.pk}", **ZONE).text
    assert blocks(week) == [("Carla Customer", 720, 750)]
    assert week.count('<section class="agenda-column') == 7
    assert blocks(admin.get(f"{AGENDA}/grid?{query}&who={agenda.bea.pk}", **ZONE).text) == []
    assert blocks(paula.get(f"{AGENDA}/grid?{query}", **ZONE).text) == blocks(week)


def test_times_are_the_readers_own(
    agenda: Agenda,  # noqa: F811
    booked: object,  # noqa: F811
    paula: Staff,
) -> None:
    tokyo = {"time-zone": "Asia/Tokyo"}
    hour = noon().astimezone(MADRID).utcoffset()
    assert hour is not None
    start = (12 * 60 - int(hour.total_seconds() // 60) + 9 * 60) % 1440
    ((_name, found, _end),) = blocks(paula.get(f"{AGENDA}/grid?day={noon().date()}", **tokyo).text)
    assert found == start


def test_a_page_that_does_not_know_the_zone_asks_for_the_rest(paula: Staff) -> None:
    paula.open_desk()
    page = paula.client.get(f"{paula.desk}/agenda?day=2026-12-01").text
    assert 'hx-trigger="load"' in page and "grid?day=2026-12-01" in page
    assert "data-agenda" in paula.client.get(f"{paula.desk}/agenda/grid", headers=ZONE).text


def test_the_address_keeps_what_is_shown(paula: Staff) -> None:
    answer = paula.get(f"{AGENDA}/grid?day=2026-12-01&view=week", **ZONE)
    assert "day=2026-12-01&view=week&who=" in answer.headers["HX-Replace-Url"]
    for day in ("x", "9999-01-01", "2026-02-30"):
        assert paula.get(f"{AGENDA}/grid?day={day}&who=x&view=y", **ZONE).status_code == 200


def test_personal_shoppers_see_their_own_agenda(
    agenda: Agenda,  # noqa: F811
    booked: object,  # noqa: F811
    paula: Staff,
) -> None:
    agenda.book(noon(), timezone.now(), personal_shopper=agenda.bea, name="Emma Collins")
    page = paula.get(f"{AGENDA}/grid?day={noon().date()}&who={agenda.bea.pk}", **ZONE).text
    assert [name for name, *_ in blocks(page)] == ["Carla Customer"]
    assert "Bea" not in page


def test_whoever_is_no_personal_shopper_reads_why_there_is_nothing(
    installation: Installation, admin: Staff
) -> None:
    assert "Nobody takes calls yet." in admin.get(f"{AGENDA}/grid", **ZONE).text


def test_a_call_opens_in_a_dialog_that_leads_on(
    agenda: Agenda,  # noqa: F811
    booked: object,  # noqa: F811
    paula: Staff,
) -> None:
    dialog = paula.get(f"/dashboard/calls/events/{booked.pk}/sheet").text  # type: ignore[attr-defined]
    for words in ("Carla Customer", "Move…", "Hand over…", "See the call", "Winter looks"):
        assert words in dialog, words


def test_what_needs_somebody_else_stands_above_for_who_can_hand_it_over(
    agenda: Agenda,  # noqa: F811
    booked: object,  # noqa: F811
    admin: Staff,
    paula: Staff,
) -> None:
    """PS-11"""
    PersonalShopper.objects.of(agenda.installation).filter(pk=agenda.bea.pk).update(
        deactivated_at=timezone.now()
    )
    assert "belongs to somebody who has left" not in admin.get(f"{AGENDA}/grid", **ZONE).text
    event = factories.event(
        agenda.installation,
        status="SCHEDULED",
        origin="PRIVATE",
        personal_shopper=agenda.bea,
        starts_at=noon(),
        customer_name="Left Alone",
    )
    page = admin.get(f"{AGENDA}/grid", **ZONE).text
    assert "Left Alone" in page and f"/events/{event.pk}/colleagues" in page
    assert "Left Alone" not in paula.get(f"{AGENDA}/grid", **ZONE).text


def test_ones_own_day_is_listed(agenda: Agenda, paula: Staff, admin: Staff) -> None:  # noqa: F811
    now = timezone.now()
    factories.event(
        agenda.installation, status="SCHEDULED", personal_shopper=agenda.ada, starts_at=now
    )
    factories.event(
        agenda.installation,
        status="SCHEDULED",
        personal_shopper=agenda.bea,
        starts_at=now,
        customer_name="Emma",
    )
    utc = {"time-zone": "UTC"}
    page = paula.get(f"{AGENDA}/today", **utc).text
    assert "Carla Customer" in page and "Emma" not in page
    assert "Nothing is planned for today." in admin.get(f"{AGENDA}/today", **utc).text


def test_calls_at_one_time_stand_side_by_side(installation: Installation) -> None:
    day, person = date(2026, 11, 24), factories.personal_shopper(installation)
    clocks = [("09:00", 60), ("09:30", 60), ("10:00", 30), ("11:00", 30)]
    events = [
        factories.event(
            installation,
            personal_shopper=person,
            starts_at=datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC),
            duration_minutes=minutes,
        )
        for clock, minutes in clocks
    ]
    busy = [Interval(events[0].starts_at, events[0].starts_at + timedelta(hours=1))]

    (column,) = columns(
        [PersonAgenda(person, events, busy, None)],
        DayAxis([day], MADRID),
        now=factories.NOW,
    )

    lanes = [(one.lane, one.lanes) for one in column.blocks]
    assert lanes == [(0, 2), (1, 2), (0, 2), (0, 1)]
    assert column.busy == [(600, 660)]
    assert json.loads(column.segments)[0][:2] == [0, 1440]
