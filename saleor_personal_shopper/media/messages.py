"""The words spoken between the web process and a media worker, as JSON over a private API.

Both ends import these; they depend on nothing else.
"""

import enum
import re
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, Self

_IDENTIFIER = re.compile(r"[A-Za-z0-9._:=+~-]{1,128}")

_FREE_TEXTS = frozenset({"offer", "fragment", "answer", "if_match"})

SessionKind = Literal["publication", "subscription", "event_subscription"]


class ChangeKind(enum.StrEnum):
    """What became of a session; or, with no session, of a participant as a whole.

    SPEAKER: who speaks in the room now; no participant when nobody does. SLOTS: what an event
    subscription carries now.
    """

    CONNECTED = "connected"
    SILENT = "silent"
    GONE = "gone"
    QUALITY = "quality"
    SPEAKER = "speaker"
    SLOTS = "slots"


class Message:
    """A dataclass of texts that can be read from JSON and written to it."""

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read a message; raises ValueError naming the field that is missing or wrong."""
        if not isinstance(value, dict):
            raise ValueError("The message must be a JSON object.")
        names = [field.name for field in fields(cls)]  # type: ignore[arg-type]
        return cls(**{name: _read_text(name, value.get(name)) for name in names})

    def to_json(self) -> dict[str, str]:
        """The message as plain JSON values."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]


def is_identifier(value: str) -> bool:
    """Whether a text may name an event, a publication, a participant, a source or a session."""
    return _IDENTIFIER.fullmatch(value) is not None


def _read_text(name: str, value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"The field “{name}” must be a text.")
    if name not in _FREE_TEXTS and not is_identifier(value):
        raise ValueError(f"The field “{name}” must be 1 to 128 letters, digits or ._:=+~-")
    return value


@dataclass(frozen=True)
class PublicationRequest(Message):
    """``POST /rooms/{event}/publications``: a participant wants to send."""

    publication: str
    participant: str
    source: str
    offer: str


@dataclass(frozen=True)
class SubscriptionRequest(Message):
    """``POST /rooms/{event}/subscriptions``: a participant wants to see a publication."""

    subscription: str
    publication: str
    participant: str
    offer: str


@dataclass(frozen=True)
class EventSubscriptionRequest(Message):
    """``POST /rooms/{event}/event-subscriptions``: a participant wants to see all the others."""

    subscription: str
    participant: str
    offer: str


@dataclass(frozen=True)
class LargeRequest(Message):
    """``PUT /rooms/{event}/participants/{participant}/large``: what he shows large from now on."""

    publication: str


@dataclass(frozen=True)
class TrialRequest(Message):
    """``POST /rooms/{event}/trials``: a browser tries whether it reaches the worker."""

    offer: str


@dataclass(frozen=True)
class SessionAnswer(Message):
    """The session that was opened and the SDP answer for the browser."""

    session: str
    answer: str


@dataclass(frozen=True)
class FragmentRequest(Message):
    """``PATCH /rooms/{event}/sessions/{session}``: an SDP fragment for an ICE session.

    `if_match` is HTTP's If-Match; the entity tag of an ICE session is its ice-ufrag, quoted.
    """

    fragment: str
    if_match: str


@dataclass(frozen=True)
class FragmentMessage(Message):
    """The SDP fragment that answers an ICE restart."""

    fragment: str


@dataclass(frozen=True)
class Change:
    """Something that happened without the web process having asked for it.

    `quality` holds the word and the figures of a QUALITY, in the fields of `quality.Figures`, and
    as `paused` the publications whose picture is held back from the participant. `slots` are those
    of a SLOTS: the publication in each, None for an empty one.
    """

    number: int
    event: str
    session: str
    participant: str
    kind: ChangeKind
    quality: dict[str, Any] | None = None
    slots: tuple[str | None, ...] | None = None

    def to_json(self) -> dict[str, Any]:
        """The change as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class Changes:
    """``GET /changes?after=N``.

    `worker` is new after each start, when numbers begin at 1 again. `missed` says that
    changes after N were forgotten: read the rooms instead.
    """

    worker: str
    last: int
    missed: bool
    changes: tuple[Change, ...]

    def to_json(self) -> dict[str, Any]:
        """The answer as plain JSON values."""
        return {
            "worker": self.worker,
            "last": self.last,
            "missed": self.missed,
            "changes": [change.to_json() for change in self.changes],
        }


@dataclass(frozen=True)
class SessionState:
    """One session in ``GET /rooms/{event}``; rates in bits per second."""

    session: str
    kind: SessionKind
    participant: str
    publication: str
    source: str
    state: str
    packets_in: int
    packets_out: int
    packets_lost: int
    packets_resent: int
    bitrate: int
    available_bitrate: int | None
    """What the way to a subscriber carries; None for a publication."""
    slots: tuple[str | None, ...] | None = None
    """Of an event subscription, which has no publication and source of its own."""


@dataclass(frozen=True)
class RoomState:
    """``GET /rooms/{event}``; an event without sessions has an empty list."""

    event: str
    sessions: tuple[SessionState, ...]

    def to_json(self) -> dict[str, Any]:
        """The state as plain JSON values."""
        return {"event": self.event, "sessions": [asdict(item) for item in self.sessions]}


@dataclass(frozen=True)
class Stats:
    """``GET /stats``: counters since the start, the rest over the last seconds.

    `cpu` is the share of one core, `loop_lag_ms` how late the clock was. `loss`, a share, and the
    times are means over participants; rates are bits per second.
    """

    worker: str
    rooms: int
    peers: int
    packets_in: int
    packets_out: int
    packets_lost: int
    packets_refused: int
    datagrams_refused: int
    datagrams_unsent: int
    bitrate_in: int
    bitrate_out: int
    loss: float
    round_trip_ms: float
    jitter_ms: float
    loop_lag_ms: float
    cpu: float

    def to_json(self) -> dict[str, Any]:
        """The counters as plain JSON values."""
        return asdict(self)
