"""Takes back publications whose media ended by itself.

Each web process listens to every media node from its first socket or publication on. Several may
hear of the same change: what they do is harmless the second time. What happened while nobody
listened is found by comparing rooms.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Iterable
from typing import Any, cast

from django.utils import timezone

from ..core import ports
from ..core.events.models import ConnectionQuality, Publication
from ..core.events.room import post_ephemeral
from ..core.events.services import note_connection, remove_publication
from ..core.global_ids import GlobalType, to_global_id
from .media_control import Change, EventSlots, MediaControl, MediaRefused, MediaUnavailable
from .threads import in_thread

PAUSE_SECONDS = 5.0
AGAIN_SECONDS = 0.2
LOOK_SECONDS = 1.0
log = logging.getLogger(__name__)
_listener: asyncio.Task[None] | None = None


def media_control() -> MediaControl:
    """The media worker, with what only doors need."""
    return cast(MediaControl, ports.media_server())


def ensure_listening() -> None:
    """Listen from now on, for as long as this process lives."""
    global _listener  # noqa: PLW0603 - one listener a process
    loop = asyncio.get_running_loop()
    if _listener is None or _listener.done() or _listener.get_loop() is not loop:
        _listener = loop.create_task(_run_listener())


async def _run_listener() -> None:
    """One listener a node; what a node that is there no more had is taken back."""
    listening: dict[str, asyncio.Task[None]] = {}
    is_lost = False
    while True:
        try:
            nodes = set(await media_control().nodes())
            for node in nodes - listening.keys():
                listening[node] = asyncio.create_task(_listen_to(node))
            for node in listening.keys() - nodes:
                listening.pop(node).cancel()
                is_lost = True
            if is_lost:
                await remove_lost(await in_thread(_open_publications))
                is_lost = False
        except (MediaUnavailable, MediaRefused):
            log.warning("Media of a lost node is not taken back yet")
        except Exception:  # the listener must outlive a database restart
            log.exception("Listening to media nodes failed")
        await asyncio.sleep(LOOK_SECONDS)


async def _listen_to(node: str) -> None:
    worker, last, pause = "", 0, PAUSE_SECONDS
    while True:
        try:
            if not worker:
                await remove_lost(await in_thread(_open_publications))
            changes = await media_control().changes(node, last)
            if worker and (changes.missed or changes.worker != worker):
                await remove_lost(await in_thread(_open_publications))
            # An answer that breaks off may be the node's death: the next try finds that out.
            worker, last, pause = changes.worker, changes.last, AGAIN_SECONDS
            await in_thread(apply_changes, changes.changes)
        except (MediaUnavailable, MediaRefused):
            await asyncio.sleep(pause)
            pause = PAUSE_SECONDS
        except Exception:  # as above
            log.exception("Listening to the media node %s failed", node)
            await asyncio.sleep(PAUSE_SECONDS)


async def remove_lost(publications: Iterable[Publication]) -> None:
    """Take back the publications that the media worker does not know (any more)."""
    rooms: dict[uuid.UUID, dict[str, str]] = {}
    for publication in publications:
        if publication.event_id not in rooms:
            rooms[publication.event_id] = await media_control().sessions(publication.event_id)
        if publication.media_session not in rooms[publication.event_id]:
            await in_thread(remove_publication, publication=publication, now=timezone.now())


def apply_changes(changes: Iterable[Change]) -> None:
    """Take back what is gone; tell rooms who is connected how well, who speaks, who is where."""
    known = list(changes)
    gone = {change.session for change in known if change.kind == "gone"}
    found = Publication.objects.across_installations().filter(media_session__in=gone, ended_at=None)
    for publication in found:
        remove_publication(publication=publication, now=timezone.now())
    latest = {(one.event, one.participant): one for one in known if one.kind == "quality"}
    for change in latest.values():
        _tell_quality(change)
    speakers = {one.event: one.participant for one in known if one.kind == "speaker"}
    for event, participant in speakers.items():
        _tell_speaker(event, participant)
    slots = {one.session: one for one in known if one.kind == "slots"}
    for change in slots.values():
        _tell_slots(change)


def slots_data(participant_id: uuid.UUID, slots: EventSlots) -> dict[str, Any]:
    """The data of `media.slots`."""
    return {
        "participant": to_global_id(GlobalType.PARTICIPANT, participant_id),
        "session": slots.session,
        "slots": [
            None if one is None else to_global_id(GlobalType.PUBLICATION, uuid.UUID(one))
            for one in slots.publications
        ],
    }


def _tell_quality(change: Change) -> None:
    """To the room, and for the event's page. Several processes may tell the same: it is a state,
    not a step."""
    figures = change.quality or {}
    note_connection(
        event_id=uuid.UUID(change.event),
        participant_id=uuid.UUID(change.participant),
        quality=ConnectionQuality(str(figures["word"]).upper()),
        is_paused=bool(figures["paused"]),
    )
    post_ephemeral(
        event_id=uuid.UUID(change.event),
        type="media.quality",
        data={
            "participant": to_global_id(GlobalType.PARTICIPANT, uuid.UUID(change.participant)),
            "quality": str(figures["word"]).upper(),
            "loss": figures["loss"],
            "roundTrip": _milliseconds(figures["round_trip"]),
            "jitter": _milliseconds(figures["jitter"]),
            "bitrateUp": figures["bitrate_up"],
            "bitrateDown": figures["bitrate_down"],
            "paused": [
                to_global_id(GlobalType.PUBLICATION, uuid.UUID(one)) for one in figures["paused"]
            ],
        },
        now=timezone.now(),
    )


def _tell_speaker(event: str, participant: str) -> None:
    speaker = to_global_id(GlobalType.PARTICIPANT, uuid.UUID(participant)) if participant else None
    post_ephemeral(
        event_id=uuid.UUID(event),
        type="media.speaker",
        data={"participant": speaker},
        now=timezone.now(),
    )


def _tell_slots(change: Change) -> None:
    post_ephemeral(
        event_id=uuid.UUID(change.event),
        type="media.slots",
        data=slots_data(
            uuid.UUID(change.participant), EventSlots(change.session, change.slots or ())
        ),
        now=timezone.now(),
    )


def _milliseconds(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)


def _open_publications() -> list[Publication]:
    return list(Publication.objects.across_installations().filter(ended_at=None))
