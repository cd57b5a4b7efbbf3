"""`personalShopperEventReschedule`."""

from __future__ import annotations

from datetime import datetime

import strawberry

from ....core.events.errors import SlotRefused
from ....core.events.models import Participant
from ....core.events.services import reschedule_event
from ...bookings.types import SlotPayload, alternatives_of
from ...context import Info
from ...errors import ErrorType, permission_denied
from ...permissions import anybody
from ...root_fields import mutation
from ...shoppers.access import personal_shopper_of
from ..access import event_to_change
from ..types import EventType


@strawberry.type(name="PersonalShopperEventReschedule")
class EventReschedulePayload(SlotPayload):
    event: EventType | None = None


@mutation(anybody)
def event_reschedule(
    info: Info,
    starts_at: datetime,
    event: strawberry.ID | None = None,
    token: str | None = None,
    duration_minutes: int | None = None,
    time_zone: str | None = None,
    any_personal_shopper: bool = False,
    personal_shopper: strawberry.ID | None = None,
    reason: str | None = None,
) -> EventReschedulePayload:
    """Move an event to another time: staff with the module Calls by `event`, the customer by the
    `token` of his link to manage it.

    A booking stays with its personal shopper or, with `anyPersonalShopper`, goes to whoever is
    free; staff may name another `personalShopper`. Customers keep to the campaign's slots, and the
    duration is not theirs to change.
    """
    changed = event_to_change(info.context.actor, event, token)
    if isinstance(changed.actor, Participant):
        raise permission_denied()
    given = personal_shopper
    chosen = personal_shopper_of(info, given, field="personalShopper") if given else None
    try:
        reschedule_event(
            event=changed.seen.event,
            actor=changed.actor,
            starts_at=starts_at,
            duration_minutes=duration_minutes,
            time_zone=time_zone or "",
            any_personal_shopper=any_personal_shopper,
            personal_shopper=chosen,
            reason=reason or "",
            now=info.context.now,
        )
    except SlotRefused as error:
        errors, others = [ErrorType.of(error)], alternatives_of(error)
        return EventReschedulePayload(errors=errors, alternatives=others)
    return EventReschedulePayload(event=EventType.of(changed.seen.anew()))
