"""What features above this one keep of a customer, and forget with his event (P02)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from .models import Event

Forgetter = Callable[[Event, datetime], None]
_forgetters: list[Forgetter] = []


def register_forgetter(forgetter: Forgetter) -> None:
    """Have it called, within the transaction, for each event that is made anonymous; call this in
    AppConfig.ready."""
    if forgetter not in _forgetters:
        _forgetters.append(forgetter)


def forget_elsewhere(event: Event, *, now: datetime) -> None:
    """Everything that others registered."""
    for forget in _forgetters:
        forget(event, now)
