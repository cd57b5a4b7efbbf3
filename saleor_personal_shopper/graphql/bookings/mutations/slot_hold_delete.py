"""`personalShopperSlotHoldDelete`."""

from __future__ import annotations

import strawberry

from ....core.events.services import release_hold
from ....core.global_ids import GlobalType
from ...context import Info
from ...errors import Payload
from ...ids import parse_id
from ...permissions import anybody
from ...root_fields import mutation


@strawberry.type(name="PersonalShopperSlotHoldDelete")
class SlotHoldDeletePayload(Payload):
    pass


@mutation(anybody)
def slot_hold_delete(info: Info, hold: strawberry.ID) -> SlotHoldDeletePayload:
    """Let others have a held slot at once. Harmless twice; only who holds it knows the id."""
    release_hold(hold_id=parse_id(GlobalType.SLOT_HOLD, hold, field="hold"))
    return SlotHoldDeletePayload()
