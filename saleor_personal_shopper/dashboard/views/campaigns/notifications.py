"""A campaign's tab "Notifications": whether and how it mails its customers (NT-01..NT-05)."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.campaigns.mail_words import LINKS, VARIABLES, CampaignMailKind, Words, clean_words
from ....core.campaigns.mails import KeptMail, kept_mails, save_mail_words
from ....core.campaigns.models import Campaign
from ....core.campaigns.services import update_campaign
from ....core.errors import DomainError
from ....core.events.mails.booking_test import preview_mail, send_test_mail
from ....core.installations.shop_name import shop_name
from ....core.notifications.composing import may_send_from
from ....core.notifications.selectors import is_mail_configured
from ...callers import Caller
from ...content import Content, announce, fragment
from ...refused_fields import field_errors
from .find import find_campaign

PAGE = "campaigns/notifications.html"
EDITOR = "campaigns/mail_editor.html"
DEFAULT = CampaignMailKind.SCHEDULED


def notifications(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> Content:
    """The tab."""
    return Content(PAGE, context(request, caller, find_campaign(caller, campaign_id)))


def save(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> HttpResponse:
    """Change whether mail is sent, and whom it comes from."""
    campaign = find_campaign(caller, campaign_id)
    typed: dict[str, Any] = {
        "sends_mail": request.POST.get("sends_mail") == "on",
        "from_address": request.POST.get("from_address", ""),
        "from_name": request.POST.get("from_name", ""),
    }
    try:
        update_campaign(campaign=campaign, **typed)
    except DomainError as error:
        kept = context(request, caller, find_campaign(caller, campaign_id))
        again = {**kept, "values": typed, "errors": field_errors(error)}
        return fragment(request, caller, PAGE, again, 422)
    saved = context(request, caller, find_campaign(caller, campaign_id))
    return announce(fragment(request, caller, PAGE, saved), _("Notifications saved"))


def mail(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> HttpResponse:
    """The words of another mail, or in another language."""
    campaign = find_campaign(caller, campaign_id)
    return fragment(request, caller, EDITOR, _editor(request, caller, campaign))


def save_mail(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> HttpResponse:
    """Keep what was written and, with the button for that, send it to whoever wrote it."""
    campaign = find_campaign(caller, campaign_id)
    kind, language = _chosen(request)
    try:
        save_mail_words(campaign=campaign, kind=kind, language=language, **_typed(request))
        note = _("Mail saved")
        if "test" in request.POST:
            rights = caller.rights
            sent = send_test_mail(
                campaign=campaign, kind=kind, language=language, rights=rights, now=caller.now
            )
            note = _("Saved, and on its way to %(address)s") % {"address": sent.recipient}
    except DomainError as error:
        typed = {**_editor(request, caller, campaign), "errors": field_errors(error)}
        typed["words"] = Words(**_typed(request))
        return fragment(request, caller, EDITOR, typed, 422)
    saved = fragment(request, caller, EDITOR, _editor(request, caller, campaign))
    return announce(saved, note)


def preview(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> HttpResponse:
    """How it would look with what is written now; nothing is kept."""
    campaign = find_campaign(caller, campaign_id)
    kind, language = _chosen(request)
    kept = _kept(campaign, kind, language).words
    try:
        typed = clean_words(**_typed(request))
    except DomainError as error:
        again = {"problem": "; ".join(field_errors(error).values())}
        return fragment(request, caller, "campaigns/mail_preview.html", again, 422)
    words = Words(typed.subject or kept.subject, typed.body or kept.body)
    shown = preview_mail(
        campaign=campaign, kind=kind, language=language, words=words, now=caller.now
    )
    return fragment(request, caller, "campaigns/mail_preview.html", {"mail": shown})


def context(request: HttpRequest, caller: Caller, campaign: Campaign) -> dict[str, Any]:
    """What the tab is drawn from."""
    address = campaign.from_address
    return {
        "values": {
            "sends_mail": campaign.sends_mail,
            "from_address": address,
            "from_name": campaign.from_name,
        },
        "errors": {},
        "is_answered_elsewhere": bool(address) and not may_send_from(address),
        "default_from": settings.DEFAULT_FROM_EMAIL,
        "shop": shop_name(caller.installation),
        "is_mail_configured": is_mail_configured(),
        **_editor(request, caller, campaign),
    }


def _editor(request: HttpRequest, caller: Caller, campaign: Campaign) -> dict[str, Any]:
    kind, language = _chosen(request)
    kept = _kept(campaign, kind, language)
    return {
        "campaign": campaign,
        "kind": kind,
        "language": language,
        "kinds": [(one, _names()[one]) for one in CampaignMailKind],
        "languages": settings.LANGUAGES,
        "words": kept.words,
        "is_own": kept.is_own,
        "variables": [(name, _(words), name in LINKS) for name, words in VARIABLES.items()],
        "address": caller.rights.staff_member.email,
        "can_test": is_mail_configured(),
        "errors": {},
    }


def _kept(campaign: Campaign, kind: str, language: str) -> KeptMail:
    found = kept_mails(campaign)
    return next(one for one in found if (one.kind, one.language) == (kind, language))


def _chosen(request: HttpRequest) -> tuple[CampaignMailKind, str]:
    """The mail and language of the form; the first ones for what is unknown."""
    given = {**request.GET.dict(), **request.POST.dict()}
    kind, language = given.get("kind", ""), given.get("language", "")
    known = kind in set(CampaignMailKind)
    spoken = language in dict(settings.LANGUAGES)
    return CampaignMailKind(kind) if known else DEFAULT, str(language) if spoken else "en"


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("subject", "body")}


def _names() -> dict[CampaignMailKind, str]:
    return {
        CampaignMailKind.SCHEDULED: _("Booked"),
        CampaignMailKind.RESCHEDULED: _("Changed"),
        CampaignMailKind.CANCELLED: _("Cancelled"),
        CampaignMailKind.REMINDER_DAY: _("Reminder, 24 hours before"),
        CampaignMailKind.REMINDER_HOUR: _("Reminder, 1 hour before"),
        CampaignMailKind.OPENS: _("The call is open"),
    }
