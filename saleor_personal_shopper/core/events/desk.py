"""What the open desks and the waiting customers are told when the queue changes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from .. import ports
from ..global_ids import GlobalType, to_global_id
from ..installations.models import Installation
from ..shoppers.selectors import available_personal_shoppers
from .models import Event, EventOrigin, ParticipantRole
from .selectors import IN_QUEUE, queue, waiting_events
from .serialize import message_json


class DeskList(StrEnum):
    """A list of the desk that may have changed."""

    WAITING = "waiting"
    UPCOMING = "upcoming"
    MESSAGES = "messages"


def notify_desk(
    installation: Installation, *, lists: Sequence[DeskList], now: datetime, ring: bool = False
) -> None:
    """Have every desk of the shop read these lists again; `ring` for a new customer."""

    def send() -> None:
        waiting = waiting_events(installation).count()
        data = {"lists": [str(one) for one in lists], "waiting": waiting, "ring": ring}
        message = message_json("desk.changed", data, now=now)
        ports.room_publisher().publish_desk(installation.pk, message)

    transaction.on_commit(send, robust=True)


def tell_taken(event: Event, *, by: str, now: datetime) -> None:
    """Tell every desk who took the call."""
    data = {"event": to_global_id(GlobalType.EVENT, event.pk), "by": by}
    message = message_json("event.taken", data, now=now)
    installation_id = event.installation_id
    transaction.on_commit(
        lambda: ports.room_publisher().publish_desk(installation_id, message), robust=True
    )


def push_queue(event: Event, *, now: datetime) -> None:
    """Tell everybody in the queue the place he has now, when `event` entered or left it."""
    if event.origin != EventOrigin.REQUEST:
        return
    installation = event.installation
    transaction.on_commit(lambda: _push(installation, now), robust=True)


def _push(installation: Installation, now: datetime) -> None:
    available = available_personal_shoppers(installation, now=now).count()
    publisher = ports.room_publisher()
    for place, participant_id in enumerate(_customers_in_queue(installation.pk), start=1):
        if participant_id is not None:
            data = {"position": place, "personalShoppers": available}
            publisher.publish_to(participant_id, message_json("queue.position", data, now=now))


def _customers_in_queue(installation_id: uuid.UUID) -> list[uuid.UUID | None]:
    """The customers' participants in the queue's order; None who has not come in yet."""
    places = list(queue(installation_id).values_list("pk", flat=True))
    seats = dict(
        Event.objects.of(installation_id)
        .filter(IN_QUEUE, participants__role=ParticipantRole.CUSTOMER)
        .values_list("pk", "participants__pk")
    )
    return [seats.get(place) for place in places]
