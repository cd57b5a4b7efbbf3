"""What a participant may publish, by his capabilities."""

from __future__ import annotations

from .capabilities import Capability
from .models import Participant, PublicationSource

_NEEDS = {
    PublicationSource.CAMERA: {Capability.CAMERA, Capability.MICROPHONE},
    PublicationSource.SCREEN: {Capability.SCREEN},
}


def sources_of(participant: Participant) -> list[PublicationSource]:
    """The sources for which the participant holds a capability."""
    held = set(participant.capabilities)
    return [source for source, needed in _NEEDS.items() if needed & held]
