"""The other end of the media nodes' private control API (`media/control.py`)."""

from __future__ import annotations

import asyncio
import logging
import uuid
from typing import Any

import httpx
from django.conf import settings

from .media_control import (
    Change,
    Changes,
    EventSlots,
    MediaRefused,
    MediaUnavailable,
    OpenedSession,
    WorkerLoad,
)
from .media_nodes import NoNode, media_nodes
from .threads import in_thread

TIMEOUT = httpx.Timeout(5.0, connect=2.0)
POLL_TIMEOUT = httpx.Timeout(40.0, connect=2.0)
"""The worker answers a poll after 25 seconds at the latest."""
log = logging.getLogger(__name__)


class NobodyThere(MediaUnavailable):
    """The node does not even take a connection."""


class MediaControlClient:
    """MediaControl over HTTP, by the node that has the event's room and MEDIA_SECRET."""

    async def publish(
        self,
        *,
        event_id: uuid.UUID,
        publication_id: uuid.UUID,
        participant_id: uuid.UUID,
        source: str,
        offer: str,
    ) -> OpenedSession:
        body = {
            "publication": str(publication_id),
            "participant": str(participant_id),
            "source": source,
            "offer": offer,
        }
        answer = await _ask_room(event_id, "POST", "/publications", body)
        return OpenedSession(answer["session"], answer["answer"])

    async def subscribe(
        self,
        *,
        event_id: uuid.UUID,
        publication_id: uuid.UUID,
        participant_id: uuid.UUID,
        offer: str,
    ) -> OpenedSession:
        body = {
            "subscription": str(uuid.uuid4()),
            "publication": str(publication_id),
            "participant": str(participant_id),
            "offer": offer,
        }
        answer = await _ask_room(event_id, "POST", "/subscriptions", body)
        return OpenedSession(answer["session"], answer["answer"])

    async def subscribe_event(
        self, *, event_id: uuid.UUID, participant_id: uuid.UUID, offer: str
    ) -> OpenedSession:
        body = {
            "subscription": str(uuid.uuid4()),
            "participant": str(participant_id),
            "offer": offer,
        }
        answer = await _ask_room(event_id, "POST", "/event-subscriptions", body)
        return OpenedSession(answer["session"], answer["answer"])

    async def try_out(self, *, event_id: uuid.UUID, offer: str) -> str:
        tried = await _ask_room(event_id, "POST", "/trials", {"offer": offer})
        return str(tried["answer"])

    async def restart_ice(
        self, *, event_id: uuid.UUID, session: str, fragment: str, if_match: str
    ) -> str | None:
        body = {"fragment": fragment, "if_match": if_match}
        answer = await _ask_room(event_id, "PATCH", f"/sessions/{session}", body)
        return answer.get("fragment")

    async def close_session(self, *, event_id: uuid.UUID, session: str) -> None:
        await _ask_room(event_id, "DELETE", f"/sessions/{session}")

    async def show_large(
        self, *, event_id: uuid.UUID, participant_id: uuid.UUID, publication_id: uuid.UUID
    ) -> None:
        body = {"publication": str(publication_id)}
        await _ask_room(event_id, "PUT", f"/participants/{participant_id}/large", body)

    async def sessions(self, event_id: uuid.UUID) -> dict[str, str]:
        room = await _ask_room(event_id, "GET")
        return {one["session"]: one["participant"] for one in room["sessions"]}

    async def slots(self, *, event_id: uuid.UUID, participant_id: uuid.UUID) -> EventSlots | None:
        room = await _ask_room(event_id, "GET")
        for one in room["sessions"]:
            if one["participant"] == str(participant_id) and one.get("slots") is not None:
                return EventSlots(one["session"], tuple(one["slots"]))
        return None

    async def workers(self) -> list[WorkerLoad]:
        nodes = await self.nodes()
        told = await asyncio.gather(*(_ask(node, "GET", "/stats") for node in nodes))
        known = [worker for node in told for worker in node["workers"]]
        return [{name: one[name] for name in one if name != "worker"} for one in known]

    async def nodes(self) -> list[str]:
        return await in_thread(media_nodes().addresses)

    async def changes(self, node: str, after: int) -> Changes:
        try:
            answer = await _ask(node, "GET", f"/changes?after={after}", limits=POLL_TIMEOUT)
        except NobodyThere:
            await in_thread(media_nodes().forget, node)
            raise
        changes = tuple(_read_change(one) for one in answer["changes"])
        return Changes(answer["worker"], answer["last"], answer["missed"], changes)

    def close_participant(self, event_id: uuid.UUID, participant_id: uuid.UUID) -> None:
        """End all media of a participant. Never fails: silent media ends by itself."""
        _close(event_id, f"/participants/{participant_id}")

    def close_room(self, event_id: uuid.UUID) -> None:
        """End all media of an event. Never fails: silent media ends by itself."""
        _close(event_id)


