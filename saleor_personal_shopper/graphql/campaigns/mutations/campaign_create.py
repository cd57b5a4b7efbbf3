"""`personalShopperCampaignCreate`."""

from __future__ import annotations

import strawberry

from ....core.campaigns.services import create_campaign
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...permissions import rights_of, staff_with
from ...root_fields import mutation
from ..inputs import CampaignCreateInput, campaign_given
from ..types import CampaignType


@strawberry.type(name="PersonalShopperCampaignCreate")
class CampaignCreatePayload(Payload):
    campaign: CampaignType | None = None


@mutation(staff_with(Module.CAMPAIGNS))
def campaign_create(info: Info, input: CampaignCreateInput) -> CampaignCreatePayload:
    """Make a campaign. Needs the module Campaigns."""
    row = create_campaign(
        installation=rights_of(info.context.actor).installation,
        now=info.context.now,
        **campaign_given(input),
    )
    return CampaignCreatePayload(campaign=CampaignType.of(row))
