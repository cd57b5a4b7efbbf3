"""Reading events."""

from __future__ import annotations

import strawberry

from ...core.events.models import EventStatus
from ...core.events.reassigning import events_to_reassign as rows_to_reassign
from ...core.events.selectors import events_of
from ...core.installations.models import Module
from ..actors import Customer, Staff
from ..connections import page_of
from ..context import Info
from ..errors import permission_denied
from ..permissions import Audience, participants, rights_of, staff_with
from ..root_fields import query
from .access import SeenEvent, event_seen_by
from .types import EventConnection, EventType


@query(participants)
def events(
    info: Info,
    first: int = 20,
    after: str | None = None,
    status: list[EventStatus] | None = None,
) -> EventConnection:
    """Events, newest first.

    A customer, by the shop's access token, gets his own. Staff with the module Calls get theirs
    and those that nobody has taken; with the module Settings all of the shop.
    """
    actor = info.context.actor
    if isinstance(actor, Customer):
        rows = events_of(actor.installation, saleor_user_id=actor.user_id, statuses=status or ())
        audience = Audience.CUSTOMER
    elif isinstance(actor, Staff):
        rights = actor.rights
        mine = None if rights.may(Module.SETTINGS) else rights.personal_shopper
        rows = events_of(rights.installation, personal_shopper=mine, statuses=status or ())
        audience = Audience.STAFF
    else:
        raise permission_denied()
    page = page_of(rows, by="-created_at", first=first, after=after)
    return EventConnection.of(page, audience)


@query(participants)
def event(info: Info, id: strawberry.ID) -> EventType | None:
    """One event, for its customer, for who is in it, and for staff with the module Calls."""
    return EventType.of(event_seen_by(info.context.actor, id))


@query(staff_with(Module.SETTINGS))
def events_to_reassign(info: Info, first: int = 50) -> list[EventType]:
    """Planned events whose personal shopper serves nobody any more, the next first, at most 100.

    Hand them over by `personalShopperEventReassign`. Needs the module Settings.
    """
    rows = rows_to_reassign(rights_of(info.context.actor).installation, now=info.context.now)
    return [EventType.of(SeenEvent(row, Audience.STAFF)) for row in rows[: min(max(first, 0), 100)]]
