"""`personalShopperCreate`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import add_personal_shopper
from ...context import Info
from ...errors import Payload
from ...inputs import given
from ...permissions import Audience, rights_of, staff_with
from ...root_fields import mutation
from ..inputs import PersonalShopperFields
from ..types import PersonalShopperType


@strawberry.input(name="PersonalShopperCreateInput")
class PersonalShopperCreateInput(PersonalShopperFields):
    email: str = strawberry.field(description="Of an active staff user of Saleor.")


@strawberry.type(name="PersonalShopperCreate")
class PersonalShopperCreatePayload(Payload):
    personal_shopper: PersonalShopperType | None = None


@mutation(staff_with(Module.SETTINGS))
def personal_shopper_create(
    info: Info, input: PersonalShopperCreateInput
) -> PersonalShopperCreatePayload:
    """Register a staff user as personal shopper. Needs the module Settings."""
    row = add_personal_shopper(
        installation=rights_of(info.context.actor).installation,
        now=info.context.now,
        **given(input),
    )
    shown = PersonalShopperType.of(row, Audience.STAFF)
    return PersonalShopperCreatePayload(personal_shopper=shown)
