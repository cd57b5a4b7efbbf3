"""The customer's answer to a proposal (C3)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from ...events.capabilities import Capability, require
from ...events.errors import permission_denied, require_open
from ...events.models import Event, Participant, ParticipantRole
from ..changes import additions, make_changes, write_changes
from ..models import CartChange
from ..proposing import proposed_lines, settle_proposal, tell_answer
from ..views import CartResult


def answer_proposal(
    *, event: Event, participant: Participant, proposal_id: uuid.UUID, accept: bool, now: datetime
) -> CartResult:
    """Accept or decline; accepting adds the lines in the customer's name.

    Raises DomainError: PERMISSION_DENIED, ENDED, NOT_FOUND, ALREADY_ANSWERED. What Saleor refuses
    of the lines stands in `errors`; the proposal stays accepted.
    """
    require(participant, Capability.EDIT_CHECKOUT)
    if participant.role != ParticipantRole.CUSTOMER:
        raise permission_denied()
    require_open(event)
    changes: list[CartChange] = []
    with transaction.atomic():
        proposal = settle_proposal(event=event, proposal_id=proposal_id, accept=accept, now=now)
        if accept:
            changes = write_changes(
                event=event,
                participant=participant,
                wanted=additions(proposed_lines(proposal)),
                proposal=proposal,
                now=now,
            )
        tell_answer(proposal=proposal, by=participant, now=now)
    return make_changes(event=event, changes=changes, proposal=proposal, now=now)
