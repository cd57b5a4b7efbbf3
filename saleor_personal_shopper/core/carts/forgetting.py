"""Deleting what is of no more use."""

from __future__ import annotations

from datetime import datetime

from .models import CartHandover


def forget_handovers(now: datetime) -> int:
    """Delete the codes that are no longer good; returns how many."""
    old = CartHandover.objects.across_installations().filter(expires_at__lte=now)
    deleted, _rows = old.delete()
    return deleted
