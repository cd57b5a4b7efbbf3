"""When a person can be booked in a campaign, and why not at another time (S1-S4, K12); pure.

Bookable is what lies in the person's own hours and in the campaign's availability, where nothing
else is: no busy time, no event, no hold, each with its buffers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from ..shoppers.hours import Hours, cut, start_of_day
from ..shoppers.intervals import Interval, common, merged
from .models import Campaign

DAY = timedelta(days=1)
LONGEST = timedelta(days=1)
"""More than an event and its buffers can last: how far beyond a day hours are looked at."""


class Refusal(StrEnum):
    """Why a start cannot be booked."""

    CAMPAIGN_CLOSED = "CAMPAIGN_CLOSED"
    LIMIT_REACHED = "LIMIT_REACHED"
    OUTSIDE_AVAILABILITY = "OUTSIDE_AVAILABILITY"
    SLOT_TAKEN = "SLOT_TAKEN"
    TOO_FAR = "TOO_FAR"
    TOO_SOON = "TOO_SOON"


@dataclass(frozen=True)
class Rules:
    """How a campaign is booked; days and weeks are those of `zone`, the channel's."""

    zone: ZoneInfo
    first_day: date
    last_day: date
    duration: timedelta
    increment: timedelta
    buffer_before: timedelta = timedelta()
    buffer_after: timedelta = timedelta()
    notice: timedelta = timedelta()
    horizon_days: int = 60
    daily_limit: int | None = None
    weekly_limit: int | None = None

    def blocked(self, starts_at: datetime) -> Interval:
        """What an event that starts then takes of the person's time, with its buffers."""
        ends_at = starts_at + self.duration
        return Interval(starts_at - self.buffer_before, ends_at + self.buffer_after)

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def window(self, now: datetime) -> Interval:
        """When starts may lie, as seen now; ends before it starts where there are none."""
        opens = max(now + self.notice, start_of_day(self.first_day, self.zone))
        return Interval(opens, start_of_day(self._last_day(now) + DAY, self.zone))

    def _last_day(self, now: datetime) -> date:
        return min(self.last_day, self.day(now) + timedelta(days=self.horizon_days))

    def refusal(self, starts_at: datetime, now: datetime) -> Refusal | None:
        """Why nobody can be booked then, whoever it were."""
        today, day = self.day(now), self.day(starts_at)
        if today > self.last_day:
            return Refusal.CAMPAIGN_CLOSED
        if starts_at < now + self.notice:
            return Refusal.TOO_SOON
        if day > today + timedelta(days=self.horizon_days):
            return Refusal.TOO_FAR
        if not self.first_day <= day <= self.last_day:
            return Refusal.CAMPAIGN_CLOSED
        return None


@dataclass(frozen=True)
class Diary:
    """What is known of one person.

    `hours` are his own, None where those of the campaign alone count; `taken` is busy time, and
    events and holds with their buffers, in any order; `booked` holds the starts of his bookings
    in this campaign, which count towards its limits.
    """

    hours: Hours | None = None
    taken: Sequence[Interval] = field(default=())
    booked: Sequence[datetime] = field(default=())


def rules_of(campaign: Campaign) -> Rules:
    """The campaign's rules."""

    def minutes(number: int) -> timedelta:
        return timedelta(minutes=number)

    return Rules(
        zone=ZoneInfo(campaign.time_zone),
        first_day=campaign.starts_on,
        last_day=campaign.ends_on,
        duration=minutes(campaign.duration_minutes),
        increment=minutes(campaign.increment_minutes),
        buffer_before=minutes(campaign.buffer_before_minutes),
        buffer_after=minutes(campaign.buffer_after_minutes),
        notice=minutes(campaign.notice_minutes),
        horizon_days=campaign.horizon_days,
        daily_limit=campaign.daily_limit,
        weekly_limit=campaign.weekly_limit,
    )


