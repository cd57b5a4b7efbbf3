"""The room's WebSocket: what happens in an event, as it happens, and again after a gap."""

from __future__ import annotations

import asyncio
import contextlib
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.utils import timezone

from ..config.logging import note_ids
from ..core.events import services
from ..core.events.capabilities import Capability, require
from ..core.events.errors import not_found
from ..core.events.models import Participant
from ..core.events.room import CLOSE_REPLACED, post_ephemeral, replay, welcome
from ..core.events.selectors import sent_in
from ..core.events.serialize import message_json
from ..core.events.tokens import ACCESS_TOKEN_LIFETIME, issue_access_token, redeem_ticket
from ..core.global_ids import GlobalType, to_global_id, uuid_from_global_id
from .groups import participant_group, room_group
from .media_changes import ensure_listening, media_control, slots_data
from .media_control import MediaRefused, MediaUnavailable
from .messages import ROOM_CLIENT_TYPES
from .rights import check_seat, is_newest_socket
from .socket import Action, Socket
from .threads import in_slow_thread, in_thread

RENEW_AFTER = timedelta(minutes=10)


class RoomSocket(Socket):
    """One participant's socket.

    Numbered messages are sent in order and without a gap: one that arrives too early, or is
    found missing at a tick, has the gap read from PostgreSQL, since Redis may lose any.
    """

    client_types = ROOM_CLIENT_TYPES
    participant: Participant
    _is_seated = False
    _has_heard_slots = False

    async def enter(self, ticket: str) -> None:
        now = timezone.now()
        self._last_seq = 0
        self._delivery = asyncio.Lock()
        self.participant = await in_thread(redeem_ticket, ticket, now)
        if str(self.participant.event_id) != self.scope["url_route"]["kwargs"]["event_id"]:
            raise not_found()
        note_ids(installation=self.participant.installation_id, event=self.participant.event_id)
        await in_thread(
            services.socket_connected,
            participant=self.participant,
            socket_id=self.channel_name,
            now=now,
        )
        self._is_seated = True
        await self.join(
            room_group(self.participant.event_id), participant_group(self.participant.pk)
        )
        async with self._delivery:
            await self._catch_up(_number(self.parameter("since")))
        await self._renew_token(now)
        ensure_listening()
        if await in_thread(sent_in(self.participant.event).exists):
            self._start(self._tell_slots())

    def place(self) -> tuple[uuid.UUID, int]:
        return self.participant.event_id, self._last_seq

    async def catch_up(self) -> None:
        async with self._delivery:
            await self._catch_up(self._last_seq)

    async def tick(self) -> None:
        now = timezone.now()
        await in_slow_thread(check_seat, self.participant, now)
        await self._touch({})
        await self.catch_up()
        if now >= self._renew_at:
            await self._renew_token(now)

    async def left(self) -> None:
        if self._is_seated:
            await in_thread(
                services.socket_disconnected,
                participant=self.participant,
                socket_id=self.channel_name,
                now=timezone.now(),
            )

    async def room_message(self, event: Mapping[str, Any]) -> None:
        """From the publisher: a message for the room or for this participant."""
        message = event["message"]
        if "seq" not in message:
            self._note_slots(message)
            self.say(message)
            return
        async with self._delivery:
            if message["seq"] == self._last_seq + 1:
                self._say_numbered(message)
            elif message["seq"] > self._last_seq:
                await self._catch_up(self._last_seq)

    async def socket_close(self, event: Mapping[str, Any]) -> None:
        """From the publisher. The newest socket is not meant when an older one is replaced."""
        if event["code"] == CLOSE_REPLACED and await in_thread(
            is_newest_socket, self.participant, self.channel_name
        ):
            return
        self.end(event["code"])

    async def _catch_up(self, since: int | None) -> None:
        """Say what came after `since`, or everything where that is not known or too much."""
        event = self.participant.event
        missed = None if since is None else await in_thread(replay, event, since)
        if missed is None:
            state = await in_thread(welcome, event, self.participant, now=timezone.now())
            self._last_seq = state["data"]["seq"]
            self.say(state)
            return
        self._last_seq = since or 0
        for message in missed:
            self._say_numbered(message)

    def _say_numbered(self, message: dict[str, Any]) -> None:
        self._last_seq = message["seq"]
        self.say(message)

    async def _renew_token(self, now: datetime) -> None:
        self._renew_at = now + RENEW_AFTER
        data = {
            "accessToken": issue_access_token(self.participant, now),
            "expiresAt": (now + ACCESS_TOKEN_LIFETIME).isoformat(),
        }
        self.say(message_json("token", data, now=now))

    async def _tell_slots(self) -> None:
        """Who is where on the participant's connection, unless that was told meanwhile."""
        with contextlib.suppress(MediaUnavailable, MediaRefused):
            slots = await media_control().slots(
                event_id=self.participant.event_id, participant_id=self.participant.pk
            )
            if slots is not None and not self._has_heard_slots:
                data = slots_data(self.participant.pk, slots)
                self.say(message_json("media.slots", data, now=timezone.now()))

    def _note_slots(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "media.slots":
            mine = to_global_id(GlobalType.PARTICIPANT, self.participant.pk)
            self._has_heard_slots |= message["data"]["participant"] == mine

    async def _send_chat(self, data: Mapping[str, Any]) -> None:
        await in_thread(
            services.send_chat_message,
            participant=self.participant,
            text=data["text"],
            key=data.get("key", ""),
            now=timezone.now(),
        )

    async def _send_typing(self, data: Mapping[str, Any]) -> None:
        require(self.participant, Capability.CHAT)
        participant = to_global_id(GlobalType.PARTICIPANT, self.participant.pk)
        await in_thread(
            post_ephemeral,
            event_id=self.participant.event_id,
            type="chat.typing",
            data={"participant": participant, "typing": data["typing"]},
            now=timezone.now(),
        )

    async def _update_media(self, data: Mapping[str, Any]) -> None:
        await in_thread(
            services.update_media,
            participant=self.participant,
            microphone=data["microphone"],
            camera=data["camera"],
            now=timezone.now(),
        )

    async def _view_media(self, data: Mapping[str, Any]) -> None:
        """A wish: pictures come without it, too."""
        publication_id = uuid_from_global_id(GlobalType.PUBLICATION, data["large"])
        if publication_id is None:
            raise not_found()
        with contextlib.suppress(MediaUnavailable, MediaRefused):
            await media_control().show_large(
                event_id=self.participant.event_id,
                participant_id=self.participant.pk,
                publication_id=publication_id,
            )

    async def _leave(self, data: Mapping[str, Any]) -> None:
        await in_thread(services.leave_event, participant=self.participant, now=timezone.now())

    async def _touch(self, data: Mapping[str, Any]) -> None:
        await in_thread(
            services.touch_participant,
            participant=self.participant,
            socket_id=self.channel_name,
            now=timezone.now(),
        )

    actions: ClassVar[Mapping[str, Action]] = {
        "chat.send": _send_chat,
        "chat.typing": _send_typing,
        "media.update": _update_media,
        "media.view": _view_media,
        "leave": _leave,
        "ping": _touch,
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
