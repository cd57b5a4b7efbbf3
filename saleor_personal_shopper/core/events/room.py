"""The room's messages: numbered, kept in PostgreSQL, published after commit, replayed on demand."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from .. import ports
from ..installations.selectors import shop_settings
from ..installations.shop_name import shop_name_at_hand
from ..shoppers.selectors import available_personal_shoppers
from .addresses import ice_servers, transcript_url
from .links import links_of
from .models import ChatMessage, Event, Participant, Publication, RoomMessage, ShownProduct
from .selectors import queue_position
from .serialize import (
    Json,
    chat_json,
    event_json,
    initials_of,
    message_json,
    participant_json,
    publication_json,
    shown_json,
)

CLOSE_REPLACED = 4409
"""Close code: the participant came in by a newer socket; do not come back by yourself."""
CLOSE_RIGHTS_LOST = 4403
"""Close code: what let you in counts no longer."""
REPLAY_LIMIT = 500
"""A longer gap is not replayed; the whole state is shorter."""
CHAT_LIMIT = 200
SHOWN_LIMIT = 100

WelcomePart = Callable[[Event, Participant, datetime], Json]
_welcome_parts: list[WelcomePart] = []


def register_welcome_part(part: WelcomePart) -> None:
    """Have `part`'s answer merged into every welcome; call it in AppConfig.ready."""
    if part not in _welcome_parts:
        _welcome_parts.append(part)


def post(*, event: Event, type: str, data: Json, now: datetime) -> RoomMessage:
    """Keep a message that changes the room's state, and send it after commit.

    The update of the event's row orders messages: its lock is held until the commit, so no
    number becomes visible before a lower one. Publishing may fail: sockets replay what they miss.
    """
    with transaction.atomic(savepoint=False):
        mine = Event.objects.of(event.installation_id).filter(pk=event.pk)
        mine.update(last_seq=F("last_seq") + 1)
        message = RoomMessage.objects.create(
            installation_id=event.installation_id,
            event=event,
            seq=mine.values_list("last_seq", flat=True).get(),
            type=type,
            data=data,
            at=now,
        )
        sent = message_json(type, data, now=now, seq=message.seq)
        transaction.on_commit(lambda: ports.room_publisher().publish(event.pk, sent), robust=True)
    return message


def post_ephemeral(*, event_id: uuid.UUID, type: str, data: Json, now: datetime) -> None:
    """Send what nobody will miss: typing, levels, pointers."""
    ports.room_publisher().publish(event_id, message_json(type, data, now=now))


def replay(event: Event, since: int) -> list[Json] | None:
    """The messages after number `since`, oldest first.

    None when there are too many or the number is not of this room: then welcome anew.
    """
    last = Event.objects.of(event.installation_id).values_list("last_seq", flat=True)
    if not 0 <= last.get(pk=event.pk) - since <= REPLAY_LIMIT:
        return None
    found = RoomMessage.objects.of(event.installation_id).filter(event=event, seq__gt=since)
    return [
        message_json(one.type, one.data, now=one.at, seq=one.seq) for one in found.order_by("seq")
    ]


def welcome(event: Event, participant: Participant, *, now: datetime) -> Json:
    """The whole state of the room for one participant.

    The sequence number is read first: what happens while the rest is read comes again as a
    message, and is the same twice.
    """
    fresh = Event.objects.of(event.installation_id).select_related(
        "personal_shopper", "installation"
    )
    event = fresh.get(pk=event.pk)
    data: Json = {"seq": event.last_seq, "event": event_json(event), "you": _you(participant)}
    data |= _people(event) | _talk(event) | _waiting(event, now) | _shop(event)
    data["iceServers"] = ice_servers(participant.pk, now)
    for part in _welcome_parts:
        data |= part(event, participant, now)
    return message_json("welcome", data, now=now)


def _you(participant: Participant) -> Json:
    return {**participant_json(participant), "capabilities": list(participant.capabilities)}


def _people(event: Event) -> Json:
    present = Participant.objects.of(event.installation_id).filter(event=event, left_at=None)
    publications = Publication.objects.of(event.installation_id).filter(event=event, ended_at=None)
    return {
        "participants": [participant_json(one) for one in present.order_by("joined_at", "pk")],
        "publications": [
            publication_json(one)
            for one in publications.select_related("participant").order_by("created_at", "pk")
        ],
    }


def _talk(event: Event) -> Json:
    chat = ChatMessage.objects.of(event.installation_id).filter(event=event)
    shown = ShownProduct.objects.of(event.installation_id).filter(event=event)
    return {
        "chat": [chat_json(one) for one in _newest(chat.order_by("-sent_at", "-pk"), CHAT_LIMIT)],
        "shown": [
            shown_json(one) for one in _newest(shown.order_by("-shown_at", "-pk"), SHOWN_LIMIT)
        ],
        "transcriptUrl": transcript_url(event.pk),
    }


def _newest(rows: QuerySet[Any], limit: int) -> list[Any]:
    """The newest rows, oldest of them first."""
    return list(rows.select_related("participant")[:limit])[::-1]


def _waiting(event: Event, now: datetime) -> Json:
    available = available_personal_shoppers(event.installation, now=now).count()
    position = queue_position(event)
    queue = position and {"position": position, "personalShoppers": available}
    return {"queue": queue, "personalShoppers": available}


def _shop(event: Event) -> Json:
    settings = shop_settings(event.installation)
    return {
        "guestUrl": links_of(event).guest_url,
        "participantLimit": settings.participant_limit,
        "initials": initials_of(shop_name_at_hand(settings)),
    }
