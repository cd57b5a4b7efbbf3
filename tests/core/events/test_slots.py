"""Slots of a campaign as customers are offered them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.slots import Slot, available_slots
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import BusyCalendar, BusyTime, PersonalShopper
from tests import factories
from tests.core.events.agenda import HALF_HOUR, Agenda, at, open_agenda

TEN = at("10:00")
DAY = timedelta(days=1)


def tuesday(agenda: Agenda, now: datetime, person: PersonalShopper | None = None) -> list[Slot]:
    since = at("00:00")
    return available_slots(
        agenda.campaign, since=since, until=since + DAY, now=now, personal_shopper=person
    )


def names(slots: list[Slot], starts_at: datetime) -> list[str]:
    return [p.name for one in slots if one.starts_at == starts_at for p in one.personal_shoppers]


def test_a_slot_names_everybody_who_is_free(agenda: Agenda, now: datetime) -> None:
    agenda.book(at("11:00"), now, personal_shopper=agenda.ada)

    slots = tuesday(agenda, now)

    assert len(slots) == 16
    assert (slots[0].starts_at, slots[0].ends_at) == (at("09:00"), at("09:30"))
    assert names(slots, TEN) == ["Ada", "Bea"]
    assert names(slots, at("11:00")) == ["Bea"]


@pytest.mark.feature("AD-09")
def test_one_persons_slots_alone(agenda: Agenda, now: datetime) -> None:
    agenda.book(TEN, now, personal_shopper=agenda.ada)

    slots = tuesday(agenda, now, agenda.ada)

    assert len(slots) == 15
    assert {p for one in slots for p in one.personal_shoppers} == {agenda.ada}


@pytest.mark.feature("PS-12", "CP-03")
def test_own_hours_and_the_campaigns_both_count(agenda: Agenda, now: datetime) -> None:
    weekly = [{"weekday": 2, "from": "15:00", "until": "20:00"}]
    factories.availability(agenda.installation, name="", personal_shopper=agenda.ada, weekly=weekly)

    starts = [one.starts_at for one in tuesday(agenda, now, agenda.ada)]

    assert starts == [at("15:00"), at("15:30"), at("16:00"), at("16:30")]


@pytest.mark.parametrize("gone", ["deactivated_at", "deleted_at"])
def test_who_serves_nobody_any_more_has_no_slots(agenda: Agenda, now: datetime, gone: str) -> None:
    setattr(agenda.ada, gone, now)
    agenda.ada.save()

    assert {p for one in tuesday(agenda, now) for p in one.personal_shoppers} == {agenda.bea}


@pytest.mark.feature("S11")
def test_holds_and_busy_times_take_slots_away(agenda: Agenda, now: datetime) -> None:
    services.hold_slot(
        campaign=agenda.campaign, starts_at=TEN, personal_shopper=agenda.ada, now=now
    )
    calendar = BusyCalendar.objects.create(
        installation=agenda.installation, personal_shopper=agenda.bea, host="x", due_at=now
    )
    BusyTime.objects.create(
        installation=agenda.installation,
        calendar=calendar,
        personal_shopper=agenda.bea,
        starts_at=TEN - HALF_HOUR,
        ends_at=TEN + HALF_HOUR,
    )

    slots = tuesday(agenda, now)

    assert names(slots, TEN) == []
    assert names(slots, at("09:30")) == ["Ada"]
    assert names(tuesday(agenda, now + timedelta(minutes=5)), TEN) == ["Ada"]


def test_buffers_of_bookings_beyond_the_day_count(agenda: Agenda, now: datetime) -> None:
    """The day ends at eleven for whoever asks, and the booking starts then."""
    agenda.set(buffer_before_minutes=30)
    agenda.book(at("11:30"), now, personal_shopper=agenda.ada)

    found = available_slots(
        agenda.campaign,
        since=at("09:00"),
        until=at("11:00"),
        now=now,
        personal_shopper=agenda.ada,
    )

    assert [one.starts_at for one in found] == [at("09:00"), at("09:30"), at("10:00"), at("10:30")]
    agenda.set(buffer_after_minutes=30)
    found = available_slots(
        agenda.campaign,
        since=at("09:00"),
        until=at("11:00"),
        now=now,
        personal_shopper=agenda.ada,
    )
    assert [one.starts_at for one in found] == [at("09:00"), at("09:30"), at("10:00")]


def test_other_campaigns_bookings_take_slots_but_fill_no_day(agenda: Agenda, now: datetime) -> None:
    agenda.set(daily_limit=1)
    other = Agenda(
        factories.campaign(
            agenda.installation,
            group=agenda.campaign.group,
            availability=agenda.campaign.availability,
        ),
        agenda.ada,
        agenda.bea,
    )
    other.book(TEN, now, personal_shopper=agenda.ada)

    assert len(tuesday(agenda, now, agenda.ada)) == 15
    agenda.book(at("12:00"), now, personal_shopper=agenda.ada)
    assert tuesday(agenda, now, agenda.ada) == []


def test_fifty_people_and_thirty_days_cost_two_queries(
    installation: Installation,
    now: datetime,
    django_assert_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    """However many events there are."""
    agenda = open_agenda(installation)
    people = [factories.personal_shopper(installation) for _ in range(48)]
    for person in people:
        factories.availability(installation, name="", personal_shopper=person)
        agenda.campaign.group.members.create(installation=installation, personal_shopper=person)
        agenda.book(at("09:00"), now, personal_shopper=person)
    campaign = type(agenda.campaign).objects.select_related("availability", "installation").get()

    with django_assert_num_queries(2):
        found = available_slots(
            campaign, since=now, until=now + 30 * DAY, now=now + timedelta(minutes=1)
        )

    assert len(found) > 300
    assert len(found[-1].personal_shoppers) == 50
