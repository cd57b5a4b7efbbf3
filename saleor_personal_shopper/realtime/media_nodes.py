"""Which media node has which call: decided once, by what the nodes carry, and again when one dies.

Nodes tell Redis that they are there (`media/registry.py`). Where none does, there is the one of
MEDIA_CONTROL. While Redis is away the nodes that were known last are taken for granted.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import time
import uuid
from collections import OrderedDict
from typing import Any

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError

from ..media.registry import NODES, NodeState, key_of

LOOK_SECONDS = 0.5
REDIS_SECONDS = 1.0
ROOM_SECONDS = 2 * 86_400
MOST_REMEMBERED = 10_000
# Give a room to a node, unless another one than the dead has it: what holds it afterwards.
PLACE = """
local held = redis.call('GET', KEYS[1])
if held and held ~= ARGV[1] then return held end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return ARGV[2]
"""
LOST = (RedisError, OSError)
log = logging.getLogger(__name__)


class NoNode(Exception):
    """Every node has enough to do."""


class MediaNodes:
    """What one process knows of the nodes. Its methods ask Redis, so call them in a thread."""

    def __init__(self, redis: Redis) -> None:
        self._redis: Any = redis
        self._known: dict[str, NodeState] = {}
        self._looked_at = float("-inf")
        self._remembered: OrderedDict[str, str] = OrderedDict()

    def addresses(self) -> list[str]:
        """Where the control APIs of all nodes are that live."""
        return list(self._alive()) or [settings.MEDIA_CONTROL]

    def states(self) -> list[NodeState]:
        """What the nodes told last; nothing where there is only that of MEDIA_CONTROL."""
        return list(self._alive().values())

    def place(self, event_id: uuid.UUID) -> str:
        """The node that has the event's room, from now on if none had. Raises NoNode."""
        alive = self._alive()
        if not alive:
            return str(settings.MEDIA_CONTROL)
        try:
            address = self._held(event_id, alive) or self._give(event_id, alive)
        except LOST:
            return self._guess(event_id, alive)
        self._remember(str(event_id), address)
        return address

    def forget(self, address: str) -> None:
        """Nobody answers there. Where somebody does, he will say so within a second."""
        self._known.pop(address, None)
        try:
            self._redis.delete(key_of(address))
        except LOST:
            log.warning("A dead media node stays on the list until Redis is back")

    def _alive(self) -> dict[str, NodeState]:
        if time.monotonic() - self._looked_at >= LOOK_SECONDS:
            try:
                self._known = self._read()
            except LOST as error:
                log.warning("Media nodes cannot be looked up: %s", type(error).__name__)
            self._looked_at = time.monotonic()
        return self._known

    def _read(self) -> dict[str, NodeState]:
        addresses = sorted(one.decode() for one in self._redis.smembers(NODES))
        told = self._redis.mget([key_of(one) for one in addresses]) if addresses else []
        expired = [one for one, state in zip(addresses, told, strict=True) if state is None]
        if expired:
            self._redis.srem(NODES, *expired)
        states = [NodeState.from_json(state) for state in told if state is not None]
        return {state.address: state for state in states}

    def _held(self, event_id: uuid.UUID, alive: dict[str, NodeState]) -> str:
        held = self._redis.get(_room(event_id))
        return held.decode() if held is not None and held.decode() in alive else ""

    def _give(self, event_id: uuid.UUID, alive: dict[str, NodeState]) -> str:
        able = [state for state in alive.values() if state.takes_calls]
        if not able:
            raise NoNode
        # Between two looks calls are spread by chance, so that not all go to the same.
        best = min(able, key=lambda state: (state.peers, _draw(event_id, state.address)))
        before = self._redis.get(_room(event_id)) or b""
        if before.decode() in alive:  # somebody was faster
            return str(before.decode())
        given = self._redis.eval(PLACE, 1, _room(event_id), before, best.address, ROOM_SECONDS)
        return str(given.decode())

    def _guess(self, event_id: uuid.UUID, alive: dict[str, NodeState]) -> str:
        """Where it was; else the same for all processes, which know the same nodes."""
        remembered = self._remembered.get(str(event_id))
        if remembered in alive:
            return str(remembered)
        return min(alive, key=lambda address: _draw(event_id, address))

    def _remember(self, event: str, address: str) -> None:
        self._remembered[event] = address
        self._remembered.move_to_end(event)
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)


@functools.cache
def media_nodes() -> MediaNodes:
    """Those of this process."""
    limits = {"socket_timeout": REDIS_SECONDS, "socket_connect_timeout": REDIS_SECONDS}
    return MediaNodes(Redis.from_url(settings.REDIS_URL, **limits))


def _room(event_id: uuid.UUID) -> str:
    return f"personal-shopper:media-room:{event_id}"


def _draw(event_id: uuid.UUID, address: str) -> bytes:
    return hashlib.sha256(f"{event_id} {address}".encode()).digest()
