"""How a peer is known to be there, silent or gone, from when it was last heard."""

import enum

SETUP_SECONDS = 20.0
"""A peer that has not finished its handshake by then is gone."""

SILENT_SECONDS = 8.0
"""Without a sign of life for so long a peer is called silent."""

CONSENT_SECONDS = 30.0
"""Without one, consent to send has expired (RFC 7675 §5.1)."""

GONE_SECONDS = 60.0
"""For so long a silent peer keeps its place; then it is closed."""


class PeerState(enum.StrEnum):
    """The life of a peer; CONNECTED and SILENT alternate, GONE is the end."""

    CHECKING = "checking"
    CONNECTED = "connected"
    SILENT = "silent"
    GONE = "gone"


class Liveness:
    """Judges by the clock; `now` is monotonic, in seconds."""

    def __init__(self, *, now: float) -> None:
        self._created_at = now
        self._heard_at = now
        self._connected = False

    def connected(self) -> None:
        """The handshake is done."""
        self._connected = True

    def heard(self, *, now: float) -> None:
        """A signed check or an authentic packet arrived."""
        self._heard_at = now

    def state(self, *, now: float) -> PeerState:
        """What the peer is now."""
        if not self._connected:
            late = now - self._created_at > SETUP_SECONDS
            return PeerState.GONE if late else PeerState.CHECKING
        quiet = now - self._heard_at
        if quiet > GONE_SECONDS:
            return PeerState.GONE
        return PeerState.SILENT if quiet > SILENT_SECONDS else PeerState.CONNECTED

    def has_consent(self, *, now: float) -> bool:
        """Whether anything may be sent to the peer."""
        return now - self._heard_at <= CONSENT_SECONDS
