"""`personalShopperDelete`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import remove_personal_shopper
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import personal_shopper_of


@strawberry.type(name="PersonalShopperDelete")
class PersonalShopperDeletePayload(Payload):
    pass


@mutation(staff_with(Module.SETTINGS))
def personal_shopper_delete(info: Info, id: strawberry.ID) -> PersonalShopperDeletePayload:
    """Remove a personal shopper; what the calls brought stays counted without the name.

    Needs the module Settings.
    """
    row = personal_shopper_of(info, id, field="id")
    remove_personal_shopper(personal_shopper=row, now=info.context.now)
    return PersonalShopperDeletePayload()
