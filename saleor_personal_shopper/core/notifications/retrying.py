"""When a mail is tried again; pure (F21)."""

from __future__ import annotations

from datetime import timedelta

LONGEST_PAUSE = timedelta(minutes=30)
GIVEN_UP_AFTER = timedelta(hours=48)


def pause_after(attempts: int) -> timedelta:
    """1, 2, 4, 8, 16 and then 30 minutes, by the number of failed attempts."""
    return min(timedelta(minutes=1 << min(attempts - 1, 5)), LONGEST_PAUSE)
