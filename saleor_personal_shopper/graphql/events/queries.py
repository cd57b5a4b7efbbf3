import strawberry
from ...core.events.models import EventStatus
from .types import EventConnection, EventType
async def _events(first: int = 20, after: str | None = None, status: list[EventStatus] | None = None) -> EventConnection: ...
async def _event(id: strawberry.ID) -> EventType | None: ...
events = strawberry.field(resolver=_events, description="Events, newest first: staff of the module Calls see the shop's, a customer his own.")
event = strawberry.field(resolver=_event, description="One event, for staff of the module Calls, its customer, and who is in it.")
