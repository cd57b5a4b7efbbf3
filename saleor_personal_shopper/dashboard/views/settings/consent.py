"""The consent text and its versions (ST-05)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.errors import DomainError
from ....core.installations.models import Installation
from ....core.privacy.models import ConsentText
from ....core.privacy.services import (
    current_consent_text,
    is_consent_text_confirmed,
    publish_consent_text,
    wording,
)
from ...callers import Caller
from .answers import refused, saved

VERSIONS_SHOWN = 20


def context(installation: Installation) -> dict[str, Any]:
    versions = ConsentText.objects.of(installation).order_by("-version")[:VERSIONS_SHOWN]
    current = current_consent_text(installation)
    return {
        "consent_text": wording(current),
        "consent_is_default": not is_consent_text_confirmed(installation),
        "consent_versions": list(versions),
    }


def save(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Put the text in force as a new version; the same text again changes nothing."""
    text = request.POST.get("text", "")
    try:
        publish_consent_text(installation=caller.installation, text=text, now=caller.now)
    except DomainError as error:
        again = {**context(caller.installation), "consent_text": text}
        return refused(request, caller, "consent", again, error)
    return saved(request, caller, "consent", context(caller.installation), _("Consent text saved"))
