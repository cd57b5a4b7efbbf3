"""Reading busy calendars outside of requests, and its sweeper."""

from __future__ import annotations

import uuid

from celery import shared_task
from django.utils import timezone

from ..installations.locks import try_advisory_lock
from .reading import due_calendars, read_calendar


@shared_task
def read_busy_calendar(key: str) -> None:
    """As soon as somebody wants it, else by the sweeper."""
    read_calendar(uuid.UUID(key), now=timezone.now())


@shared_task
def sweep_busy_calendars() -> None:
    """Every minute: hands each calendar that is due to a worker."""
    with try_advisory_lock("shoppers.sweep_busy_calendars") as mine:
        if mine:
            for key in due_calendars(timezone.now()):
                read_busy_calendar.delay(str(key))
