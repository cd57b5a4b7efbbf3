"""Keeping what people agreed to: append-only, with the version of the text (LB-06, P05)."""

from __future__ import annotations

from datetime import datetime

from ..privacy.services import agreed_consent_text
from .models import Consent, ConsentKind, Event, Participant


def record_consent(
    event: Event,
    *,
    kind: ConsentKind,
    given: bool,
    language: str,
    now: datetime,
    participant: Participant | None = None,
) -> Consent:
    """Append an answer, unless the newest of the same person and kind is the same."""
    text = agreed_consent_text(event.installation)
    answers = Consent.objects.of(event.installation_id).filter(event=event, kind=kind)
    newest = answers.filter(participant=participant).order_by("-answered_at", "-pk").first()
    if newest is not None and newest.given == given and newest.text_id == text.pk:
        return newest
    return keep_consent(
        event, kind=kind, given=given, language=language, now=now, participant=participant
    )


def keep_consent(
    event: Event,
    *,
    kind: ConsentKind,
    given: bool,
    language: str,
    now: datetime,
    participant: Participant | None = None,
) -> Consent:
    """Append an answer, the first to an event."""
    return Consent.objects.create(
        installation=event.installation,
        event=event,
        participant=participant,
        kind=kind,
        given=given,
        text=agreed_consent_text(event.installation),
        language=language,
        answered_at=now,
    )


def agreed_to_recording(participant: Participant) -> bool | None:
    """The newest answer about recording; None where the participant was not asked."""
    answers = Consent.objects.of(participant.installation_id).filter(
        participant=participant, kind=ConsentKind.RECORDING
    )
    newest = answers.order_by("-answered_at", "-pk").first()
    return newest.given if newest else None
