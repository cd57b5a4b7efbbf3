"""Who speaks to the media doors: a participant, by the access token that Join gave."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from ..config.logging import note_ids
from ..core.events.models import Participant
from ..core.events.tokens import InvalidToken, participant_for, read_access_token


def participant_of(request: HttpRequest, now: datetime) -> Participant:
    """The participant behind the bearer. Raises InvalidToken."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise InvalidToken("A bearer is needed.")
    participant = participant_for(read_access_token(token.strip(), now))
    note_ids(installation=participant.installation_id, event=participant.event_id)
    return participant
