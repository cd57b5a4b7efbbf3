"""`personalShopperEventCreate`."""

from __future__ import annotations

from datetime import datetime

import strawberry

from ....core.events.links import links_of
from ....core.events.services import create_event
from ....core.global_ids import GlobalType
from ....core.installations.models import Installation, Module
from ....core.shoppers.models import PersonalShopper
from ....core.shoppers.selectors import personal_shoppers
from ...context import Info
from ...errors import Payload, not_found
from ...ids import parse_id
from ...permissions import Audience, rights_of, staff_with
from ...request import language_of
from ...root_fields import mutation
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
    row = create_event(
        rights=rights,
        name=input.name,
        email=input.email,
        phone=input.phone or "",
        product_id=input.product or "",
        channel=input.channel,
        starts_at=input.starts_at,
        duration_minutes=input.duration_minutes,
        personal_shopper=_personal_shopper(rights.installation, input.personal_shopper),
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


def _personal_shopper(
    installation: Installation, given: strawberry.ID | None
) -> PersonalShopper | None:
    if given is None:
        return None
    key = parse_id(GlobalType.PERSONAL_SHOPPER, given, field="personalShopper")
    row = personal_shoppers(installation).filter(pk=key).first()
    if row is None:
        raise not_found("personalShopper")
    return row
