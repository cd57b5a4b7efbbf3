"""A customer was deleted in Saleor: what names or quotes him goes, the figures stay (P02, P03)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from ...installations.models import Installation
from ...notifications.services import forget_mails_about, forget_recipient
from ..bookings import LogActor, LogEntry
from ..changes import close, lock_event
from ..desk import DeskList, notify_desk
from ..forgetting import forget_elsewhere
from ..models import (
    ChatMessage,
    Event,
    EventLink,
    EventStatus,
    LeftMessage,
    Participant,
    ParticipantRole,
    RoomMessage,
    Survey,
)
from ..states import Action, is_open

FORGOTTEN = {
    "customer_name": "",
    "customer_email": "",
    "customer_phone": "",
    "saleor_user_id": "",
    "device_key": "",
    "answers": [],
    "idempotency_key": "",
}


def forget_customer(
    *,
    installation: Installation,
    saleor_user_id: str = "",
    email: str = "",
    until: datetime | None = None,
    now: datetime,
) -> int:
    """Anonymise the customer's events and drop his messages; gives how many events.

    Open events are ended first. Harmless twice. Consents stay as proof, without his name. `until`
    is when he was deleted: an email address may have become somebody else's since.
    """
    until = until or now
    events = _events_of(installation, saleor_user_id, email, until)
    found = list(events.values_list("pk", flat=True))
    for event_id in found:
        with transaction.atomic():
            _forget_event(lock_event(event_id, installation), now)
    if email:
        _forget_messages(installation, email, until, now)
    return len(found)


@transaction.atomic
def _forget_messages(
    installation: Installation, email: str, until: datetime, now: datetime
) -> None:
    forget_recipient(installation, email, until)
    messages = LeftMessage.objects.of(installation).filter(email__iexact=email, left_at__lte=until)
    if messages.delete()[0]:
        notify_desk(installation, lists=[DeskList.MESSAGES], now=now)


def _events_of(
    installation: Installation, saleor_user_id: str, email: str, until: datetime
) -> QuerySet[Event]:
    mine = Q(pk__in=[])
    if saleor_user_id:
        mine |= Q(saleor_user_id=saleor_user_id)
    if email:
        mine |= Q(customer_email__iexact=email, created_at__lte=until)
    return Event.objects.of(installation).filter(mine)


def _forget_event(event: Event, now: datetime) -> None:
    if is_open(event.status):
        is_live = event.status == EventStatus.LIVE
        close(event, Action.FINISH if is_live else Action.CANCEL, now=now)
    own = event.installation_id
    customers = Participant.objects.of(own).filter(event=event, role=ParticipantRole.CUSTOMER)
    ChatMessage.objects.of(own).filter(event=event, participant__in=customers).update(text="")
    ChatMessage.objects.of(own).filter(event=event).filter(file__isnull=False).update(file=None)
    customers.update(name="", worst_quality="", video_paused=False)
    Survey.objects.of(own).filter(event=event).update(comment="")
    RoomMessage.objects.of(own).filter(event=event).delete()
    EventLink.objects.of(own).filter(event=event).delete()
    log = LogEntry.objects.of(own).filter(event=event)
    log.update(reason="")
    log.filter(actor=LogActor.CUSTOMER).update(actor_name="")
    forget_mails_about(event.installation, [event.pk])
    forget_elsewhere(event, now=now)
    ended_by = "" if event.ended_by == event.customer_name else event.ended_by
    Event.objects.of(own).filter(pk=event.pk).update(**FORGOTTEN, ended_by=ended_by)
