"""One seat, several devices: it moves when asked to, and nobody is thrown out unasked (F17)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import (
    Event,
    LinkKind,
    Participant,
    Publication,
)
from saleor_personal_shopper.core.events.room import CLOSE_REPLACED
from saleor_personal_shopper.core.events.tokens import (
    InvalidToken,
    issue_access_token,
    participant_for,
    read_access_token,
)
from saleor_personal_shopper.core.installations.models import Installation, ShopSettings
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from saleor_personal_shopper.realtime import fake_media, fake_publisher
from tests import factories

from ..conftest import Commits, rights_for, room_messages


@pytest.fixture
def event(installation: Installation, shopper: PersonalShopper, now: datetime) -> Event:
    return factories.event(installation, status="LIVE", personal_shopper=shopper, live_at=now)


def by_link(
    event: Event, now: datetime, kind: LinkKind = LinkKind.CUSTOMER, **fields: Any
) -> Participant:
    token = event.links.get(kind=kind).token
    return services.join_event(**{"token": token, "consent": True, "now": now, **fields})


def connect(seat: Participant, now: datetime, socket_id: str = "first") -> Participant:
    services.socket_connected(participant=seat, socket_id=socket_id, now=now)
    return seat


def refused(join: Any, *args: Any, **fields: Any) -> str:
    with pytest.raises(DomainError) as refusal:
        join(*args, **fields)
    return refusal.value.code


def test_a_second_device_is_asked_and_changes_nothing(
    event: Event, now: datetime, commits: Commits
) -> None:
    seat = connect(by_link(event, now), now)
    before = Participant.objects.of(event.installation_id).values().get(pk=seat.pk)
    fake_publisher.forget()

    with commits():
        assert refused(by_link, event, now) == "SEAT_TAKEN"
        assert refused(by_link, event, now, name="Somebody") == "SEAT_TAKEN"

    assert Participant.objects.of(event.installation_id).values().get(pk=seat.pk) == before
    assert fake_publisher.published == []


def test_continuing_here_moves_the_call(event: Event, now: datetime, commits: Commits) -> None:
    # given a customer who sends from his first device
    seat = connect(by_link(event, now), now)
    bearer = issue_access_token(seat, now)
    services.add_publication(participant=seat, source="camera", media_session="m", now=now)
    services.update_media(participant=seat, microphone=True, camera=True, now=now)
    fake_publisher.forget()

    # when he wants to go on elsewhere
    with commits():
        moved = by_link(event, now, take_over=True)

    # then it is the same participant, whose first device is told, and has neither bearer nor media
    assert (moved.pk, moved.name) == (seat.pk, seat.name)
    assert ("disconnect", seat.pk, {"code": CLOSE_REPLACED}) in fake_publisher.published
    with pytest.raises(InvalidToken):
        participant_for(read_access_token(bearer, now))
    assert not Publication.objects.of(event.installation_id).filter(ended_at=None).exists()
    assert (event.pk, seat.pk) in fake_media.closed
    [removed] = room_messages("publication.removed")
    assert removed["data"]["id"]
    [updated] = room_messages("participant.updated")
    state = updated["data"]["participant"]
    assert (state["connected"], state["camera"], state["microphone"]) == (False, False, False)
    assert room_messages("participant.joined") == room_messages("participant.left") == []

    # and the new device holds the seat
    connect(moved, now, "second")
    moved.refresh_from_db()
    assert (moved.socket_id, moved.left_at) == ("second", None)


def test_the_first_device_cannot_return_unasked(event: Event, now: datetime) -> None:
    first = connect(by_link(event, now), now)
    second = connect(by_link(event, now, take_over=True), now, "second")

    assert refused(connect, first, now, "again") == "PERMISSION_DENIED"
    services.socket_disconnected(participant=first, socket_id="first", now=now)
    second.refresh_from_db()
    assert second.socket_id == "second"


def test_asking_to_move_twice_is_harmless(event: Event, now: datetime) -> None:
    first = connect(by_link(event, now), now)
    second = by_link(event, now, take_over=True)
    again = by_link(event, now, take_over=True)

    assert first.pk == second.pk == again.pk
    assert second.token_generation == again.token_generation
    connect(again, now, "second")


def test_who_shows_that_the_seat_is_his_is_not_asked(event: Event, now: datetime) -> None:
    seat = connect(by_link(event, now), now)

    again = by_link(event, now, returning=seat)

    assert (again.pk, again.token_generation) == (seat.pk, seat.token_generation)


def test_a_seat_of_another_call_or_role_shows_nothing(
    installation: Installation, event: Event, now: datetime
) -> None:
    connect(by_link(event, now), now)
    elsewhere = by_link(factories.event(installation, status="LIVE"), now)
    guest = by_link(event, now, LinkKind.GUEST)

    for returning in (elsewhere, guest):
        assert refused(by_link, event, now, returning=returning) == "SEAT_TAKEN"


@pytest.mark.parametrize("seconds", [0, 1, 3600])
def test_a_seat_without_a_connection_is_given_without_a_question(
    event: Event, now: datetime, seconds: int
) -> None:
    seat = connect(by_link(event, now), now)
    services.socket_disconnected(participant=seat, socket_id="first", now=now)

    assert by_link(event, now + timedelta(seconds=seconds)).pk == seat.pk


def test_the_customer_may_join_as_a_guest_of_his_own_call(event: Event, now: datetime) -> None:
    seat = connect(by_link(event, now), now)

    guest = by_link(event, now, as_guest=True, name="Carla on the sofa")

    assert (guest.role, guest.name) == ("GUEST", "Carla on the sofa")
    assert "ADD_TO_CHECKOUT" not in guest.capabilities
    seat.refresh_from_db()
    assert seat.socket_id == "first"


def test_as_a_guest_he_counts_like_any_other(
    installation: Installation, event: Event, now: datetime
) -> None:
    ShopSettings.objects.create(installation=installation, participant_limit=3)
    connect(by_link(event, now), now)
    by_link(event, now, LinkKind.GUEST)

    assert refused(by_link, event, now, as_guest=True) == "FULL"


def as_staff(rights: StaffRights, event: Event, now: datetime, **fields: Any) -> Participant:
    values = {"rights": rights, "event_id": event.pk, "consent": True, "now": now, **fields}
    return services.join_event(**values)


def test_a_personal_shopper_is_asked_before_his_other_desk_loses_the_call(
    event: Event, rights: StaffRights, now: datetime, commits: Commits
) -> None:
    seat = connect(as_staff(rights, event, now), now)
    assert refused(as_staff, rights, event, now) == "SEAT_TAKEN"
    fake_publisher.forget()

    with commits():
        moved = as_staff(rights, event, now, take_over=True)

    assert moved.pk == seat.pk
    assert ("disconnect", seat.pk, {"code": CLOSE_REPLACED}) in fake_publisher.published


def test_nobody_takes_the_seat_of_a_colleague(
    event: Event, rights: StaffRights, installation: Installation, now: datetime
) -> None:
    seat = connect(as_staff(rights, event, now), now)
    colleague = rights_for(installation, factories.personal_shopper(installation))

    assert refused(as_staff, colleague, event, now, take_over=True) == "ALREADY_TAKEN"
    seat.refresh_from_db()
    assert seat.socket_id == "first"


def test_nobody_of_another_shop_takes_a_seat(
    event: Event, rights: StaffRights, other_installation: Installation, now: datetime
) -> None:
    connect(as_staff(rights, event, now), now)
    stranger = rights_for(other_installation, factories.personal_shopper(other_installation))

    assert refused(as_staff, stranger, event, now, take_over=True) == "NOT_FOUND"
