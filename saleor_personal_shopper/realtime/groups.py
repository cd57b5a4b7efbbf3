"""Names of the channel layer's groups: who hears what."""

from __future__ import annotations

import uuid


def room_group(event_id: uuid.UUID) -> str:
    """Everybody in an event."""
    return f"room.{event_id}"


def participant_group(participant_id: uuid.UUID) -> str:
    """One participant's socket."""
    return f"participant.{participant_id}"


def desk_group(installation_id: uuid.UUID) -> str:
    """Every open desk of a shop."""
    return f"desk.{installation_id}"


def staff_group(staff_member_id: int) -> str:
    """The desks of one staff user."""
    return f"staff.{staff_member_id}"
