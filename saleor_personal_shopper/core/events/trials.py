"""Trying before a call whether media would come through (V2)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from .addresses import IceServer, ice_servers, trial_url
from .errors import require_open
from .limits import check_rate
from .models import Event
from .tokens import issue_trial_ticket


@dataclass(frozen=True)
class MediaTrial:
    """POST an SDP offer to `url` with `ticket` as bearer, once, within 30 seconds."""

    url: str
    ticket: str
    ice_servers: list[IceServer]


def media_trial(event: Event, *, address: str, now: datetime) -> MediaTrial:
    """What a browser needs to try whether it reaches the event's media.

    Raises DomainError RATE_LIMITED, or why the call is over.
    """
    require_open(event)
    # Only who has the link comes here: a shop's network may try for as many events as it has.
    check_rate(event.installation, purpose=f"media-trial:{event.pk}", address=address)
    # Nobody has a seat yet, so the TURN server gets a name of its own for it.
    servers = ice_servers(uuid.uuid4(), now)
    return MediaTrial(trial_url(), issue_trial_ticket(event, now), servers)
