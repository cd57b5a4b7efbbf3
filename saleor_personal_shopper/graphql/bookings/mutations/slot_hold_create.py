"""`personalShopperSlotHoldCreate`."""

from __future__ import annotations

from datetime import datetime

import strawberry

from ....core.events.bookings import SlotHold
from ....core.events.errors import SlotRefused
from ....core.events.services import hold_slot
from ...context import Info
from ...errors import ErrorType
from ...permissions import anybody
from ...request import client_address, device_key
from ...root_fields import mutation
from ..access import campaign_to_be_booked, personal_shopper_to_be_booked
from ..types import SlotHoldType, SlotPayload, alternatives_of


@strawberry.input(name="PersonalShopperSlotHoldCreateInput")
class SlotHoldCreateInput:
    campaign: strawberry.ID
    personal_shopper: strawberry.ID | None = strawberry.field(
        default=None, description="Left out: anybody who is free."
    )
    starts_at: datetime = strawberry.field(description="The start of a slot.")


@strawberry.type(name="PersonalShopperSlotHoldCreate")
class SlotHoldCreatePayload(SlotPayload):
    hold: SlotHoldType | None = None


@mutation(anybody)
def slot_hold_create(info: Info, input: SlotHoldCreateInput) -> SlotHoldCreatePayload:
    """Keep a slot from others for five minutes while the form is filled; booking needs no hold.

    A device, known by the header Personal-Shopper-Device, keeps one slot at a time.
    """
    try:
        held = _hold(info, input)
    except SlotRefused as error:
        errors, others = [ErrorType.of(error)], alternatives_of(error)
        return SlotHoldCreatePayload(errors=errors, alternatives=others)
    return SlotHoldCreatePayload(hold=SlotHoldType.of(held))


def _hold(info: Info, input: SlotHoldCreateInput) -> SlotHold:
    campaign = campaign_to_be_booked(info, input.campaign)
    return hold_slot(
        campaign=campaign,
        personal_shopper=personal_shopper_to_be_booked(campaign, input.personal_shopper),
        starts_at=input.starts_at,
        device_key=device_key(info.context.request),
        address=client_address(info.context.request),
        now=info.context.now,
    )
