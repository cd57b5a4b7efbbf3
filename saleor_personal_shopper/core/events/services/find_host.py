"""Whom a start can be had with, and the nearest other starts where it cannot be had."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum
from typing import TypeVar

from ...campaigns.models import Campaign
from ...campaigns.slots import Diary, Refusal, Rules, is_offered, is_taken, refusal_of, rules_of
from ...shoppers.intervals import Interval
from ...shoppers.models import PersonalShopper
from ..choosing import Reason, ranked
from ..diaries import NOTHING, Except, Host, diaries
from ..error_codes import EventErrorCode
from ..errors import SlotRefused
from ..slots import availability_of, nearest_slots

T = TypeVar("T")
BEST_LAST = (Refusal.OUTSIDE_AVAILABILITY, Refusal.LIMIT_REACHED, Refusal.SLOT_TAKEN)
"""With several people who cannot, the last of these tells best what could be done."""


class Check(Enum):
    """What a start has to keep to: customers keep to every rule, staff at least to the diary."""

    RULES = "RULES"
    HOURS = "HOURS"
    DIARY = "DIARY"


@dataclass(frozen=True)
class Wish:
    """A start in a campaign, with a person or anybody; `first_choice` comes before the others.

    `avoiding` is when the customer himself has no time: no alternatives lie there.
    """

    campaign: Campaign
    starts_at: datetime
    personal_shopper: PersonalShopper | None = None
    first_choice: tuple[PersonalShopper, Reason] | None = None
    duration: timedelta | None = None
    check: Check = Check.RULES
    leaving_out: Except = NOTHING
    avoiding: Sequence[Interval] = field(default=())

    @property
    def rules(self) -> Rules:
        found = rules_of(self.campaign)
        return replace(found, duration=self.duration) if self.duration else found

    @property
    def interval(self) -> Interval:
        """From start to end, without buffers."""
        return Interval(self.starts_at, self.starts_at + self.rules.duration)


@dataclass(frozen=True)
class Choice:
    """Who it was, why, and who else was free."""

    host: Host
    reason: Reason
    free: Sequence[Host]


def with_first_free(
    wish: Wish, hosts: Sequence[Host], act: Callable[[Choice], T | None], *, now: datetime
) -> T:
    """As `first_free`. Raises SlotRefused with alternatives where it gives a refusal."""
    found = first_free(wish, hosts, act, now=now)
    if isinstance(found, Refusal):
        raise slot_refused(wish, EventErrorCode(found), hosts, now=now)
    return found


def first_free(
    wish: Wish, hosts: Sequence[Host], act: Callable[[Choice], T | None], *, now: datetime
) -> T | Refusal:
    """Have `act` take the first of the hosts who is free; what it gives, or why nobody can.

    `act` looks again under the lock of the person, and gives None when somebody was faster.
    """
    asked = [one for one in hosts if wish.personal_shopper in (None, one.person)]
    known = _diaries(asked, wish, now)
    refusals = {host.person.pk: _refusal(wish, known[host.person.pk], now) for host in asked}
    free = ranked([host for host in asked if refusals[host.person.pk] is None])
    for choice in _choices(wish, free):
        if (taken := act(choice)) is not None:
            return taken
    return Refusal.SLOT_TAKEN if free else _told(wish, refusals.values(), now)


def is_free(wish: Wish, host: Host, *, now: datetime) -> bool:
    """Whether the host can be had, read anew."""
    return _refusal(wish, _diaries([host], wish, now)[host.person.pk], now) is None


def slot_refused(
    wish: Wish, code: EventErrorCode, hosts: Sequence[Host], *, now: datetime
) -> SlotRefused:
    """The refusal with alternatives."""
    found = nearest_slots(
        wish.campaign,
        hosts,
        personal_shopper=wish.personal_shopper,
        starts_at=wish.starts_at,
        now=now,
        avoiding=wish.avoiding,
        leaving_out=wish.leaving_out,
    )
    return SlotRefused(code, found)


def _refusal(wish: Wish, diary: Diary, now: datetime) -> Refusal | None:
    rules, availability, start = wish.rules, availability_of(wish.campaign), wish.starts_at
    if wish.check == Check.RULES:
        return refusal_of(rules, availability, diary, starts_at=start, now=now)
    if wish.check == Check.HOURS and not is_offered(rules, availability, diary, start):
        return Refusal.OUTSIDE_AVAILABILITY
    return Refusal.SLOT_TAKEN if is_taken(rules, diary, start) else None


def _diaries(hosts: Sequence[Host], wish: Wish, now: datetime) -> dict[uuid.UUID, Diary]:
    window = wish.rules.blocked(wish.starts_at)
    return diaries(
        hosts, window=window, campaign=wish.campaign, now=now, leaving_out=wish.leaving_out
    )


def _choices(wish: Wish, free: Sequence[Host]) -> list[Choice]:
    usual = Reason.CHOSEN if wish.personal_shopper else Reason.LEAST_RECENTLY_BOOKED
    first, why = wish.first_choice or (None, usual)
    ahead = [Choice(host, why, free) for host in free if host.person == first]
    return ahead + [Choice(host, usual, free) for host in free if host.person != first]


def _told(wish: Wish, refusals: Iterable[Refusal | None], now: datetime) -> Refusal:
    found = [one for one in refusals if one is not None]
    general = wish.rules.refusal(wish.starts_at, now) if wish.check == Check.RULES else None
    return general or max(found, key=BEST_LAST.index, default=Refusal.OUTSIDE_AVAILABILITY)
