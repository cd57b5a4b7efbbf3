"""How well somebody was connected stays with the event, at its worst."""

from __future__ import annotations

import uuid
from datetime import datetime

import pytest

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import ConnectionQuality, Participant
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories


@pytest.fixture
def carla(installation: Installation) -> Participant:
    return factories.participant(factories.event(installation))


def note(
    participant: Participant, *words: str, is_paused: bool = False, event: uuid.UUID | None = None
) -> tuple[str, bool]:
    """What is kept when these words were told one after the other."""
    for word in words:
        services.note_connection(
            event_id=event or participant.event_id,
            participant_id=participant.pk,
            quality=ConnectionQuality(word),
            is_paused=is_paused,
        )
    participant.refresh_from_db()
    return participant.worst_quality, participant.video_paused


def test_the_worst_that_was_told_is_kept(carla: Participant) -> None:
    assert note(carla) == ("", False)
    assert note(carla, "GOOD") == ("GOOD", False)
    assert note(carla, "POOR", "FAIR", "GOOD") == ("POOR", False)
    assert note(carla, "POOR", "SILENT", "POOR") == ("SILENT", False)


def test_that_video_was_paused_once_is_kept(carla: Participant) -> None:
    assert note(carla, "POOR", is_paused=True) == ("POOR", True)
    assert note(carla, "GOOD") == ("POOR", True)


def test_words_of_another_event_or_of_nobody_change_nothing(
    carla: Participant, installation: Installation
) -> None:
    elsewhere = factories.event(installation)
    assert note(carla, "POOR", is_paused=True, event=elsewhere.pk) == ("", False)
    services.note_connection(
        event_id=elsewhere.pk,
        participant_id=uuid.uuid4(),
        quality=ConnectionQuality.POOR,
        is_paused=True,
    )


def test_it_is_forgotten_with_the_customer(
    carla: Participant, installation: Installation, now: datetime
) -> None:
    event = carla.event
    event.customer_email = "carla@example.com"
    event.save()
    note(carla, "POOR", is_paused=True)
    services.forget_customer(installation=installation, email="carla@example.com", now=now)
    assert note(carla) == ("", False)
