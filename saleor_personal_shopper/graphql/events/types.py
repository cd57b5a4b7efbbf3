"""Events in the schema."""

from __future__ import annotations

from datetime import datetime

import strawberry

from ...core.attribution.models import AttributionKind, AttributionState
from ...core.events.models import EventOrigin, EventStatus, ParticipantRole
from ..connections import PageInfoType
from ..money import MoneyType
from ..shoppers.types import PersonalShopperType


@strawberry.type(name="PersonalShopperParticipant", description="Someone in an event.")
class ParticipantType:
    id: strawberry.ID
    role: ParticipantRole
    name: str
    capabilities: list[str] = strawberry.field(description="What he may do in the call.")


@strawberry.type(name="PersonalShopperShownProduct", description="A product shown in the call.")
class ShownProductType:
    product_id: strawberry.ID = strawberry.field(description="Saleor's id of the product.")
    variant_id: strawberry.ID | None = strawberry.field(description="Saleor's id of the variant.")
    name: str = strawberry.field(description="As it was then.")
    shown_at: datetime


@strawberry.type(
    name="PersonalShopperAttribution",
    description="What an order brought that is credited to the event, one variant each.",
)
class AttributionType:
    order_id: strawberry.ID = strawberry.field(description="Saleor's id of the order.")
    order_number: str
    kind: AttributionKind
    state: AttributionState
    variant_id: strawberry.ID = strawberry.field(description="Saleor's id of the variant.")
    product_name: str
    quantity: int
    amount: MoneyType = strawberry.field(description="Gross, net of what was given back.")


@strawberry.type(name="PersonalShopperSurvey", description="The customer's answer after the call.")
class SurveyType:
    score: int = strawberry.field(description="0 to 10.")
    comment: str
    answered_at: datetime


@strawberry.type(
    name="PersonalShopperEvent",
    description="The meeting of a customer with a personal shopper, however it came about.",
)
class EventType:
    id: strawberry.ID
    status: EventStatus
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    starts_at: datetime | None = strawberry.field(description="Null: as soon as possible.")
    duration_minutes: int
    live_at: datetime | None = strawberry.field(
        description="First moment both sides were present."
    )
    ended_at: datetime | None
    origin: EventOrigin | None
    language: str | None
    customer_name: str | None
    customer_email: str | None
    customer_phone: str | None
    product_id: strawberry.ID | None = strawberry.field(
        description="Saleor's id of the product of interest."
    )
    created_at: datetime | None
    queued_at: datetime | None
    ended_by: str | None
    archived: bool | None

    @strawberry.field(description="Place in the queue, from 1; null when not waiting.")
    async def queue_position(self) -> int | None:
        return None

    @strawberry.field
    async def personal_shopper(self) -> PersonalShopperType | None:
        return None

    @strawberry.field
    async def participants(self) -> list[ParticipantType]:
        return []

    @strawberry.field
    async def shown_products(self) -> list[ShownProductType]:
        return []

    @strawberry.field
    async def attributions(self) -> list[AttributionType]:
        return []

    @strawberry.field
    async def survey(self) -> SurveyType | None:
        return None

    @strawberry.field(description="The customer's link.")
    async def join_url(self) -> str | None:
        return None

    @strawberry.field(description="The link for further guests.")
    async def guest_url(self) -> str | None:
        return None


@strawberry.type(name="PersonalShopperEventEdge")
class EventEdge:
    node: EventType
    cursor: str


@strawberry.type(name="PersonalShopperEventConnection")
class EventConnection:
    edges: list[EventEdge]
    page_info: PageInfoType
    total_count: int


@strawberry.type(name="PersonalShopperPublication", description="What a participant sends.")
class PublicationType:
    id: strawberry.ID
    source: str = strawberry.field(description="`camera` or `screen`.")
    participant: ParticipantType
    whep_url: str = strawberry.field(description="Subscribe by POST of an SDP offer (WHEP).")


@strawberry.type(name="PersonalShopperWhipUrl", description="Where to publish (RFC 9725).")
class WhipUrlType:
    source: str = strawberry.field(description="`camera` or `screen`.")
    url: str


@strawberry.type(name="PersonalShopperIceServer", description="RTCIceServer of WebRTC.")
class IceServerType:
    urls: list[str]
    username: str | None
    credential: str | None
