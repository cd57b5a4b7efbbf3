"""Free slots to choose from, one day at a time, in the reader's zone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..core.campaigns.models import Campaign
from ..core.events.diaries import NOTHING, Except
from ..core.events.slots import Slot, available_slots
from ..core.shoppers.hours import start_of_day
from ..core.shoppers.models import PersonalShopper

DAYS = 7
DAY = timedelta(days=1)


@dataclass(frozen=True)
class SlotQuestion:
    """Which slots: of a person or anybody, of another duration, without the event that moves."""

    campaign: Campaign
    personal_shopper: PersonalShopper | None = None
    duration: timedelta | None = None
    leaving_out: Except = NOTHING


@dataclass(frozen=True)
class DayChoice:
    """One day of the strip."""

    day: date
    is_shown: bool
    slots: Sequence[Slot] = field(default=())


def slot_context(
    asked: SlotQuestion, zone: ZoneInfo, *, first: date | None, day: date | None, now: datetime
) -> dict[str, Any]:
    """Seven days from `first` on, and the slots of one of them: `day`, or the first with any."""
    today = now.astimezone(zone).date()
    first = max(first or day or today, today)
    by_day = _slots_by_day(asked, zone, first, now)
    days = [first + DAY * number for number in range(DAYS)]
    free = [one for one in days if by_day[one]]
    shown = day if day in days else next(iter(free), first)
    return {
        "days": [DayChoice(one, one == shown, by_day[one]) for one in days],
        "slots": by_day[shown],
        "shown_day": shown,
        "first_day": first,
        "earlier": max(first - DAY * DAYS, today) if first > today else None,
        "later": first + DAY * DAYS,
        "zone": zone.key,
    }


def _slots_by_day(
    asked: SlotQuestion, zone: ZoneInfo, first: date, now: datetime
) -> dict[date, list[Slot]]:
    found: dict[date, list[Slot]] = defaultdict(list)
    slots = available_slots(
        asked.campaign,
        since=start_of_day(first, zone),
        until=start_of_day(first + DAY * DAYS, zone),
        now=now,
        personal_shopper=asked.personal_shopper,
        leaving_out=asked.leaving_out,
        duration=asked.duration,
    )
    for slot in slots:
        found[slot.starts_at.astimezone(zone).date()].append(slot)
    return found
