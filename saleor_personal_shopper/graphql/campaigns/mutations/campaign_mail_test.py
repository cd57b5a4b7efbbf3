"""`personalShopperCampaignMailTest`."""

from __future__ import annotations

import strawberry

from ....core.campaigns.mail_words import CampaignMailKind
from ....core.events.mails.booking_test import send_test_mail
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...mail_types import MailType
from ...permissions import rights_of, staff_with
from ...root_fields import mutation
from ..access import campaign_of


@strawberry.type(name="PersonalShopperCampaignMailTest")
class CampaignMailTestPayload(Payload):
    mail: MailType | None = None


@mutation(staff_with(Module.CAMPAIGNS))
def campaign_mail_test(
    info: Info, campaign: strawberry.ID, kind: CampaignMailKind, language: str
) -> CampaignMailTestPayload:
    """Send what a mail says now to whoever asks. Needs the module Campaigns."""
    mail = send_test_mail(
        campaign=campaign_of(info, campaign, field="campaign"),
        kind=kind,
        language=language,
        rights=rights_of(info.context.actor),
        now=info.context.now,
    )
    return CampaignMailTestPayload(mail=MailType.of(mail))
