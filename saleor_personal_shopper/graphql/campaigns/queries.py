"""Reading campaigns."""

from __future__ import annotations

import strawberry

from ...core.campaigns import selectors
from ...core.campaigns.states import CampaignState
from ...core.installations.models import Module
from ..connections import page_of
from ..context import Info
from ..permissions import rights_of, staff_with
from ..root_fields import query
from .access import campaign_of
from .types import CampaignConnection, CampaignType


@query(staff_with(Module.CAMPAIGNS))
def campaigns(
    info: Info,
    first: int = 20,
    after: str | None = None,
    search: str | None = None,
    state: list[CampaignState] | None = None,
) -> CampaignConnection:
    """Campaigns, the latest to start first. Needs the module Campaigns."""
    rows = selectors.campaigns(
        rights_of(info.context.actor).installation,
        now=info.context.now,
        search=search or "",
        states=state or (),
    )
    return CampaignConnection.of(page_of(rows, by="-starts_on", first=first, after=after))


@query(staff_with(Module.CAMPAIGNS))
def campaign(info: Info, id: strawberry.ID) -> CampaignType | None:
    """One campaign. Needs the module Campaigns."""
    return CampaignType.of(campaign_of(info, id, field="id"))
