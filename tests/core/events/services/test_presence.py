from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.events.room import CLOSE_REPLACED
from saleor_personal_shopper.core.installations.models import Installation, ShopSettings
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.realtime import fake_publisher
from tests import factories

from ..conftest import Commits, room_messages


def connect(participant: Participant, now: datetime, socket_id: str = "s") -> None:
    services.socket_connected(participant=participant, socket_id=socket_id, now=now)


def disconnect(participant: Participant, now: datetime, socket_id: str = "s") -> None:
    services.socket_disconnected(participant=participant, socket_id=socket_id, now=now)


def status_of(event: Event) -> str:
    event.refresh_from_db()
    return event.status


@pytest.fixture
def event(installation: Installation, shopper: PersonalShopper) -> Event:
    return factories.event(installation, personal_shopper=shopper)


@pytest.fixture
def carla(event: Event) -> Participant:
    return factories.participant(event)


@pytest.fixture
def paula(event: Event, shopper: PersonalShopper) -> Participant:
    return factories.participant(event, "PERSONAL_SHOPPER", personal_shopper=shopper)


@pytest.mark.feature("CL-28")
def test_a_call_is_live_from_the_first_moment_both_are_there(
    event: Event, carla: Participant, paula: Participant, now: datetime, commits: Commits
) -> None:
    connect(carla, now)
    assert status_of(event) == "WAITING"
    later = now + timedelta(seconds=7)
    with commits():
        connect(paula, later)

    assert status_of(event) == "LIVE"
    assert event.live_at == later
    assert [one["type"] for one in room_messages()] == ["participant.updated", "event.status"]
    assert room_messages("participant.updated")[0]["data"]["participant"]["connected"] is True


def test_the_order_of_arrival_does_not_matter(
    event: Event, carla: Participant, paula: Participant, now: datetime
) -> None:
    connect(paula, now)
    connect(carla, now)

    assert status_of(event) == "LIVE"


def test_guests_make_no_call_live(event: Event, carla: Participant, now: datetime) -> None:
    connect(carla, now)
    connect(factories.participant(event, "GUEST"), now)

    assert status_of(event) == "WAITING"


def test_a_reconnect_leaves_the_first_moment(
    event: Event, carla: Participant, paula: Participant, now: datetime
) -> None:
    connect(carla, now)
    connect(paula, now)
    disconnect(carla, now)
    connect(carla, now + timedelta(minutes=1), "t")

    assert status_of(event) == "LIVE"
    assert event.live_at == now


def test_the_newest_socket_wins(carla: Participant, now: datetime, commits: Commits) -> None:
    connect(carla, now, "old")
    with commits():
        connect(carla, now, "new")
        disconnect(carla, now, "old")

    carla.refresh_from_db()
    assert carla.socket_id == "new"
    assert room_messages() == []
    assert [(method, to, data) for method, to, data in fake_publisher.published] == [
        ("disconnect", carla.pk, {"code": CLOSE_REPLACED})
    ]


def test_a_lost_socket_is_told_and_timed(
    event: Event, carla: Participant, now: datetime, commits: Commits
) -> None:
    connect(carla, now)
    later = now + timedelta(minutes=3)
    with commits():
        disconnect(carla, later)

    carla.refresh_from_db()
    event.refresh_from_db()
    assert (carla.socket_id, carla.seen_at, carla.left_at) == ("", later, None)
    assert event.customer_seen_at == later
    [sent] = room_messages("participant.updated")
    assert sent["data"]["participant"]["connected"] is False


def test_who_was_swept_out_comes_back_with_his_socket(
    event: Event, carla: Participant, now: datetime, commits: Commits
) -> None:
    Participant.objects.of(event.installation_id).update(left_at=now)
    with commits():
        connect(carla, now)

    carla.refresh_from_db()
    assert carla.left_at is None
    assert [one["type"] for one in room_messages()] == ["participant.joined"]


def test_a_guest_who_left_finds_a_full_call_full(
    installation: Installation, event: Event, now: datetime
) -> None:
    ShopSettings.objects.create(installation=installation, participant_limit=3)
    gone = factories.participant(event, "GUEST", left_at=now)
    factories.participant(event, "GUEST")

    with pytest.raises(DomainError) as refusal:
        connect(gone, now)
    assert refusal.value.code == "FULL"


def test_a_socket_that_was_sent_out_does_not_come_back(
    event: Event, paula: Participant, now: datetime
) -> None:
    Participant.objects.of(event.installation_id).update(token_generation=2)

    with pytest.raises(DomainError) as refusal:
        connect(paula, now)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_a_room_that_is_over_takes_no_socket(
    event: Event, carla: Participant, now: datetime
) -> None:
    Event.objects.of(event.installation_id).update(status="FINISHED")

    with pytest.raises(DomainError) as refusal:
        connect(carla, now)
    assert refusal.value.code == "ENDED"
    disconnect(carla, now)


def test_a_call_with_another_date_takes_only_staff_before_it(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    event = factories.event(
        installation, status="SCHEDULED", origin="PRIVATE", starts_at=now + timedelta(hours=1)
    )
    carla = factories.participant(event)

    with pytest.raises(DomainError) as refusal:
        connect(carla, now)
    assert refusal.value.code == "TOO_EARLY"
    connect(factories.participant(event, "PERSONAL_SHOPPER", personal_shopper=shopper), now)

    connect(carla, now + timedelta(minutes=45))
    assert status_of(event) == "LIVE"


def test_signs_of_life_are_written_at_most_every_ten_seconds(
    event: Event, carla: Participant, now: datetime, django_assert_num_queries: Any
) -> None:
    connect(carla, now)

    def touch(seconds: int, socket_id: str = "s") -> None:
        at = now + timedelta(seconds=seconds)
        services.touch_participant(participant=carla, socket_id=socket_id, now=at)

    with django_assert_num_queries(1):
        touch(9)
    touch(11)
    touch(30, "replaced")

    carla.refresh_from_db()
    event.refresh_from_db()
    assert carla.seen_at == event.customer_seen_at == now + timedelta(seconds=11)


def test_staff_signs_do_not_stand_for_the_customer(
    event: Event, paula: Participant, now: datetime
) -> None:
    connect(paula, now)
    before = event.customer_seen_at
    services.touch_participant(participant=paula, socket_id="s", now=now + timedelta(minutes=1))

    event.refresh_from_db()
    assert event.customer_seen_at == before
