"""An event becomes the signed-in customer's own whom it was made for."""

from __future__ import annotations

from django.db import transaction

from ...saleor_data import CustomerToken
from ..changes import lock_event, update
from ..models import Participant, ParticipantRole


@transaction.atomic
def adopt_event(*, participant: Participant, customer: CustomerToken) -> None:
    """Let an event that belongs to no Saleor user yet belong to the customer who came to it.

    Nothing happens unless he is of the same shop and has the email address that was invited.
    """
    if participant.role != ParticipantRole.CUSTOMER:
        return
    event = lock_event(participant.event_id, participant.installation_id)
    is_same_shop = customer.installation == event.installation
    is_invited = customer.email.casefold() == event.customer_email.casefold()
    if is_same_shop and is_invited and not event.saleor_user_id:
        update(event, saleor_user_id=customer.user_id)
