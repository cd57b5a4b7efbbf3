"""How a campaign's mail is written: the merchant's words, else our own (NT-05)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from ..shoppers.cleaning import wrong
from .mail_words import CampaignMailKind, Words, clean_words, default_words
from .models import Campaign, CampaignMail

NO_WORDS = Words("", "")


@dataclass(frozen=True)
class KeptMail:
    """What a mail says in a language, and whether the merchant changed it."""

    kind: CampaignMailKind
    language: str
    words: Words
    is_own: bool


def mail_words(campaign: Campaign | None, kind: CampaignMailKind, language: str) -> Words:
    """What a mail says in a language; what the merchant left empty is the default."""
    own = NO_WORDS
    if campaign is not None:
        rows = CampaignMail.objects.of(campaign.installation_id)
        row = rows.filter(campaign=campaign, kind=kind, language=language).first()
        own = Words(row.subject, row.body) if row else own
    return _kept(kind, language, own).words


def kept_mails(campaign: Campaign) -> list[KeptMail]:
    """Every kind in every language."""
    rows = CampaignMail.objects.of(campaign.installation_id).filter(campaign=campaign)
    own = {(row.kind, row.language): Words(row.subject, row.body) for row in rows}
    return [
        _kept(kind, language, own.get((kind, language), NO_WORDS))
        for kind in CampaignMailKind
        for language, _name in settings.LANGUAGES
    ]


@transaction.atomic
def save_mail_words(
    *, campaign: Campaign, kind: str, language: str, subject: str, body: str
) -> KeptMail:
    """Keep the merchant's words for one mail in one language; gives what it says now.

    Empty ones, and those that say what the default says, are the default. Raises DomainErrors
    INVALID for an unknown variable, kind or language. Harmless twice.
    """
    known_kind = require_kind(kind)
    require_language(language)
    cleaned, default = clean_words(subject, body), _default(known_kind, language)
    own = Words(
        "" if cleaned.subject == default.subject else cleaned.subject,
        "" if cleaned.body == default.body else cleaned.body,
    )
    place = {"campaign": campaign, "kind": known_kind, "language": language}
    rows = CampaignMail.objects.of(campaign.installation_id)
    if own == NO_WORDS:
        rows.filter(**place).delete()
    else:
        kept = {"subject": own.subject, "body": own.body}
        scoped = {"installation": campaign.installation, **kept}
        rows.update_or_create(**place, defaults=kept, create_defaults=scoped)
    return _kept(known_kind, language, own)


def require_kind(kind: str) -> CampaignMailKind:
    """Raises DomainError INVALID."""
    try:
        return CampaignMailKind(kind)
    except ValueError:
        raise wrong(_("Choose one of the mails.")) from None


def require_language(language: str) -> str:
    """Raises DomainError INVALID."""
    if language not in dict(settings.LANGUAGES):
        raise wrong(_("Choose one of the languages of the mails."))
    return language


def _kept(kind: CampaignMailKind, language: str, own: Words) -> KeptMail:
    default = _default(kind, language)
    words = Words(own.subject or default.subject, own.body or default.body)
    return KeptMail(kind, language, words, own != NO_WORDS)


def _default(kind: CampaignMailKind, language: str) -> Words:
    with translation.override(language):
        return default_words(kind)
