"""`personalShopperCampaignUpdate`."""

from __future__ import annotations

import strawberry

from ....core.campaigns.services import update_campaign
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import campaign_of
from ..inputs import CampaignUpdateInput, campaign_given
from ..types import CampaignType


@strawberry.type(name="PersonalShopperCampaignUpdate")
class CampaignUpdatePayload(Payload):
    campaign: CampaignType | None = None


@mutation(staff_with(Module.CAMPAIGNS))
def campaign_update(
    info: Info, id: strawberry.ID, input: CampaignUpdateInput
) -> CampaignUpdatePayload:
    """Change a campaign; booked events never move. Needs the module Campaigns."""
    row = campaign_of(info, id, field="id")
    row = update_campaign(campaign=row, **campaign_given(input))
    return CampaignUpdatePayload(campaign=CampaignType.of(row))
