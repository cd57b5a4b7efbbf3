"""Reading campaigns."""

from __future__ import annotations

import strawberry

from ...core.campaigns import selectors
from ...core.campaigns.mail_words import Words, clean_words
from ...core.campaigns.mails import mail_words
from ...core.campaigns.states import CampaignState
from ...core.events.mails.booking_test import preview_mail
from ...core.installations.models import Module
from ..connections import page_of
from ..context import Info
from ..permissions import rights_of, staff_with
from ..root_fields import query
from .access import campaign_of
from .inputs import CampaignMailInput
from .mail_types import CampaignMailPreview
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


@query(staff_with(Module.CAMPAIGNS))
def campaign_mail_preview(info: Info, input: CampaignMailInput) -> CampaignMailPreview:
    """How a mail will look; texts that are left out are those kept. Needs the module Campaigns."""
    given = clean_words(input.subject or "", input.body or "")
    row = campaign_of(info, input.campaign, field="campaign")
    kept = mail_words(row, input.kind, input.language)
    words = Words(given.subject or kept.subject, given.body or kept.body)
    mail = preview_mail(
        campaign=row, kind=input.kind, language=input.language, words=words, now=info.context.now
    )
    return CampaignMailPreview.of(mail)
