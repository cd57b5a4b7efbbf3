"""How a campaign's mail is written: the merchant's words, else our own (NT-05)."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ..shoppers.cleaning import wrong
from .mail_words import CampaignMailKind, Words, clean_words, default_words
from .models import Campaign, CampaignMail


def mail_words(campaign: Campaign | None, kind: CampaignMailKind, language: str) -> Words:
    """What a mail says in a language; what the merchant left empty is the default."""
    own = own_words(campaign, kind, language)
    with translation.override(language):
        default = default_words(kind)
    return Words(own.subject or default.subject, own.body or default.body)


def own_words(campaign: Campaign | None, kind: CampaignMailKind, language: str) -> Words:
    """The merchant's own; empty where there are none."""
    if campaign is None:
        return Words("", "")
    rows = CampaignMail.objects.of(campaign.installation_id)
    row = rows.filter(campaign=campaign, kind=kind, language=language).first()
    return Words(row.subject, row.body) if row else Words("", "")


@transaction.atomic
def save_mail_words(
    *, campaign: Campaign, kind: str, language: str, subject: str, body: str
) -> Words:
    """Keep the merchant's words for one mail in one language; gives what it says now.

    Empty ones, and those that say what the default says, are the default. Raises DomainError
    INVALID for an unknown variable, kind or language. Harmless twice.
    """
    known_kind, language = _known(kind, language)
    cleaned = clean_words(subject, body)
    with translation.override(language):
        default = default_words(known_kind)
    kept = {
        "subject": "" if cleaned.subject == default.subject else cleaned.subject,
        "body": "" if cleaned.body == default.body else cleaned.body,
    }
    place = {"campaign": campaign, "kind": known_kind, "language": language}
    rows = CampaignMail.objects.of(campaign.installation_id)
    if any(kept.values()):
        scope = {"installation": campaign.installation}
        rows.update_or_create(**place, defaults=kept, create_defaults={**scope, **kept})
    else:
        rows.filter(**place).delete()
    return mail_words(campaign, known_kind, language)


def _known(kind: str, language: str) -> tuple[CampaignMailKind, str]:
    if language not in dict(settings.LANGUAGES):
        raise wrong(_("Choose one of the languages of the mails."))
    try:
        return CampaignMailKind(kind), language
    except ValueError:
        raise wrong(_("Choose one of the mails.")) from None
