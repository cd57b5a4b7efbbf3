"""`personalShopperEventCreate`."""

from __future__ import annotations

from datetime import datetime

import strawberry

from ....core.events.links import links_of
from ....core.events.services import create_event
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...permissions import Audience, rights_of, staff_with
from ...request import language_of
from ...root_fields import mutation
from ...shoppers.access import personal_shopper_of
from ..access import SeenEvent
from ..types import EventType


@strawberry.input(name="PersonalShopperEventCreateInput")
class EventCreateInput:
    name: str = strawberry.field(description="Of the customer.")
    email: str = strawberry.field(description="Of the customer.")
    phone: str | None = strawberry.field(default=None, description="Of the customer.")
    product: strawberry.ID | None = strawberry.field(
        default=None, description="Saleor's id of the product of interest."
    )
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    starts_at: datetime | None = strawberry.field(default=None, description="Left out: now.")
    duration_minutes: int | None = strawberry.field(default=None, description="Left out: 30.")
    personal_shopper: strawberry.ID | None = strawberry.field(
        default=None, description="Left out: whoever asks."
    )
    time_zone: str | None = strawberry.field(
        default=None, description="IANA name of the zone in which mail tells the date."
    )
    send_invitation: bool = strawberry.field(
        default=False, description="Send the customer the link by mail."
    )


@strawberry.type(name="PersonalShopperEventCreate")
class EventCreatePayload(Payload):
    event: EventType | None = None
    join_url: str | None = strawberry.field(default=None, description="The customer's link.")
    guest_url: str | None = strawberry.field(default=None, description="The link for guests.")


@mutation(staff_with(Module.CALLS))
def event_create(info: Info, input: EventCreateInput) -> EventCreatePayload:
    """Create a private call, now or for later. Needs the module Calls."""
    rights = rights_of(info.context.actor)
    given = input.personal_shopper
    chosen = personal_shopper_of(info, given, field="personalShopper") if given else None
    row = create_event(
        rights=rights,
        name=input.name,
        email=input.email,
        phone=input.phone or "",
        product_id=input.product or "",
        channel=input.channel,
        starts_at=input.starts_at,
        duration_minutes=input.duration_minutes,
        personal_shopper=chosen,
        language=language_of(info.context.request, None),
        time_zone=input.time_zone or "",
        send_invitation=input.send_invitation,
        now=info.context.now,
    )
    links = links_of(row)
    return EventCreatePayload(
        event=EventType.of(SeenEvent(row, Audience.STAFF)),
        join_url=links.join_url,
        guest_url=links.guest_url,
    )
