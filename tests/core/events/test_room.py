from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from saleor_personal_shopper.core.events import room
from saleor_personal_shopper.core.events.models import (
    ChatMessage,
    Event,
    Participant,
    Publication,
    RoomMessage,
    ShownProduct,
)
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.installations.models import Installation, ShopSettings
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.realtime import fake_publisher
from tests import factories

from .conftest import Commits, room_messages


@pytest.fixture
def event(installation: Installation) -> Event:
    return factories.event(installation)


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No parts of other features."""
    monkeypatch.setattr(room, "_welcome_parts", [])
    yield


def post(event: Event, now: datetime, number: int = 1) -> RoomMessage:
    return room.post(event=event, type="test", data={"number": number}, now=now)


def test_messages_are_numbered_kept_and_published(
    event: Event, now: datetime, commits: Commits
) -> None:
    with commits():
        post(event, now, 1)
        post(event, now, 2)
        assert room_messages() == []

    assert [
        (message["type"], message["seq"], message["data"]["number"], message["at"])
        for message in room_messages()
    ] == [("test", 1, 1, now.isoformat()), ("test", 2, 2, now.isoformat())]
    assert room.replay(event, 0) == room_messages()


def test_nothing_is_published_of_what_was_rolled_back(
    event: Event, now: datetime, commits: Commits
) -> None:
    with commits(), pytest.raises(RuntimeError), transaction.atomic():
        post(event, now)
        raise RuntimeError

    assert room_messages() == []
    assert room.replay(event, 0) == []


def test_every_room_counts_for_itself(installation: Installation, now: datetime) -> None:
    first, second = factories.event(installation), factories.event(installation)

    assert [post(one, now).seq for one in (first, second, first)] == [1, 1, 2]


def test_replay_gives_only_the_gap(event: Event, now: datetime) -> None:
    for number in range(1, 4):
        post(event, now, number)

    def seqs(since: int) -> list[int]:
        return [message["seq"] for message in room.replay(event, since) or []]

    assert seqs(1) == [2, 3]
    assert seqs(3) == []


def test_what_cannot_be_replayed_wants_a_welcome(event: Event, now: datetime) -> None:
    post(event, now)
    assert room.replay(event, 2) is None

    Event.objects.of(event.installation_id).update(last_seq=room.REPLAY_LIMIT + 1)
    assert room.replay(event, 0) is None
    assert room.replay(event, -5) is None
    assert room.replay(event, 1) is not None


def test_ephemeral_messages_leave_no_trace(event: Event, now: datetime) -> None:
    room.post_ephemeral(event_id=event.pk, type="chat.typing", data={}, now=now)

    assert room_messages() == [{"type": "chat.typing", "at": now.isoformat(), "data": {}}]
    assert room.replay(event, 0) == []


def welcome_data(event: Event, participant: Participant, now: datetime) -> dict[str, Any]:
    message = room.welcome(event, participant, now=now)
    assert message["type"] == "welcome"
    return dict(message["data"])


def test_a_welcome_tells_the_whole_state(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    ShopSettings.objects.create(installation=installation, store_name="Green Garden")
    event = factories.event(
        installation, status="LIVE", live_at=now, personal_shopper=shopper, last_seq=7
    )
    paula = factories.participant(
        event, "PERSONAL_SHOPPER", name="Paula", personal_shopper=shopper, has_camera=True
    )
    carla = factories.participant(event, socket_id="s", capabilities=["CHAT"])
    factories.participant(event, "GUEST", left_at=now)
    publication = Publication.objects.create(
        installation=installation,
        event=event,
        participant=paula,
        source="camera",
        media_session="m",
        created_at=now,
    )
    Publication.objects.create(
        installation=installation,
        event=event,
        participant=paula,
        source="camera",
        media_session="m",
        created_at=now,
        ended_at=now,
    )
    chat = ChatMessage.objects.create(
        installation=installation, event=event, participant=carla, text="Hello", sent_at=now
    )
    shown = ShownProduct.objects.create(
        installation=installation,
        event=event,
        participant=paula,
        product_id="UHJvZHVjdDox",
        name="Juice",
        shown_at=now,
    )

    data = welcome_data(event, carla, now)

    by_paula = {
        "id": to_global_id(GlobalType.PARTICIPANT, paula.pk),
        "name": "Paula",
        "role": "PERSONAL_SHOPPER",
    }
    by_carla = {
        "id": to_global_id(GlobalType.PARTICIPANT, carla.pk),
        "name": "Carla Customer",
        "role": "CUSTOMER",
    }
    assert data["seq"] == 7
    assert data["event"] == {
        "id": to_global_id(GlobalType.EVENT, event.pk),
        "status": "LIVE",
        "customerName": "Carla Customer",
        "channel": "default-channel",
        "startsAt": None,
        "liveAt": now.isoformat(),
        "personalShopper": "Paula Shopper",
        "recording": False,
    }
    seat = {**by_carla, "microphone": False, "camera": False, "connected": True}
    assert data["you"] == {**seat, "capabilities": ["CHAT"]}
    assert sorted(data["participants"], key=lambda one: one["role"]) == [
        seat,
        {**by_paula, "microphone": False, "camera": True, "connected": False},
    ]
    assert data["publications"] == [
        {
            "id": to_global_id(GlobalType.PUBLICATION, publication.pk),
            "source": "camera",
            "participant": by_paula,
            "whepUrl": f"http://testserver/media/whep/{publication.pk}",
        }
    ]
    assert data["chat"] == [
        {
            "id": str(chat.pk),
            "participant": by_carla,
            "text": "Hello",
            "sentAt": now.isoformat(),
            "file": None,
            "key": "",
        }
    ]
    assert data["shown"] == [
        {
            "id": str(shown.pk),
            "product": "UHJvZHVjdDox",
            "variant": None,
            "name": "Juice",
            "by": by_paula,
            "at": now.isoformat(),
        }
    ]
    assert data["queue"] is None
    assert data["initials"] == "GG"
    assert data["guestUrl"].startswith("http://testserver/e/")
    assert data["iceServers"] == []


def test_a_welcome_tells_a_waiting_customer_his_place(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    factories.event(installation, queued_at=now - timedelta(minutes=1))
    event = factories.event(installation)

    data = welcome_data(event, factories.participant(event), now)

    assert data["queue"] == {"position": 2, "personalShoppers": 1}
    assert data["personalShoppers"] == 1


@pytest.mark.usefixtures("parts")
def test_a_welcome_costs_the_same_however_much_was_said(
    event: Event, now: datetime, django_assert_max_num_queries: Any
) -> None:
    carla = factories.participant(event)
    for _ in range(20):
        factories.participant(event, "GUEST")
        ChatMessage.objects.create(
            installation=event.installation, event=event, participant=carla, text="x", sent_at=now
        )

    with django_assert_max_num_queries(14):
        data = welcome_data(event, carla, now)
    assert len(data["chat"]) == 20


def test_a_long_chat_is_welcomed_with_its_end(event: Event, now: datetime) -> None:
    carla = factories.participant(event)
    ChatMessage.objects.across_installations().bulk_create(
        ChatMessage(
            installation=event.installation,
            event=event,
            participant=carla,
            text=str(number),
            sent_at=now + timedelta(seconds=number),
        )
        for number in range(room.CHAT_LIMIT + 5)
    )

    texts = [one["text"] for one in welcome_data(event, carla, now)["chat"]]

    assert texts == [str(number) for number in range(5, room.CHAT_LIMIT + 5)]


@pytest.mark.usefixtures("parts")
def test_features_above_add_their_parts_once(event: Event, now: datetime) -> None:
    def part(event: Event, participant: Participant, at: datetime) -> dict[str, Any]:
        return {"extra": [str(event.pk), str(participant.pk), at.isoformat()]}

    room.register_welcome_part(part)
    room.register_welcome_part(part)
    carla = factories.participant(event)

    data = welcome_data(event, carla, now)

    assert data["extra"] == [str(event.pk), str(carla.pk), now.isoformat()]
    assert len(room._welcome_parts) == 1


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_get_numbers_without_gap_in_order(now: datetime) -> None:
    event = factories.event(factories.installation())
    start = threading.Barrier(4)

    def write() -> None:
        start.wait()
        for number in range(10):
            post(event, now, number)
        connection.close()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    replayed = room.replay(event, 0)
    assert replayed is not None
    assert [message["seq"] for message in replayed] == list(range(1, 41))
    assert len(fake_publisher.published) == 40
