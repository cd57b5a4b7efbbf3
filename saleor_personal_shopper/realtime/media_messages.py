"""The room's messages about media; `messages.py` says what is common to all."""

from __future__ import annotations

from typing import Literal, TypedDict

from .shapes import Id


class MediaMuted(TypedDict):
    """`media.muted`: what a participant has on; numbered, since it is state."""

    participant: Id
    microphone: bool
    camera: bool


class MediaQuality(TypedDict):
    """`media.quality`, not numbered: how well a participant is connected, whenever that changes.

    SILENT: nothing of his arrives at the moment. Figures are of the last second and the worse of
    both ways: `loss` a share from 0 to 1, times in milliseconds, rates in bits per second; null
    where nothing tells. `paused`: the publications of which he gets the sound alone, since his
    connection does not carry the picture for now.
    """

    participant: Id
    quality: Literal["GOOD", "FAIR", "POOR", "SILENT"]
    loss: float | None
    roundTrip: int | None
    jitter: int | None
    bitrateUp: int
    bitrateDown: int
    paused: list[Id]


class MediaSpeaker(TypedDict):
    """`media.speaker`, not numbered: who speaks now, whenever that changes; null for nobody."""

    participant: Id | None


class MediaSlots(TypedDict):
    """`media.slots`, not numbered: what an event subscription carries, whenever that changes.

    `session` is the last part of the Location that it was answered with. By slot, counted from 0,
    the publication that comes on its lines, null for none. Only the participant's own matters, and
    only that of the session that he holds.
    """

    participant: Id
    session: str
    slots: list[Id | None]


class MediaUpdate(TypedDict):
    """Client: `media.update`, whenever microphone or camera goes on or off."""

    microphone: bool
    camera: bool


class MediaView(TypedDict):
    """Client: `media.view`, whenever another publication is shown large.

    Of the others comes the smallest size, where their browsers send several.
    """

    large: Id
