"""What the pages before a call need to know."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import strawberry

from ...core.events.models import LinkKind
from ...core.events.selectors import LinkStatus, PresenceInfo
from ...core.events.trials import MediaTrial
from ...core.global_ids import GlobalType, to_global_id
from ...core.privacy.models import ConsentText
from ...core.privacy.services import wording
from ...core.saleor_data import CustomerSnapshot
from ..events.media_types import IceServerType
from ..products.types import ProductCardType


@strawberry.type(name="PersonalShopperConsentText", description="One version of the text.")
class ConsentTextType:
    id: strawberry.ID
    version: int
    text: str

    @classmethod
    def of(cls, row: ConsentText) -> Self:
        key = f"{row.installation_id}:{row.version}"
        return cls(
            id=strawberry.ID(to_global_id(GlobalType.CONSENT_TEXT, key)),
            version=row.version,
            text=wording(row),
        )


@strawberry.type(name="PersonalShopperPresence", description="Who could take a call now.")
class PresenceType:
    available: bool = strawberry.field(
        description="Whether a request would be taken or at least wait its turn."
    )
    personal_shoppers: int = strawberry.field(description="How many are free at once.")
    waiting: int = strawberry.field(description="How many customers are waiting.")

    @classmethod
    def of(cls, presence: PresenceInfo) -> Self:
        return cls(
            available=presence.on_duty > 0,
            personal_shoppers=presence.personal_shoppers,
            waiting=presence.waiting,
        )


@strawberry.type(
    name="PersonalShopperCustomer", description="A customer who is signed in to the shop."
)
class CustomerType:
    name: str = strawberry.field(description="Empty where the shop knows none.")
    email: str

    @classmethod
    def of(cls, snapshot: CustomerSnapshot) -> Self:
        """A shop's user without a name goes by the email address there, which is no name."""
        name = "" if snapshot.name == snapshot.email else snapshot.name
        return cls(name=name, email=snapshot.email)


@strawberry.type(name="PersonalShopperCallPage", description="The page before an event exists.")
class CallPageType:
    store_name: str
    consent_text: ConsentTextType = strawberry.field(description="To agree to before a call.")
    privacy_policy_url: str | None
    terms_url: str | None
    presence: PresenceType
    product: ProductCardType | None
    customer: CustomerType | None = strawberry.field(
        description="Whoever asks, by the access token of the shop; null for others."
    )


@strawberry.type(name="PersonalShopperLink", description="The page behind an event's link.")
class LinkType:
    state: LinkStatus = strawberry.field(description="Which page it is.")
    kind: LinkKind | None = None
    seat_taken: bool = strawberry.field(
        default=False,
        description="Whether the customer is in the call on some device now: "
        "joining then needs `takeOver` or `asGuest`.",
    )
    participant_limit: int | None = strawberry.field(
        default=None, description="How many people the call has room for."
    )
    store_name: str | None = None
    customer_name: str | None = strawberry.field(
        default=None, description="Only behind the customer's own link."
    )
    personal_shopper_name: str | None = None
    starts_at: datetime | None = None
    opens_at: datetime | None = strawberry.field(
        default=None, description="From when it may be entered; null for a call without a date."
    )
    duration_minutes: int | None = None
    consent_text: ConsentTextType | None = None
    privacy_policy_url: str | None = None
    terms_url: str | None = None
    language: str | None = None
    calendar_url: str | None = strawberry.field(
        default=None, description="An iCalendar file, while the call is ahead."
    )
    survey_open: bool = strawberry.field(
        default=False, description="Whether the survey may be answered."
    )
    shop_url: str | None = None


@strawberry.type(
    name="PersonalShopperMediaTrial", description="To try whether media would come through."
)
class MediaTrialType:
    url: str = strawberry.field(
        description="POST an SDP offer as for WHIP; the connection carries nothing."
    )
    ticket: str = strawberry.field(description="Its bearer: good once, within 30 seconds.")
    ice_servers: list[IceServerType]

    @classmethod
    def of(cls, trial: MediaTrial) -> Self:
        servers = [IceServerType.of(server) for server in trial.ice_servers]
        return cls(url=trial.url, ticket=trial.ticket, ice_servers=servers)
