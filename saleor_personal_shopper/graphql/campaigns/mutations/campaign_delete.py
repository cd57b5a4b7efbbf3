"""`personalShopperCampaignDelete`."""

from __future__ import annotations

import strawberry

from ....core.campaigns.services import delete_campaign
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import campaign_of


@strawberry.type(name="PersonalShopperCampaignDelete")
class CampaignDeletePayload(Payload):
    pass


@mutation(staff_with(Module.CAMPAIGNS))
def campaign_delete(info: Info, id: strawberry.ID) -> CampaignDeletePayload:
    """Put a campaign away; refused with IN_USE while events of it are open.

    Needs the module Campaigns.
    """
    delete_campaign(campaign=campaign_of(info, id, field="id"), now=info.context.now)
    return CampaignDeletePayload()
