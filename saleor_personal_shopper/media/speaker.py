"""Who speaks, by the level that browsers write on each packet of sound (RFC 6464).

Pure: levels in, a participant out. Nothing is decoded.
"""

from typing import Final

_SILENCE: Final = 127
_LEVEL: Final = 0x7F
_KEPT: Final = 0.7
_SPEECH: Final = 72.0
"""As loud as −55 dBov: above a room's noise, below a low voice."""

_CLEARLY_LOUDER: Final = 6.0
_PATIENCE_SECONDS: Final = 0.6
_PAUSE_SECONDS: Final = 2.0


class Loudness:
    """How loud one microphone is of late, in decibels above silence, from 0 to 127."""

    def __init__(self) -> None:
        self._now = 0.0
        self._heard = 0
        self._packets = 0

    def hear(self, level: bytes) -> None:
        """The value of the header extension on one packet: silence is 127, full loudness 0."""
        self._heard += _SILENCE - (level[0] & _LEVEL)
        self._packets += 1

    def take(self) -> float:
        """The loudness now, to be read every fifth of a second; no packets are silence."""
        average = self._heard / self._packets if self._packets else 0.0
        self._heard = self._packets = 0
        self._now = self._now * _KEPT + average * (1 - _KEPT)
        return self._now


class ActiveSpeaker:
    """Whom a room listens to. Pauses for breath and short words of others change nothing."""

    def __init__(self) -> None:
        self.participant = ""
        self._heard_at = 0.0
        self._rival = ""
        self._rival_since = 0.0

    def hear(self, loudness: dict[str, float], *, now: float) -> bool:
        """How loud everybody is at the moment; True when somebody else, or nobody, speaks now."""
        loudest = max(loudness, key=loudness.__getitem__, default="")
        own = loudness.get(self.participant, 0.0)
        if own >= _SPEECH:
            self._heard_at = now
        if loudness.get(loudest, 0.0) < _SPEECH:
            self._rival = ""
            return self._fall_silent(now=now)
        if loudest == self.participant or loudness[loudest] < own + _CLEARLY_LOUDER:
            self._rival = ""
            return False
        return self._rise(loudest, now=now)

    def _fall_silent(self, *, now: float) -> bool:
        if not self.participant or now - self._heard_at < _PAUSE_SECONDS:
            return False
        self.participant = ""
        return True

    def _rise(self, rival: str, *, now: float) -> bool:
        if rival != self._rival:
            self._rival, self._rival_since = rival, now
        if now - self._rival_since < _PATIENCE_SECONDS:
            return False
        self.participant, self._rival, self._heard_at = rival, "", now
        return True
