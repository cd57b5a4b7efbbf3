"""What is kept of how well somebody was connected."""

from __future__ import annotations

import uuid

from ..models import ConnectionQuality, Participant

_BEST_FIRST = list(ConnectionQuality)


def note_connection(
    *, event_id: uuid.UUID, participant_id: uuid.UUID, quality: ConnectionQuality, is_paused: bool
) -> None:
    """Keep the worst that was told. Harmless the second time, and for whoever is not there."""
    found = Participant.objects.across_installations().filter(pk=participant_id, event=event_id)
    better = ["", *_BEST_FIRST[: _BEST_FIRST.index(quality)]]
    found.filter(worst_quality__in=better).update(worst_quality=quality)
    if is_paused:
        found.filter(video_paused=False).update(video_paused=True)
