"""What both sockets share: limits, a bounded queue to the client, and tasks that end with it."""

from __future__ import annotations

import asyncio
import json
import logging
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, ClassVar
from urllib.parse import parse_qs

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ..core.database import AWAY
from ..core.errors import DomainError
from ..core.events.room import CLOSE_REPLACED, CLOSE_RIGHTS_LOST
from ..core.events.serialize import message_json
from ..core.events.tokens import InvalidToken
from ..core.expendable import LOST, ExpendableLost
from ..core.saleor_data import SaleorUnavailable
from .frames import MAX_FRAME, BadFrame, ClientMessage, parse_frame
from .languages import language_of
from .messages import ServerMessage
from .origins import is_own_origin
from .pulse import pulse
from .rate_limit import TokenBucket

CLOSE_DONE = 1000
CLOSE_TOO_LARGE = 1009
CLOSE_TRY_AGAIN = 1013
CLOSE_BAD_TICKET = 4401
CLOSE_NOT_FOUND = 4404
QUEUE_LIMIT = 256
"""Messages waiting for a slow reader; one more and he is told to come again later."""
CLOSE_SECONDS = 5
"""How long a reader who does not read may hold up his own farewell."""

Action = Callable[[Any, Mapping[str, Any]], Awaitable[None]]
log = logging.getLogger(__name__)


class RightsLost(Exception):
    """What let the socket in counts no longer."""

    close_code = CLOSE_RIGHTS_LOST


class SeatMoved(RightsLost):
    """Whoever sat here goes on with the call on another device."""

    close_code = CLOSE_REPLACED


