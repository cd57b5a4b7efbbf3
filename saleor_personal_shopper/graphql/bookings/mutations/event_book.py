"""`personalShopperEventBook`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import strawberry

from ....core.events.errors import SlotRefused
from ....core.events.services import Booked, book_event
from ....core.global_ids import GlobalType
from ...actors import Customer
from ...context import Info
from ...errors import ErrorType
from ...events.access import SeenEvent
from ...events.types import EventType
from ...ids import parse_id
from ...permissions import Audience, anybody
from ...request import client_address, language_of
from ...root_fields import mutation
from ..access import campaign_to_be_booked, personal_shopper_to_be_booked
from ..types import SlotPayload, alternatives_of


@strawberry.input(name="PersonalShopperAnswerInput")
class AnswerInput:
    question: strawberry.ID
    answer: str = strawberry.field(description="Of a checkbox: `true` or `false`.")


@strawberry.input(name="PersonalShopperEventBookInput")
class EventBookInput:
    campaign: strawberry.ID
    personal_shopper: strawberry.ID | None = strawberry.field(
        default=None, description="Left out: anybody who is free."
    )
    starts_at: datetime = strawberry.field(description="The start of a slot.")
    name: str
    email: str
    phone: str | None = None
    time_zone: str = strawberry.field(description="IANA name of the customer's zone.")
    language: str | None = strawberry.field(
        default=None, description="Left out: by Accept-Language."
    )
    consent: bool = strawberry.field(description="To the current consent text.")
    answers: list[AnswerInput] | None = None
    idempotency_key: str | None = strawberry.field(
        default=None, description="The same key again gives the same booking."
    )
    hold: strawberry.ID | None = strawberry.field(
        default=None, description="The customer's own hold, which ends with the booking."
    )


@strawberry.type(name="PersonalShopperEventBook")
class EventBookPayload(SlotPayload):
    event: EventType | None = None
    join_url: str | None = strawberry.field(default=None, description="The link into the call.")
    manage_url: str | None = strawberry.field(
        default=None, description="Where the customer moves or cancels the call."
    )


@mutation(anybody)
def event_book(info: Info, input: EventBookInput) -> EventBookPayload:
    """Book a slot. Where it cannot be had, the payload names the nearest that can."""
    try:
        booked = _book(info, input)
    except SlotRefused as error:
        return EventBookPayload(errors=[ErrorType.of(error)], alternatives=alternatives_of(error))
    return EventBookPayload(
        event=EventType.of(SeenEvent(booked.event, Audience.CUSTOMER)),
        join_url=booked.links.join_url,
        manage_url=booked.links.manage_url,
    )


def _book(info: Info, input: EventBookInput) -> Booked:
    campaign = campaign_to_be_booked(info, input.campaign)
    actor, hold = info.context.actor, input.hold
    return book_event(
        campaign=campaign,
        personal_shopper=personal_shopper_to_be_booked(campaign, input.personal_shopper),
        starts_at=input.starts_at,
        name=input.name,
        email=input.email,
        phone=input.phone or "",
        time_zone=input.time_zone,
        language=language_of(info.context.request, input.language),
        consent=input.consent,
        answers=_by_question(input.answers or ()),
        idempotency_key=input.idempotency_key or "",
        hold_id=parse_id(GlobalType.SLOT_HOLD, hold, field="hold") if hold else None,
        address=client_address(info.context.request),
        saleor_user_id=actor.user_id if isinstance(actor, Customer) else "",
        now=info.context.now,
    )


def _by_question(answers: Sequence[AnswerInput]) -> dict[str, str]:
    return {str(one.question): one.answer for one in answers}
