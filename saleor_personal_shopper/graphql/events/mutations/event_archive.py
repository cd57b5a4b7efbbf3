"""`personalShopperEventArchive`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import EventType

@strawberry.type(name="PersonalShopperEventArchive")
class EventArchivePayload(Payload):
    event: EventType | None = None

@mutation
async def event_archive(event: strawberry.ID) -> EventArchivePayload:
    """Take a past event out of the lists. Needs the module Calls."""
    raise NotImplementedError
