"""Which proposals somebody may answer."""

from __future__ import annotations

from ...core.carts.models import Proposal
from ...core.events.models import Participant
from ...core.global_ids import GlobalType, to_global_id
from ..actors import Actor
from ..errors import not_found
from ..events.access import seat_in
from ..ids import parse_id
from ..permissions import installation_of


def seat_before(actor: Actor, proposal_id: str) -> tuple[Participant, Proposal]:
    """The proposal, and the seat of whoever asks in its event.

    Raises DomainError NOT_FOUND when the proposal is none of his business.
    """
    key = parse_id(GlobalType.PROPOSAL, proposal_id, field="proposal")
    proposal = Proposal.objects.of(installation_of(actor)).filter(pk=key).first()
    if proposal is None:
        raise not_found("proposal")
    event_id = to_global_id(GlobalType.EVENT, proposal.event_id)
    return seat_in(actor, event_id), proposal
