"""Personal shoppers that addresses name."""

from __future__ import annotations

import uuid

from ....core.shoppers.models import PersonalShopper
from ....core.shoppers.selectors import personal_shoppers
from ...callers import Caller
from ...refusals import Refusal

Place = uuid.UUID | None
"""The person that an address names; none means oneself."""


def find_person(caller: Caller, shopper_id: Place) -> PersonalShopper:
    """Of the caller's shop. Raises Refusal when there is none (any more)."""
    mine = caller.rights.personal_shopper
    key = shopper_id or (mine.pk if mine else None)
    found = key and personal_shoppers(caller.installation).filter(pk=key).first()
    if not found:
        raise Refusal(404, "not_found", caller.installation)
    return found


def part_base(caller: Caller, shopper_id: Place) -> str:
    """What the addresses of a person's parts start with."""
    return f"/dashboard/settings/shoppers/{shopper_id}" if shopper_id else f"{caller.base}/me"
