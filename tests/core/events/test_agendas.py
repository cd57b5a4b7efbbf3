"""What people have in their agendas, and who sees whose (MN-07)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_personal_shopper.core.events.agendas import agendas, people_seen_by
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.intervals import Interval
from saleor_personal_shopper.core.shoppers.models import BusyCalendar, BusyTime
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories
from tests.core.events.agenda import Agenda, at
from tests.core.events.conftest import rights_for


def test_an_agenda_holds_events_busy_times_and_hours(
    agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    event = agenda.book(at("10:00"), now, personal_shopper=agenda.ada).event
    gone = agenda.book(at("11:00"), now, personal_shopper=agenda.ada).event
    gone.status = "CANCELLED"
    gone.save()
    agenda.book(at("10:00", 25), now, personal_shopper=agenda.ada)
    factories.availability(
        agenda.installation,
        name="",
        personal_shopper=agenda.ada,
        weekly=[{"weekday": 2, "from": "09:00", "until": "12:00"}],
    )
    busy(agenda, at("15:00"), at("16:00"))
    busy(agenda, at("15:30"), at("17:00"))

    ada, bea = agendas(people_seen_by(admin), since=at("00:00"), until=at("00:00", 25))

    assert (ada.person, list(ada.events)) == (agenda.ada, [event])
    assert ada.busy == [Interval(at("15:00"), at("17:00"))]
    assert ada.hours == [Interval(at("09:00"), at("12:00"))]
    assert (bea.events, bea.busy, bea.hours) == ([], [], None)


@pytest.mark.parametrize("people", [2, 12])
def test_however_many_people_three_queries_are_enough(
    agenda: Agenda, admin: StaffRights, people: int
) -> None:
    for _ in range(people):
        factories.personal_shopper(agenda.installation)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        agendas(people_seen_by(admin), since=at("00:00"), until=at("00:00", 25))
    assert len(asked) == 3


def test_personal_shoppers_see_their_own_agenda_alone(
    agenda: Agenda, admin: StaffRights, other_installation: Installation, now: datetime
) -> None:
    factories.personal_shopper(other_installation)
    agenda.bea.deactivated_at = now
    agenda.bea.save()

    ada = rights_for(agenda.installation, agenda.ada)
    assert list(people_seen_by(ada)) == list(people_seen_by(admin)) == [agenda.ada]
    factories.personal_shopper(agenda.installation, name="Cleo")
    assert len(people_seen_by(admin)) == 2 and len(people_seen_by(ada)) == 1


def busy(agenda: Agenda, starts_at: datetime, ends_at: datetime) -> None:
    calendar, _ = BusyCalendar.objects.of(agenda.installation).get_or_create(
        personal_shopper=agenda.ada,
        defaults={"installation": agenda.installation, "due_at": starts_at + timedelta(days=9)},
    )
    BusyTime.objects.create(
        installation=agenda.installation,
        calendar=calendar,
        personal_shopper=agenda.ada,
        starts_at=starts_at,
        ends_at=ends_at,
    )
