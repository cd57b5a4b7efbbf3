"""`personalShopperBusyCalendarCreate`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import add_busy_calendar
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import own_or_managed
from ..types import BusyCalendarType


@strawberry.input(name="PersonalShopperBusyCalendarCreateInput")
class BusyCalendarCreateInput:
    url: str = strawberry.field(description="Of iCalendar text, by https; kept as a secret.")
    personal_shopper: strawberry.ID | None = strawberry.field(
        default=None, description="Left out: whoever asks."
    )


@strawberry.type(name="PersonalShopperBusyCalendarCreate")
class BusyCalendarCreatePayload(Payload):
    busy_calendar: BusyCalendarType | None = None


@mutation(staff_with(Module.CALLS, Module.SETTINGS))
def busy_calendar_create(info: Info, input: BusyCalendarCreateInput) -> BusyCalendarCreatePayload:
    """Have a calendar make oneself busy or, with the module Settings, anybody."""
    person = own_or_managed(info, input.personal_shopper, field="personalShopper")
    row = add_busy_calendar(personal_shopper=person, url=input.url, now=info.context.now)
    return BusyCalendarCreatePayload(busy_calendar=BusyCalendarType.of(row))
