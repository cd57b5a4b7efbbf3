"""A campaign's mails in the schema."""

from __future__ import annotations

from typing import Self

import strawberry

from ...core.campaigns.mail_words import CampaignMailKind
from ...core.campaigns.mails import KeptMail, kept_mails
from ...core.campaigns.models import Campaign
from ...core.ports import OutgoingMail


@strawberry.type(
    name="PersonalShopperCampaignMail",
    description="What a mail of a campaign says. `{{customer}}`, `{{personalShopper}}`, "
    "`{{store}}`, `{{campaign}}`, `{{date}}`, `{{time}}` and `{{timeZone}}` stand for what is true "
    "of the booking, in the body `{{joinUrl}}` and `{{manageUrl}}` too.",
)
class CampaignMailType:
    kind: CampaignMailKind
    language: str = strawberry.field(description="Two-letter code.")
    subject: str
    body: str = strawberry.field(
        description="Plain text; a blank line begins a paragraph. Date, links and reasons that it "
        "leaves out follow below it."
    )
    own: bool = strawberry.field(description="Whether the shop changed it.")

    @classmethod
    def of(cls, mail: KeptMail) -> Self:
        return cls(
            kind=mail.kind,
            language=mail.language,
            subject=mail.words.subject,
            body=mail.words.body,
            own=mail.is_own,
        )


@strawberry.type(
    name="PersonalShopperCampaignMailPreview",
    description="A mail as it would go out, about a call that is made up.",
)
class CampaignMailPreview:
    sender: str = strawberry.field(description="Address in From.")
    sender_name: str
    reply_to: str | None
    subject: str
    html: str
    text: str

    @classmethod
    def of(cls, mail: OutgoingMail) -> Self:
        return cls(
            sender=mail.sender.email,
            sender_name=mail.sender.name,
            reply_to=mail.reply_to.email if mail.reply_to else None,
            subject=mail.subject,
            html=str(mail.html),
            text=mail.text,
        )


def all_mails(campaign: Campaign) -> list[CampaignMailType]:
    """Every kind in every language."""
    return [CampaignMailType.of(mail) for mail in kept_mails(campaign)]
