"""Handing everything that lies ahead of one who has left to others (PS-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...errors import DomainError
from ...shoppers.models import PersonalShopper
from ...shoppers.staff import StaffRights
from ..models import Event
from ..reassigning import events_ahead_of
from .reassign_event import reassign_event

MOST = 200
"""How many are handed over at once; the rest by asking again."""


@dataclass(frozen=True)
class Reassigned:
    """What was handed over, and what was not, each with the reason."""

    events: Sequence[Event]
    refused: Sequence[tuple[Event, DomainError]]


def reassign_all(
    *,
    personal_shopper: PersonalShopper,
    rights: StaffRights,
    to: PersonalShopper | None = None,
    reason: str = "",
    now: datetime,
) -> Reassigned:
    """Hand over one event after the other: to `to`, or without him each to whoever of its campaign
    works then. What cannot be had stays, with the reason. Harmless twice.
    """
    done: list[Event] = []
    refused: list[tuple[Event, DomainError]] = []
    for event in events_ahead_of(personal_shopper, now=now)[:MOST]:
        try:
            done.append(
                reassign_event(
                    event=event, rights=rights, personal_shopper=to, reason=reason, now=now
                )
            )
        except DomainError as error:
            refused.append((event, error))
    return Reassigned(done, refused)
