"""The life of an event, as a pure state machine.

REQUESTED ─┐                 ┌─▶ FINISHED
           ├─▶ WAITING ─▶ LIVE
SCHEDULED ─┘
Each of the three before LIVE may also end as CANCELLED, MISSED (the customer came, nobody met
him), NO_SHOW (he was expected and did not come) or EXPIRED (nobody came).
"""

from __future__ import annotations

from enum import StrEnum

from .models import EventStatus

S = EventStatus


class Action(StrEnum):
    """What can happen to an event."""

    REQUEST = "REQUEST"
    SCHEDULE = "SCHEDULE"
    WAIT = "WAIT"
    GO_LIVE = "GO_LIVE"
    FINISH = "FINISH"
    CANCEL = "CANCEL"
    MISS = "MISS"
    NO_SHOW = "NO_SHOW"
    EXPIRE = "EXPIRE"


class IllegalTransition(ValueError):
    """The action is not possible in the event's state; nothing was changed."""

    def __init__(self, status: EventStatus | None, action: Action) -> None:
        super().__init__(f"{action} is not possible in {status or 'an event that does not exist'}")
        self.status = status
        self.action = action


OPEN = frozenset({S.REQUESTED, S.SCHEDULED, S.WAITING, S.LIVE})
ENDED = frozenset(S) - OPEN

# SCHEDULE from SCHEDULED or WAITING gives another date, or sends a customer who came and went
# back to the lobby's door.
TRANSITIONS: dict[tuple[EventStatus | None, Action], EventStatus] = {
    (None, Action.REQUEST): S.REQUESTED,
    (None, Action.SCHEDULE): S.SCHEDULED,
    (S.REQUESTED, Action.WAIT): S.WAITING,
    (S.REQUESTED, Action.CANCEL): S.CANCELLED,
    (S.REQUESTED, Action.NO_SHOW): S.NO_SHOW,
    (S.REQUESTED, Action.EXPIRE): S.EXPIRED,
    (S.SCHEDULED, Action.SCHEDULE): S.SCHEDULED,
    (S.SCHEDULED, Action.WAIT): S.WAITING,
    (S.SCHEDULED, Action.CANCEL): S.CANCELLED,
    (S.SCHEDULED, Action.MISS): S.MISSED,
    (S.SCHEDULED, Action.NO_SHOW): S.NO_SHOW,
    (S.SCHEDULED, Action.EXPIRE): S.EXPIRED,
    (S.WAITING, Action.SCHEDULE): S.SCHEDULED,
    (S.WAITING, Action.GO_LIVE): S.LIVE,
    (S.WAITING, Action.CANCEL): S.CANCELLED,
    (S.WAITING, Action.MISS): S.MISSED,
    (S.WAITING, Action.NO_SHOW): S.NO_SHOW,
    (S.LIVE, Action.FINISH): S.FINISHED,
}


def next_status(status: EventStatus | str | None, action: Action) -> EventStatus:
    """The state after `action`; `status` is None for an event that is being made.

    Raises IllegalTransition.
    """
    known = None if status is None else EventStatus(status)
    following = TRANSITIONS.get((known, action))
    if following is None:
        raise IllegalTransition(known, action)
    return following


def is_open(status: EventStatus | str) -> bool:
    """Whether the event may still be met in."""
    return EventStatus(status) in OPEN
