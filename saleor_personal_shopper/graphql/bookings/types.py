"""Slots and what the pages around them need to know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Self

import strawberry

from ...core.events.bookings import SlotHold
from ...core.events.errors import SlotRefused
from ...core.events.slots import Slot
from ...core.global_ids import GlobalType, to_global_id
from ...core.shoppers.models import PersonalShopper
from ..campaigns.types import QuestionType
from ..errors import Payload
from ..events.types import EventType
from ..pages.types import ConsentTextType
from ..permissions import Audience
from ..shoppers.types import PersonalShopperType


@strawberry.type(name="PersonalShopperSlot", description="A start that can be booked now.")
class SlotType:
    starts_at: datetime
    ends_at: datetime
    personal_shoppers: list[PersonalShopperType] = strawberry.field(
        description="Everybody who is free then."
    )


def slot_types(slots: Sequence[Slot]) -> list[SlotType]:
    """The slots; each person is made once, since most stand in hundreds of slots."""
    people = {one.pk: one for slot in slots for one in slot.personal_shoppers}
    made = {key: PersonalShopperType.of(one, Audience.LINK_HOLDER) for key, one in people.items()}
    return [
        SlotType(
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            personal_shoppers=[made[one.pk] for one in slot.personal_shoppers],
        )
        for slot in slots
    ]


@strawberry.type
class SlotPayload(Payload):
    """Base of the answers to whoever wants a slot."""

    alternatives: list[SlotType] = strawberry.field(
        default_factory=list,
        description="Where the start cannot be had: the three nearest that can, if there are.",
    )


def alternatives_of(error: SlotRefused) -> list[SlotType]:
    return slot_types(error.alternatives)


@strawberry.type(name="PersonalShopperSlotHold", description="A slot kept while a form is filled.")
class SlotHoldType:
    id: strawberry.ID
    starts_at: datetime
    expires_at: datetime
    personal_shopper: PersonalShopperType

    @classmethod
    def of(cls, row: SlotHold) -> Self:
        return cls(
            id=strawberry.ID(to_global_id(GlobalType.SLOT_HOLD, row.pk)),
            starts_at=row.starts_at,
            expires_at=row.expires_at,
            personal_shopper=PersonalShopperType.of(row.personal_shopper, Audience.LINK_HOLDER),
        )


@strawberry.type(
    name="PersonalShopperBookingPage", description="The page where a campaign's calls are booked."
)
class BookingPageType:
    campaign: strawberry.ID = strawberry.field(description="To ask for slots and to book.")
    name: str
    description: str
    store_name: str
    logo_url: str | None
    time_zone: str = strawberry.field(description="Of the campaign's days: the channel's.")
    duration_minutes: int
    books_from: date = strawberry.field(
        description="The first day on which one may book: the horizon before the campaign begins."
    )
    opens_at: datetime | None = strawberry.field(
        description="From when on slots may lie; null where the campaign is over, "
        "or may not be booked yet."
    )
    closes_at: datetime | None = strawberry.field(
        description="Until when slots may lie; null where the campaign is over, "
        "or may not be booked yet."
    )
    personal_shoppers: list[PersonalShopperType] = strawberry.field(
        description="Who can be booked, by name; the one whose page it is alone."
    )
    questions: list[QuestionType]
    consent_text: ConsentTextType
    privacy_policy_url: str | None
    terms_url: str | None
    shop_url: str | None


@strawberry.type(
    name="PersonalShopperManagePage", description="The page where a customer manages a booking."
)
class ManagePageType:
    event: EventType
    may_change: bool = strawberry.field(description="Whether it may be moved or cancelled still.")
    join_url: str | None = strawberry.field(description="The customer's link into the call.")
    calendar_url: str | None = strawberry.field(
        description="An iCalendar file, while the call is ahead."
    )
    booking_page: BookingPageType | None = strawberry.field(
        description="Where another can be booked; null where its campaign is gone."
    )


def people_types(people: Sequence[PersonalShopper]) -> list[PersonalShopperType]:
    return [PersonalShopperType.of(one, Audience.LINK_HOLDER) for one in people]