def _options(control: str) -> dict[str, Any]:
    """Where a node listens: host:port, or the path of a Unix socket."""
    is_path = "/" in control
    return {
        "base_url": "http://media" if is_path else f"http://{control}",
        "headers": {"Authorization": f"Bearer {settings.MEDIA_SECRET}"},
        "uds": control if is_path else None,
    }


async def _ask_room(
    event_id: uuid.UUID, method: str, path: str = "", body: dict[str, str] | None = None
) -> dict[str, Any]:
    """Ask the node that has the room; when that is dead, the one that has it from now on."""
    path = f"/rooms/{event_id}{path}"
    node = await _place(event_id)
    try:
        return await _ask(node, method, path, body)
    except NobodyThere:
        await in_thread(media_nodes().forget, node)
        if (other := await _place(event_id)) == node:
            raise
        return await _ask(other, method, path, body)


async def _place(event_id: uuid.UUID) -> str:
    try:
        return await in_thread(media_nodes().place, event_id)
    except NoNode as error:
        raise MediaUnavailable("Every media node has enough to do.") from error


async def _ask(
    node: str,
    method: str,
    path: str,
    body: dict[str, str] | None = None,
    limits: httpx.Timeout = TIMEOUT,
) -> dict[str, Any]:
    options = _options(node)
    transport = httpx.AsyncHTTPTransport(uds=options.pop("uds"), verify=False)
    try:
        async with httpx.AsyncClient(transport=transport, timeout=limits, **options) as client:
            return _read(await client.request(method, path, json=body))
    except httpx.ConnectError as error:
        raise NobodyThere(str(error)) from error
    except httpx.TransportError as error:
        raise MediaUnavailable(str(error)) from error


def _read(response: httpx.Response) -> dict[str, Any]:
    if response.is_success:
        answer: dict[str, Any] = response.json() if response.content else {}
        return answer
    if response.status_code in {400, 404, 412, 422}:
        error = response.json()["error"]
        raise MediaRefused(response.status_code, error["code"], error["message"])
    raise MediaUnavailable(f"The media worker answered {response.status_code}.")


def _read_change(told: dict[str, Any]) -> Change:
    slots = told.get("slots")
    return Change(
        told["event"],
        told["session"],
        told["participant"],
        told["kind"],
        told.get("quality"),
        None if slots is None else tuple(slots),
    )


def _close(event_id: uuid.UUID, path: str = "") -> None:
    try:
        options = _options(media_nodes().place(event_id))
    except NoNode:
        return
    transport = httpx.HTTPTransport(uds=options.pop("uds"), verify=False)
    try:
        with httpx.Client(transport=transport, timeout=TIMEOUT, **options) as client:
            client.delete(f"/rooms/{event_id}{path}")
    except httpx.TransportError as error:
        log.warning("The media worker was not told to close: %s", type(error).__name__)
