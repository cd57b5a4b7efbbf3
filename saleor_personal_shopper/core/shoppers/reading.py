"""Reading busy calendars: fetched, expanded apart, and kept until there is a better copy."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from .. import ports
from ..confinement import ConfinedFailure, run_confined
from ..installations.encryption import SecretUnreadable, decrypt, encrypt
from ..installations.models import InstallationStatus
from ..ports import CalendarFailed, CalendarProblem, FetchedCalendar
from .models import Availability, BusyCalendar, BusyTime

REACH = timedelta(days=400)
"""How far ahead a copy tells; the furthest that campaigns may be booked is a year."""
LEAST_REACH = timedelta(days=370)
PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=6)
CLAIM = timedelta(minutes=5)
SECONDS = 60
A_RUN = 200
log = logging.getLogger(__name__)

Times = list[tuple[datetime, datetime]]


def due_calendars(now: datetime) -> list[uuid.UUID]:
    """Those to be read now, the longest due first."""
    rows = BusyCalendar.objects.across_installations().filter(
        due_at__lte=now, installation__status=InstallationStatus.ACTIVE
    )
    return list(rows.order_by("due_at").values_list("pk", flat=True)[:A_RUN])


def read_calendar(key: uuid.UUID, *, now: datetime) -> bool:
    """Fetch one due calendar and keep what it says; False when it is not due, or failed.

    A failure leaves the last good copy as it is. Safe to run twice, also at once.
    """
    calendar = _claim(key, now)
    if calendar is None:
        return False
    try:
        url = decrypt(calendar.url_encrypted)
        fetched = ports.calendar_fetcher().fetch(url, etag=_known_etag(calendar, now))
        times = _expand(calendar, fetched, now) if fetched else None
    except (CalendarFailed, SecretUnreadable) as error:
        _keep_copy(calendar, getattr(error, "problem", CalendarProblem.REFUSED), now)
        return False
    # Written under the newest key each time, so that a change of keys needs nobody's help.
    _store(calendar, encrypt(url), fetched, times, now)
    return True


def _claim(key: uuid.UUID, now: datetime) -> BusyCalendar | None:
    """Take it for some minutes; a worker that dies leaves it to the sweeper."""
    due = BusyCalendar.objects.across_installations().filter(pk=key, due_at__lte=now)
    if not due.update(due_at=now + CLAIM):
        return None
    rows = BusyCalendar.objects.across_installations().select_related("personal_shopper")
    return rows.filter(pk=key).first()


def _known_etag(calendar: BusyCalendar, now: datetime) -> str:
    """None where the copy ends too soon: series go on, so it has to be read anew."""
    reaches = calendar.reaches_until
    return calendar.etag if reaches is not None and reaches > now + LEAST_REACH else ""


def _expand(calendar: BusyCalendar, fetched: FetchedCalendar, now: datetime) -> Times:
    person = calendar.personal_shopper
    hours = Availability.objects.of(calendar.installation_id).filter(personal_shopper=person)
    zone = hours.values_list("time_zone", flat=True).first() or "UTC"
    window = (now - timedelta(days=1), now + REACH)
    try:
        found = run_confined(
            f"{__package__}.busy",
            zone,
            person.email,
            *(one.isoformat() for one in window),
            seconds=SECONDS,
            content=fetched.content,
        )
    except ConfinedFailure as error:
        log.warning("A busy calendar could not be expanded: %s", error)
        raise CalendarFailed(CalendarProblem.TOO_MUCH) from error
    if "problem" in found:
        raise CalendarFailed(CalendarProblem(found["problem"]))
    return [
        (datetime.fromisoformat(start), datetime.fromisoformat(end))
        for start, end in found["times"]
    ]


@transaction.atomic
def _store(
    calendar: BusyCalendar,
    url: str,
    fetched: FetchedCalendar | None,
    times: Times | None,
    now: datetime,
) -> None:
    mine = BusyCalendar.objects.of(calendar.installation_id).select_for_update()
    if not mine.filter(pk=calendar.pk).exists():
        return
    values: dict[str, object] = {}
    if fetched is not None and times is not None:
        _replace_times(calendar, times)
        values = {"etag": fetched.etag[:200], "reaches_until": now + REACH}
    mine.filter(pk=calendar.pk).update(
        url_encrypted=url,
        fetched_at=now,
        due_at=now + PAUSE,
        problem="",
        failures=0,
        **values,
    )


def _replace_times(calendar: BusyCalendar, times: Times) -> None:
    BusyTime.objects.of(calendar.installation_id).filter(calendar=calendar).delete()
    BusyTime.objects.bulk_create(
        (
            BusyTime(
                installation_id=calendar.installation_id,
                calendar=calendar,
                personal_shopper_id=calendar.personal_shopper_id,
                starts_at=start,
                ends_at=end,
            )
            for start, end in times
        ),
        batch_size=1000,
    )


def _keep_copy(calendar: BusyCalendar, problem: CalendarProblem, now: datetime) -> None:
    pause = min(PAUSE * 2 ** min(calendar.failures, 10), LONGEST_PAUSE)
    mine = BusyCalendar.objects.of(calendar.installation_id).filter(pk=calendar.pk)
    mine.update(problem=str(problem), due_at=now + pause, failures=F("failures") + 1)
