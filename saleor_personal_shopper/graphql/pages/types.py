"""What the pages before a call need to know."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import strawberry

from ...core.events.models import LinkKind
from ..products.types import ProductCardType


@strawberry.enum(name="PersonalShopperLinkState")
class LinkState(StrEnum):
    """Which page a link opens."""

    TOO_EARLY = "TOO_EARLY"
    WAITING = "WAITING"
    LIVE = "LIVE"
    FULL = "FULL"
    ENDED = "ENDED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    UNKNOWN = "UNKNOWN"


@strawberry.type(name="PersonalShopperConsentText", description="One version of the text.")
class ConsentTextType:
    id: strawberry.ID
    version: int
    text: str


@strawberry.type(name="PersonalShopperPresence", description="Who could take a call now.")
class PresenceType:
    available: bool = strawberry.field(description="Whether a request would find somebody.")
    personal_shoppers: int = strawberry.field(description="How many could take one at once.")
    waiting: int = strawberry.field(description="How many customers are waiting.")


@strawberry.type(name="PersonalShopperCallPage", description="The page before an event exists.")
class CallPageType:
    store_name: str
    consent_text: ConsentTextType | None = strawberry.field(
        description="To agree to before a call; null while the merchant has written none."
    )
    privacy_policy_url: str | None
    terms_url: str | None
    presence: PresenceType
    product: ProductCardType | None


@strawberry.type(name="PersonalShopperLink", description="The page behind an event's link.")
class LinkType:
    state: LinkState
    kind: LinkKind | None
    store_name: str | None
    customer_name: str | None
    personal_shopper_name: str | None
    starts_at: datetime | None
    duration_minutes: int | None
    consent_text: ConsentTextType | None
    privacy_policy_url: str | None
    terms_url: str | None
    language: str | None
    calendar_url: str | None
    survey_open: bool = strawberry.field(description="Whether the survey may be answered.")
    shop_url: str | None