class Socket(AsyncWebsocketConsumer):
    """A WebSocket that a one-use ticket opens. Subclasses say what it is for."""

    client_types: ClassVar[Mapping[str, type]]
    actions: ClassVar[Mapping[str, Action]]
    tick_seconds: ClassVar[float] = 15.0

    async def enter(self, ticket: str) -> None:
        """Redeem the ticket, join groups, say what comes first.

        Raises InvalidToken, RightsLost, or DomainError where there is nothing to enter.
        """
        raise NotImplementedError

    async def tick(self) -> None:
        """Called every `tick_seconds`; raises RightsLost to end the socket."""
        raise NotImplementedError

    def place(self) -> tuple[uuid.UUID, int] | None:
        """See `pulse.Follower`."""
        return None

    async def catch_up(self) -> None:
        """Messages may have been lost: say what the client may have missed."""
        raise NotImplementedError

    async def left(self) -> None:
        """Called once when the socket is gone, however it went and however far it came."""
        raise NotImplementedError

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self._joined: list[str] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(QUEUE_LIMIT)
        self._bucket = TokenBucket(now=time.monotonic())
        self._is_warned = self._is_closed = self._has_entered = False
        self._is_accepted = self._is_aborted = False
        self._life = asyncio.ensure_future(super().__call__(scope, receive, send))
        try:
            await self._life
        except asyncio.CancelledError:
            self._life.cancel()
            if not self._is_aborted:
                raise
        except LOST as error:
            log.warning("A socket was turned away, Redis was not there: %s", type(error).__name__)
            await self._turn_away(send)
        finally:
            await self._clean_up()

    async def websocket_connect(self, message: Any) -> None:
        """Refuse foreign pages with HTTP 403; answer a bad ticket by a close code."""
        if not is_own_origin(self.scope["headers"]):
            await self.close()
            raise StopConsumer
        translation.activate(language_of(self.scope["headers"]))
        await self.accept()
        self._is_accepted = True
        self._start(self._run_sender())
        code = await self._enter()
        if code is None:
            self._has_entered = True
            self._start(self._run_clock())
            pulse().follow(self)
        else:
            self.end(code)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if text_data is None or len(text_data.encode()) > MAX_FRAME:
            self.end(CLOSE_TOO_LARGE)
        elif not self._has_entered or self._is_closed:
            return
        elif self._bucket.take(now=time.monotonic()):
            self._is_warned = False
            await self._handle(text_data)
        elif not self._is_warned:
            self._is_warned = True
            self.say_error(None, "RATE_LIMITED", _("You send too much at once. Slow down."))

    async def socket_close(self, event: Mapping[str, Any]) -> None:
        """From the publisher: somebody ends this socket."""
        self.end(event["code"])

    async def join(self, *groups: str) -> None:
        """Hear what is sent to these groups."""
        for group in groups:
            await self.channel_layer.group_add(group, self.channel_name)
            self._joined.append(group)

    def say(self, message: ServerMessage | dict[str, Any]) -> None:
        """Queue a message; a reader too slow to empty the queue is closed with 1013."""
        if self._is_closed:
            return
        try:
            self._queue.put_nowait(dict(message))
        except asyncio.QueueFull:
            self._is_closed = True
            self._start(self._close(CLOSE_TRY_AGAIN))

    def say_error(self, id: str | None, code: str, message: str) -> None:
        """Answer a client's message by a refusal."""
        data = {"id": id, "code": code, "message": message}
        self.say(message_json("error", data, now=timezone.now()))

    def end(self, code: int) -> None:
        """Say farewell with a close code, after what is queued."""
        if not self._is_closed:
            self._is_closed = True
            self._start(self._say_farewell(code))

    async def _enter(self) -> int | None:
        """None, or the code to close with."""
        try:
            await self.enter(self.parameter("ticket"))
        except InvalidToken:
            return CLOSE_BAD_TICKET
        except RightsLost as lost:
            return lost.close_code
        except DomainError:
            return CLOSE_NOT_FOUND
        except (SaleorUnavailable, ExpendableLost, *LOST, *AWAY):
            return CLOSE_TRY_AGAIN
        return None

    def parameter(self, name: str) -> str:
        """A parameter of the socket's address; empty where there is none."""
        found = parse_qs(self.scope["query_string"].decode("latin-1")).get(name, [""])
        return found[0]

    async def _handle(self, text: str) -> None:
        try:
            message = parse_frame(text, self.client_types)
        except BadFrame as bad:
            self.say_error(bad.id, "INVALID", bad.message)
            return
        await self._act(message)

    async def _act(self, message: ClientMessage) -> None:
        """Do what the message asks; `ack` when it is done, `error` when it is refused."""
        try:
            await self.actions[message.type](self, message.data)
        except DomainError as refusal:
            self.say_error(message.id, str(refusal.code), refusal.message)
        except RightsLost as lost:
            self.end(lost.close_code)
        except SaleorUnavailable:
            text = _("The shop does not answer at the moment. Try again shortly.")
            self.say_error(message.id, "SHOP_UNREACHABLE", text)
        except AWAY:
            text = _("We are out of order for a moment. Nothing was changed: try again shortly.")
            self.say_error(message.id, "UNAVAILABLE", text)
        except Exception:  # a bug in one action must not end the call
            log.exception("Socket action %s failed", message.type)
            text = _("Something went wrong on our side. Try again.")
            self.say_error(message.id, "INTERNAL_ERROR", text)
        else:
            self.say(message_json("ack", {"id": message.id}, now=timezone.now()))

    def _start(self, work: Any) -> None:
        self._tasks.append(asyncio.create_task(work))

    async def _run_sender(self) -> None:
        while True:
            message = await self._queue.get()
            try:
                await self.send(text_data=json.dumps(message))
            finally:
                self._queue.task_done()

    async def _run_clock(self) -> None:
        while True:
            await asyncio.sleep(self.tick_seconds)
            try:
                await self.tick()
            except RightsLost as lost:
                self.end(lost.close_code)
            except Exception:  # the next tick tries again
                log.exception("Socket tick failed")

    async def _say_farewell(self, code: int) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._queue.join(), CLOSE_SECONDS)
        await self._close(code)

    async def _close(self, code: int) -> None:
        """Close; whoever does not take even that is cut off."""
        try:
            await asyncio.wait_for(self.close(code), CLOSE_SECONDS)
        except TimeoutError:
            self._is_aborted = True
            self._life.cancel()

    async def _turn_away(self, send: Any) -> None:
        """Say by the close code to come again; a code needs an accepted socket."""
        if not self._is_accepted:
            await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": CLOSE_TRY_AGAIN})

    async def _clean_up(self) -> None:
        await pulse().forget(self)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with suppress(*LOST):
            for group in self._joined:
                await self.channel_layer.group_discard(group, self.channel_name)
        await self.left()
