"""The consent text and its versions (ST-05, LB-06, P05)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from ..errors import DomainError
from ..installations.models import Installation
from .error_codes import PrivacyErrorCode
from .models import ConsentText

TEXT_LENGTH = 5000
DEFAULT_TEXT = gettext_noop(
    "I agree that my name, my contact details, what I write and what I put into my cart in this "
    "video call are processed by the shop to serve me."
)


def current_consent_text(installation: Installation) -> ConsentText:
    """The newest text; the default, unsaved, while the merchant has written none.

    Reading never writes: pages behind links are opened by mail scanners too.
    """
    newest = ConsentText.objects.of(installation).order_by("-version").first()
    return newest or ConsentText(installation=installation, version=1, text=DEFAULT_TEXT)


def agreed_consent_text(installation: Installation) -> ConsentText:
    """The newest text as a saved row, to be named by a consent."""
    text = current_consent_text(installation)
    if text.pk is not None:
        return text
    saved, _created = ConsentText.objects.of(installation).get_or_create(
        version=text.version, defaults={"installation": installation, "text": text.text}
    )
    return saved


def publish_consent_text(*, installation: Installation, text: str, now: datetime) -> ConsentText:
    """Put a new version in force; the same text again confirms the version in force.

    Raises DomainError REQUIRED or INVALID.
    """
    wanted = text.strip()
    if not wanted:
        raise DomainError(PrivacyErrorCode.REQUIRED, _("Please fill this in."), field="text")
    if len(wanted) > TEXT_LENGTH:
        message = _("Use at most %(limit)d characters.") % {"limit": TEXT_LENGTH}
        raise DomainError(PrivacyErrorCode.INVALID, message, field="text")
    with transaction.atomic():
        Installation.objects.select_for_update().get(pk=installation.pk)
        newest = current_consent_text(installation)
        if newest.pk is not None and newest.text == wanted:
            return _confirmed(newest, now=now)
        versions = ConsentText.objects.of(installation).aggregate(last=Max("version"))
        return ConsentText.objects.create(
            installation=installation,
            version=(versions["last"] or 0) + 1,
            text=wanted,
            created_at=now,
            confirmed_at=now,
        )


def _confirmed(text: ConsentText, *, now: datetime) -> ConsentText:
    if text.confirmed_at is None:
        text.confirmed_at = now
        text.save(update_fields=["confirmed_at"])
    return text


def is_consent_text_confirmed(installation: Installation) -> bool:
    """Whether the merchant has put a text in force, be it our suggestion as it is."""
    own = ~Q(text=DEFAULT_TEXT) | Q(confirmed_at__isnull=False)
    return ConsentText.objects.of(installation).filter(own).exists()


def wording(text: ConsentText) -> str:
    """The text to be read: our own default in the reader's language, the merchant's as it is."""
    return _(text.text) if text.text == DEFAULT_TEXT else text.text
