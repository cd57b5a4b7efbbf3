"""How it was: 0 to 10 and a comment, by the customer only, once (CL-24, K18)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ...errors import DomainError
from .. import fields
from ..capabilities import Capability, require
from ..changes import lock_event
from ..error_codes import EventErrorCode
from ..errors import illegal_state, invalid, not_found
from ..links import find_link
from ..models import Event, LinkKind, Participant, Survey

BEST_SCORE = 10


@transaction.atomic
def answer_survey(
    *,
    participant: Participant | None = None,
    token: str = "",
    score: int,
    comment: str = "",
    now: datetime,
) -> Survey:
    """Keep the answer of the customer, known as participant or by the customer's link.

    Raises DomainError INVALID, PERMISSION_DENIED, NOT_FOUND, ALREADY_ANSWERED, or ILLEGAL_STATE
    when there was no call.
    """
    if not 0 <= score <= BEST_SCORE:
        raise invalid("score", _("Choose a number from 0 to 10."))
    text = fields.clean_text("comment", comment, limit=fields.COMMENT_LENGTH, is_required=False)
    event = _event(participant, token)
    if event.live_at is None:
        raise illegal_state()
    if Survey.objects.of(event.installation_id).filter(event=event).exists():
        raise DomainError(
            EventErrorCode.ALREADY_ANSWERED, _("You have answered already. Thank you.")
        )
    return Survey.objects.create(
        installation=event.installation, event=event, score=score, comment=text, answered_at=now
    )


def _event(participant: Participant | None, token: str) -> Event:
    """The event, locked, so that two answers at once find one another."""
    if participant is not None:
        require(participant, Capability.ANSWER_SURVEY)
        return lock_event(participant.event_id, participant.installation_id)
    link = find_link(token)
    if link is None or link.kind != LinkKind.CUSTOMER:
        raise not_found()
    return lock_event(link.event_id, link.installation_id)
