"""`personalShopperBusyCalendarDelete`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import remove_busy_calendar
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import busy_calendar_of


@strawberry.type(name="PersonalShopperBusyCalendarDelete")
class BusyCalendarDeletePayload(Payload):
    pass


@mutation(staff_with(Module.CALLS, Module.SETTINGS))
def busy_calendar_delete(info: Info, id: strawberry.ID) -> BusyCalendarDeletePayload:
    """Forget a calendar of one's own or, with the module Settings, anybody's."""
    remove_busy_calendar(calendar=busy_calendar_of(info, id, field="id"))
    return BusyCalendarDeletePayload()
