"""`personalShopperUpdate`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import update_personal_shopper
from ...context import Info
from ...errors import Payload
from ...inputs import given
from ...permissions import Audience, staff_with
from ...root_fields import mutation
from ..access import personal_shopper_of
from ..inputs import PersonalShopperFields
from ..types import PersonalShopperType


@strawberry.input(name="PersonalShopperUpdateInput", description="What is left out stays.")
class PersonalShopperUpdateInput(PersonalShopperFields):
    pass


@strawberry.type(name="PersonalShopperUpdate")
class PersonalShopperUpdatePayload(Payload):
    personal_shopper: PersonalShopperType | None = None


@mutation(staff_with(Module.SETTINGS))
def personal_shopper_update(
    info: Info, id: strawberry.ID, input: PersonalShopperUpdateInput
) -> PersonalShopperUpdatePayload:
    """Change a personal shopper. Needs the module Settings."""
    row = personal_shopper_of(info, id, field="id")
    row = update_personal_shopper(personal_shopper=row, **given(input))
    shown = PersonalShopperType.of(row, Audience.STAFF)
    return PersonalShopperUpdatePayload(personal_shopper=shown)
