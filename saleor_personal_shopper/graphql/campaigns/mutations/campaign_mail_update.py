"""`personalShopperCampaignMailUpdate`."""

from __future__ import annotations

import strawberry

from ....core.campaigns.mails import save_mail_words
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import campaign_of
from ..inputs import CampaignMailInput
from ..mail_types import CampaignMailType


@strawberry.type(name="PersonalShopperCampaignMailUpdate")
class CampaignMailUpdatePayload(Payload):
    mail: CampaignMailType | None = None


@mutation(staff_with(Module.CAMPAIGNS))
def campaign_mail_update(info: Info, input: CampaignMailInput) -> CampaignMailUpdatePayload:
    """Change what a mail says; empty texts bring the default back. Needs the module Campaigns."""
    row = campaign_of(info, input.campaign, field="campaign")
    kept = save_mail_words(
        campaign=row,
        kind=input.kind,
        language=input.language,
        subject=input.subject or "",
        body=input.body or "",
    )
    return CampaignMailUpdatePayload(mail=CampaignMailType.of(kept))
