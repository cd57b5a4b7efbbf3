"""Changing one's mind during the call."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ...global_ids import GlobalType, to_global_id
from .. import fields
from ..changes import lock_event_of
from ..consents import record_consent
from ..models import Consent, ConsentKind, Participant
from ..room import post
from .leave_event import leave_event


@transaction.atomic
def update_consent(
    *,
    participant: Participant,
    kind: ConsentKind,
    given: bool,
    language: str = "",
    now: datetime,
) -> Consent:
    """Record an answer and tell the room; who withdraws the consent to the call leaves it."""
    event = lock_event_of(participant)
    consent = record_consent(
        event,
        kind=kind,
        given=given,
        language=fields.clean_language(language or event.language),
        now=now,
        participant=participant,
    )
    data = {
        "participant": to_global_id(GlobalType.PARTICIPANT, participant.pk),
        "kind": str(kind),
        "given": given,
    }
    post(event=event, type="consent.updated", data=data, now=now)
    if kind == ConsentKind.CALL and not given:
        leave_event(participant=participant, now=now)
    return consent
