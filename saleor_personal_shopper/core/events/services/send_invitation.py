"""Sending a customer the link of a call by mail (DC-12, DC-20)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ...notifications.models import Mail
from ...notifications.services import require_mail
from ...shoppers.staff import StaffRights
from ..changes import lock_event
from ..errors import require_open, required
from ..mails.invitation import invite
from ..models import Event
from ..selectors import event_for


@transaction.atomic
def send_invitation(*, event: Event, rights: StaffRights, now: datetime) -> Mail:
    """Have the invitation sent, once more if it was sent already; harmless twice in a minute.

    Raises DomainError MAIL_NOT_CONFIGURED, RATE_LIMITED, REQUIRED where there is no address,
    ENDED, CANCELLED or EXPIRED, or as `event_for`.
    """
    event_for(rights, event.pk)
    require_mail()
    event = lock_event(event.pk, rights.installation)
    require_open(event)
    if not event.customer_email:
        raise required("email")
    return invite(event, now)