def bookable(
    rules: Rules,
    availability: Hours | None,
    diary: Diary,
    *,
    since: datetime,
    until: datetime,
    now: datetime,
) -> list[datetime]:
    """The starts from `since` until before `until` at which the person can be booked, in order.

    Without own hours and without an availability there are none.
    """
    opens, closes = rules.window(now)
    since, until = max(since, opens), min(until, closes)
    if since >= until:
        return []
    offered = _offered(rules, availability, diary.hours, since, until)
    free = _not_taken(rules, diary.taken, offered)
    return list(_within_limits(rules, diary.booked, free))


def refusal_of(
    rules: Rules, availability: Hours | None, diary: Diary, *, starts_at: datetime, now: datetime
) -> Refusal | None:
    """Why the person cannot be booked then; None where he can."""
    if (refusal := rules.refusal(starts_at, now)) is not None:
        return refusal
    if not is_offered(rules, availability, diary, starts_at):
        return Refusal.OUTSIDE_AVAILABILITY
    if is_taken(rules, diary, starts_at):
        return Refusal.SLOT_TAKEN
    if not list(_within_limits(rules, diary.booked, [starts_at])):
        return Refusal.LIMIT_REACHED
    return None


def is_taken(rules: Rules, diary: Diary, starts_at: datetime) -> bool:
    """Whether something else is there, whatever hours and limits say."""
    return not list(_not_taken(rules, diary.taken, [starts_at]))


def is_offered(rules: Rules, availability: Hours | None, diary: Diary, starts_at: datetime) -> bool:
    """Whether hours and increments have such a start, whatever else is there."""
    until = starts_at + timedelta(microseconds=1)
    return starts_at in _offered(rules, availability, diary.hours, starts_at, until)


def _offered(
    rules: Rules, availability: Hours | None, own: Hours | None, since: datetime, until: datetime
) -> list[datetime]:
    """Starts that fit into the hours, whether or not something else is there.

    They are counted on the clock of the person's own hours, or else of the campaign's.
    """
    clock = own or availability
    if clock is None:
        return []
    ends = since - LONGEST, until + rules.duration + LONGEST
    openings = clock.openings(*ends)
    work = cut(openings, *ends)
    if own is not None and availability is not None:
        work = common(work, availability.intervals(*ends))
    starts = {
        start
        for opening in openings
        for start in opening.starts(rules.increment)
        if since <= start < until
    }
    found = _fitting(sorted(starts), work, rules.duration)
    if availability is None or availability.zone is clock.zone:
        return list(found)
    return [start for start in found if not start.astimezone(availability.zone).fold]


def _fitting(
    starts: Iterable[datetime], work: Sequence[Interval], duration: timedelta
) -> Iterator[datetime]:
    """Those from which the whole duration is working time."""
    remaining = iter(work)
    current = next(remaining, None)
    for start in starts:
        while current is not None and current.ends_at < start + duration:
            current = next(remaining, None)
        if current is None:
            return
        if current.starts_at <= start:
            yield start


def _not_taken(
    rules: Rules, taken: Sequence[Interval], starts: Iterable[datetime]
) -> Iterator[datetime]:
    """Those whose blocked time touches nothing else; both are walked once."""
    remaining = iter(merged(taken))
    current = next(remaining, None)
    for start in starts:
        if current is None:
            yield start
            continue
        blocked = rules.blocked(start)
        while current is not None and current.ends_at <= blocked.starts_at:
            current = next(remaining, None)
        if current is None or current.starts_at >= blocked.ends_at:
            yield start


def _within_limits(
    rules: Rules, booked: Sequence[datetime], starts: Iterable[datetime]
) -> Iterator[datetime]:
    """Those on days and in weeks that are not full."""
    if rules.daily_limit is None and rules.weekly_limit is None:
        yield from starts
        return
    days = Counter(rules.day(one) for one in booked)
    weeks = Counter(_week(rules.day(one)) for one in booked)
    for start in starts:
        day = rules.day(start)
        is_full = _reached(days[day], rules.daily_limit)
        if not is_full and not _reached(weeks[_week(day)], rules.weekly_limit):
            yield start


def _week(day: date) -> tuple[int, int]:
    """The ISO week, from Monday on."""
    year, week, _ = day.isocalendar()
    return year, week


def _reached(number: int, limit: int | None) -> bool:
    return limit is not None and number >= limit
