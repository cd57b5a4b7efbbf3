"""Slots of a campaign as customers are offered them, and those nearest to one that is gone."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..campaigns.models import Campaign
from ..campaigns.slots import Rules, bookable, rules_of
from ..shoppers.hours import Hours, hours_of
from ..shoppers.intervals import Interval
from ..shoppers.models import PersonalShopper
from .diaries import NOTHING, Except, Host, diaries, hosts_of
from .models import Event

ALTERNATIVES = 3
NEAR = timedelta(days=3), timedelta(days=11)
"""Before and after a start: where alternatives are looked for first."""


@dataclass(frozen=True)
class Slot:
    """A start that can be booked, with everybody who is free then."""

    starts_at: datetime
    ends_at: datetime
    personal_shoppers: tuple[PersonalShopper, ...]


def available_slots(
    campaign: Campaign,
    *,
    since: datetime,
    until: datetime,
    now: datetime,
    personal_shopper: PersonalShopper | None = None,
    leaving_out: Except = NOTHING,
    duration: timedelta | None = None,
) -> list[Slot]:
    """What can be booked from `since` until before `until`, in order: two queries, or three.

    With a personal shopper only his slots; none where he is no host of the campaign.
    """
    hosts = _only(hosts_of(campaign), personal_shopper)
    window = Interval(since, until)
    return slots_of(
        campaign, hosts, window=window, now=now, leaving_out=leaving_out, duration=duration
    )


def slots_to_move(
    event: Event,
    campaign: Campaign,
    *,
    since: datetime,
    until: datetime,
    now: datetime,
    personal_shopper: PersonalShopper | None = None,
) -> list[Slot]:
    """Where a booking of the campaign can go: what it takes up itself counts as free, but where
    it is already it need not go."""
    found = available_slots(
        campaign,
        since=since,
        until=until,
        now=now,
        personal_shopper=personal_shopper,
        leaving_out=Except(event_id=event.pk),
        duration=timedelta(minutes=event.duration_minutes),
    )
    return [one for one in found if one.starts_at != event.starts_at or _has_others(one, event)]


def _has_others(slot: Slot, event: Event) -> bool:
    return any(person.pk != event.personal_shopper_id for person in slot.personal_shoppers)


def slots_of(
    campaign: Campaign,
    hosts: Sequence[Host],
    *,
    window: Interval,
    now: datetime,
    leaving_out: Except = NOTHING,
    duration: timedelta | None = None,
) -> list[Slot]:
    """The slots of these hosts in order, for the campaign's duration unless another is given."""
    rules, availability = rules_of(campaign), availability_of(campaign)
    rules = with_duration(rules, duration or rules.duration)
    reach = Interval(
        window.starts_at - rules.buffer_before,
        window.ends_at + rules.duration + rules.buffer_after,
    )
    known = diaries(hosts, window=reach, campaign=campaign, now=now, leaving_out=leaving_out)
    free: dict[datetime, list[PersonalShopper]] = defaultdict(list)
    for host in hosts:
        diary = known[host.person.pk]
        since, until = window
        for start in bookable(rules, availability, diary, since=since, until=until, now=now):
            free[start].append(host.person)
    return [Slot(start, start + rules.duration, tuple(free[start])) for start in sorted(free)]


def nearest_slots(
    campaign: Campaign,
    hosts: Sequence[Host],
    *,
    personal_shopper: PersonalShopper | None,
    starts_at: datetime,
    now: datetime,
    avoiding: Sequence[Interval] = (),
    leaving_out: Except = NOTHING,
) -> list[Slot]:
    """Up to three slots near a start, in order: those of the person first, then anybody's.

    `avoiding` is when the customer himself has no time.
    """

    def near(those: Sequence[Host]) -> list[Slot]:
        for window in _windows(campaign, starts_at, now):
            found = slots_of(campaign, those, window=window, now=now, leaving_out=leaving_out)
            others = [one for one in found if one.starts_at != starts_at]
            best = _nearest([one for one in others if _is_apart(one, avoiding)], starts_at)
            if len(best) == ALTERNATIVES:
                return best
        return best

    found = near(_only(hosts, personal_shopper))
    if personal_shopper is not None and len(found) < ALTERNATIVES:
        starts = {one.starts_at for one in found}
        others = [one for one in near(hosts) if one.starts_at not in starts]
        found += others[: ALTERNATIVES - len(found)]
    return sorted(found, key=lambda one: one.starts_at)


def with_duration(rules: Rules, duration: timedelta) -> Rules:
    """The rules for an event that lasts longer or shorter than usual."""
    return replace(rules, duration=duration)


def availability_of(campaign: Campaign) -> Hours | None:
    """Of the campaign; None where people's own hours alone count."""
    stored = campaign.availability
    return hours_of(stored) if stored is not None else None


def _windows(campaign: Campaign, starts_at: datetime, now: datetime) -> list[Interval]:
    """First around the start, or the end of the campaign that is nearest to it, then all."""
    opens, closes = rules_of(campaign).window(now)
    closes = max(opens, closes)
    middle = min(max(starts_at, opens), closes)
    before, after = NEAR
    return [Interval(middle - before, middle + after), Interval(opens, closes)]


def _nearest(slots: Sequence[Slot], starts_at: datetime) -> list[Slot]:
    return heapq.nsmallest(ALTERNATIVES, slots, key=lambda one: abs(one.starts_at - starts_at))


def _is_apart(slot: Slot, avoiding: Sequence[Interval]) -> bool:
    return all(slot.ends_at <= one.starts_at or slot.starts_at >= one.ends_at for one in avoiding)


def _only(hosts: Sequence[Host], personal_shopper: PersonalShopper | None) -> list[Host]:
    chosen = personal_shopper
    return [one for one in hosts if chosen is None or one.person.pk == chosen.pk]
