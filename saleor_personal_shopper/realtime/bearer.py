"""Who speaks to the media doors: by the bearer that Join, or before it a link, gave."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.http import HttpRequest

from ..config.logging import note_ids
from ..core.events.models import Participant
from ..core.events.tokens import (
    InvalidToken,
    participant_for,
    read_access_token,
    redeem_trial_ticket,
)


def participant_of(request: HttpRequest, now: datetime) -> Participant:
    """The participant behind an access token. Raises InvalidToken."""
    participant = participant_for(read_access_token(_bearer(request), now))
    note_ids(installation=participant.installation_id, event=participant.event_id)
    return participant


def event_to_try(request: HttpRequest, now: datetime) -> uuid.UUID:
    """The event behind a trial's ticket, which is used up. Raises InvalidToken."""
    return redeem_trial_ticket(_bearer(request), now)


def _bearer(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise InvalidToken("A bearer is needed.")
    return token.strip()
