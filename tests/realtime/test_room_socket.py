"""The room's WebSocket."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from django.utils import timezone

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import (
    ChatMessage,
    EventStatus,
    Participant,
    RoomMessage,
)
from saleor_personal_shopper.core.events.room import post, post_ephemeral
from saleor_personal_shopper.core.events.tokens import (
    issue_access_token,
    issue_ticket,
    participant_for,
    read_access_token,
)
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.realtime import fake_media
from saleor_personal_shopper.realtime.fake_media import FakeMediaServer
from saleor_personal_shopper.realtime.groups import room_group
from saleor_personal_shopper.realtime.room_socket import RoomSocket
from saleor_personal_shopper.realtime.socket import QUEUE_LIMIT
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests.cast import Call, Shop, open_call
from tests.realtime.conftest import Browser, Open

pytestmark = pytest.mark.django_db(transaction=True)
thread = sync_to_async


async def say(call: Call, text: str) -> None:
    await thread(services.send_chat_message)(
        participant=call.shopper, text=text, now=timezone.now()
    )


def take_over(call: Call) -> Participant:
    """The customer goes on with the call on another device."""
    return services.join_event(token=call.token(), consent=True, take_over=True, now=timezone.now())


async def test_a_newcomer_is_told_everything(enter: Open, call: Call) -> None:
    browser = await enter(call.customer)
    welcome = await browser.receive()
    assert welcome["type"] == "welcome"
    data = welcome["data"]
    assert data["event"]["id"] == call.id
    assert data["you"]["role"] == "CUSTOMER"
    assert len(data["participants"]) == 3
    assert {"publications", "chat", "shown", "proposals", "checkout", "guestUrl"} <= set(data)


async def test_the_next_bearer_comes_at_once_and_is_good(enter: Open, call: Call) -> None:
    browser = await enter(call.guest)
    token = (await browser.until("token"))["data"]["accessToken"]
    claims = read_access_token(token, timezone.now())
    assert (await thread(participant_for)(claims)).pk == call.guest.pk


async def test_chat_reaches_everybody_in_order(enter: Open, call: Call) -> None:
    one, other = await enter(call.customer), await enter(call.shopper)
    await other.until("token")
    for text in ("first", "second", "third"):
        assert (await one.ask("chat.send", {"text": text}))["type"] == "ack"
    heard = [await other.until("chat.message") for _ in range(3)]
    assert [one["data"]["text"] for one in heard] == ["first", "second", "third"]
    assert [one["seq"] for one in heard] == sorted(one["seq"] for one in heard)
    assert {one["data"]["participant"]["name"] for one in heard} == {call.customer.name}


async def test_chat_sent_again_after_a_break_is_said_once(enter: Open, call: Call) -> None:
    one, other = await enter(call.customer), await enter(call.shopper)
    await other.until("token")
    said = {"text": "Did you hear that?", "key": "k1"}
    assert (await one.ask("chat.send", said))["type"] == "ack"
    await one.wire.disconnect()

    again = await enter(call.customer)
    welcome = await again.until("welcome")
    assert [each["key"] for each in welcome["data"]["chat"]] == ["k1"]
    assert (await again.ask("chat.send", said))["type"] == "ack"
    assert (await again.ask("chat.send", {"text": "Good."}))["type"] == "ack"

    heard = [(await other.until("chat.message"))["data"]["text"] for _ in range(2)]
    assert heard == ["Did you hear that?", "Good."]
    assert await ChatMessage.objects.across_installations().acount() == 2


async def test_the_gap_is_replayed_without_loss_or_repeat(enter: Open, call: Call) -> None:
    browser = await enter(call.customer)
    since = (await browser.receive())["data"]["seq"]
    await browser.wire.disconnect()
    for number in range(5):
        await say(call, f"missed {number}")
    again = await enter(call.customer, f"&since={since}")
    heard = []
    while (message := await again.receive())["type"] != "token":
        heard.append(message)
    assert [one["seq"] for one in heard] == list(range(since + 1, since + 1 + len(heard)))
    texts = [one["data"]["text"] for one in heard if one["type"] == "chat.message"]
    assert texts == [f"missed {number}" for number in range(5)]


@pytest.mark.parametrize("since", ["999999", "-1", "x", "9" * 30])
async def test_an_impossible_gap_gets_everything(enter: Open, call: Call, since: str) -> None:
    browser = await enter(call.customer, f"&since={since}")
    assert (await browser.receive())["type"] == "welcome"


async def test_what_redis_lost_is_read_from_the_database(
    enter: Open, call: Call, settings: Any
) -> None:
    browser = await enter(call.customer)
    await browser.until("token")
    lossy = settings.ROOM_PUBLISHER
    settings.ROOM_PUBLISHER = "saleor_personal_shopper.realtime.fake_publisher.FakeRoomPublisher"
    await say(call, "lost")
    settings.ROOM_PUBLISHER = lossy
    await say(call, "found")
    assert [(await browser.receive())["data"]["text"] for _ in range(2)] == ["lost", "found"]


async def test_a_loss_at_the_end_is_found_at_the_next_tick(
    enter: Open, call: Call, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RoomSocket, "tick_seconds", 0.2)
    browser = await enter(call.customer)
    await browser.until("token")
    settings.ROOM_PUBLISHER = "saleor_personal_shopper.realtime.fake_publisher.FakeRoomPublisher"
    await say(call, "lost")
    assert (await browser.until("chat.message"))["data"]["text"] == "lost"


async def test_messages_are_not_heard_twice(enter: Open, call: Call) -> None:
    browser = await enter(call.customer)
    await browser.until("token")
    row = await thread(post)(
        event=call.event, type="order.placed", data={"number": "1"}, now=timezone.now()
    )
    message = await browser.receive()
    assert message["seq"] == row.seq
    await get_channel_layer().group_send(
        room_group(call.event.pk), {"type": "room.message", "message": message}
    )
    assert await browser.is_quiet()


async def test_typing_is_passed_on_and_not_kept(enter: Open, call: Call) -> None:
    one, other = await enter(call.customer), await enter(call.shopper)
    await other.until("token")
    await one.ask("chat.typing", {"typing": True})
    heard = await other.until("chat.typing")
    assert "seq" not in heard
    assert not await RoomMessage.objects.across_installations().filter(type="chat.typing").aexists()


async def test_microphone_and_camera_are_told(enter: Open, call: Call) -> None:
    one, other = await enter(call.customer), await enter(call.shopper)
    await other.until("token")
    await one.ask("media.update", {"microphone": True, "camera": False})
    heard = await other.until("media.muted")
    assert (heard["data"]["microphone"], heard["data"]["camera"]) == (True, False)


async def test_what_somebody_shows_large_is_told_to_the_media_worker(
    enter: Open, call: Call
) -> None:
    fake_media.forget()
    one = await enter(call.customer)
    key = uuid.uuid4()
    large = to_global_id(GlobalType.PUBLICATION, key)

    assert (await one.ask("media.view", {"large": large}))["type"] == "ack"
    assert fake_media.worker.large == {call.customer.pk: key}

    # and what is no publication is refused, while a worker that is away costs nobody anything
    refused = await one.ask("media.view", {"large": call.id})
    assert (refused["type"], refused["data"]["code"]) == ("error", "NOT_FOUND")
    fake_media.worker.is_down = True
    assert (await one.ask("media.view", {"large": large}))["type"] == "ack"
    fake_media.forget()


@pytest.fixture
async def watched(call: Call) -> AsyncIterator[dict[str, Any]]:
    """The personal shopper sends, and the customer has an event subscription; what he is told."""
    fake_media.forget()
    shopper, customer = call.shopper, call.customer
    added = await thread(services.add_publication)(
        participant=shopper, source="camera", media_session="camera", now=timezone.now()
    )
    key = added.publication.pk
    sessions = fake_media.worker.sessions
    sessions["camera"] = fake_media.FakeSession(call.event.pk, shopper.pk, key, "camera")
    sessions["s1"] = fake_media.FakeSession(call.event.pk, customer.pk, None)
    yield {
        "participant": to_global_id(GlobalType.PARTICIPANT, customer.pk),
        "session": "s1",
        "slots": [to_global_id(GlobalType.PUBLICATION, key), None],
    }
    fake_media.forget()


async def test_whoever_comes_back_is_told_what_is_in_his_slots(
    enter: Open, call: Call, watched: dict[str, Any]
) -> None:
    browser = await enter(call.customer)
    since = (await browser.until("welcome"))["data"]["seq"]
    told = await browser.until("media.slots")
    assert told["data"] == watched
    assert "seq" not in told
    # also where the gap is replayed
    again = await enter(call.customer, f"&since={since}")
    assert (await again.until("media.slots"))["data"] == watched


async def test_whoever_watches_nobody_is_told_of_no_slots(
    enter: Open, call: Call, watched: dict[str, Any]
) -> None:
    guest = await enter(call.guest)
    await guest.until("token")
    assert await guest.is_quiet()


async def test_slots_that_were_told_meanwhile_are_not_overtaken(
    enter: Open, call: Call, watched: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a worker that takes its time
    asked, answer = asyncio.Event(), asyncio.Event()
    ask = FakeMediaServer.slots

    async def slots(self: FakeMediaServer, **given: Any) -> Any:
        known = await ask(self, **given)
        asked.set()
        await answer.wait()
        return known

    monkeypatch.setattr(FakeMediaServer, "slots", slots)
    browser = await enter(call.customer)
    await asyncio.wait_for(asked.wait(), 10)
    # when something newer is told while it answers
    newer = {**watched, "slots": [None, None]}
    await thread(post_ephemeral)(
        event_id=call.event.pk, type="media.slots", data=newer, now=timezone.now()
    )
    assert (await browser.until("media.slots"))["data"] == newer
    answer.set()
    # then what it knew before is not said any more
    assert await browser.is_quiet()


async def test_a_media_worker_that_is_away_keeps_nobody_out(
    enter: Open, call: Call, watched: dict[str, Any]
) -> None:
    fake_media.worker.is_down = True
    browser = await enter(call.customer)
    await browser.until("token")
    assert await browser.is_quiet()


async def test_presence_is_told_as_it_comes_and_goes(enter: Open, call: Call) -> None:
    watcher = await enter(call.shopper)
    await watcher.until("token")
    guest = await enter(call.guest)
    here = await watcher.until("participant.updated")
    assert here["data"]["participant"]["connected"]
    await guest.wire.disconnect()
    gone = await watcher.until("participant.updated")
    assert not gone["data"]["participant"]["connected"]


async def test_leaving_is_told(enter: Open, call: Call) -> None:
    watcher, guest = await enter(call.shopper), await enter(call.guest)
    await watcher.until("token")
    assert (await guest.ask("leave"))["type"] == "ack"
    assert (await watcher.until("participant.left"))["type"] == "participant.left"


async def test_both_sides_make_the_call_live(enter: Open, shop: Shop) -> None:
    call = await thread(open_call)(shop, status=EventStatus.WAITING, live_at=None)
    customer = await enter(call.customer)
    await customer.until("token")
    await enter(call.shopper)
    heard = await customer.until("event.status")
    assert heard["data"]["status"] == "LIVE"


async def test_a_ticket_is_good_once(enter: Open, call: Call) -> None:
    ticket = issue_ticket(call.customer, timezone.now())
    path = f"/ws/events/{call.event.pk}?ticket={ticket}"
    first, second = Browser(path, {}), Browser(path, {})
    assert await first.open()
    assert (await first.receive())["type"] == "welcome"
    assert await second.open()
    assert await second.close_code() == 4401
    await first.wire.disconnect()


@pytest.mark.parametrize("ticket", ["", "nonsense", "access"])
async def test_anything_else_is_no_ticket(call: Call, ticket: str) -> None:
    if ticket == "access":
        ticket = issue_access_token(call.customer, timezone.now())
    browser = Browser(f"/ws/events/{call.event.pk}?ticket={ticket}", {})
    assert await browser.open()
    assert await browser.close_code() == 4401


async def test_a_ticket_opens_no_other_room(enter: Open, call: Call, other_call: Call) -> None:
    for event in (str(other_call.event.pk), str(uuid.uuid4()), "nonsense"):
        browser = await enter(call.customer, event=event)
        assert await browser.close_code() == 4404


async def test_a_call_that_is_over_is_not_entered(enter: Open, shop: Shop) -> None:
    call = await thread(open_call)(shop, status=EventStatus.FINISHED)
    browser = await enter(call.customer)
    assert await browser.close_code() == 4404


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", "http://testserver.evil"])
async def test_foreign_pages_are_refused(call: Call, origin: str) -> None:
    ticket = issue_ticket(call.customer, timezone.now())
    path = f"/ws/events/{call.event.pk}?ticket={ticket}"
    assert not await Browser(path, {"origin": origin}).open()
    seat = await Participant.objects.across_installations().aget(pk=call.customer.pk)
    assert seat.socket_id == ""


async def test_our_own_page_is_let_in(enter: Open, call: Call) -> None:
    browser = await enter(call.customer, origin="http://testserver")
    assert (await browser.receive())["type"] == "welcome"


async def test_the_newest_socket_replaces_the_older(enter: Open, call: Call) -> None:
    older = await enter(call.customer)
    await older.until("token")
    newer = await enter(call.customer)
    await newer.until("token")
    assert await older.close_code() == 4409
    assert (await newer.ask("ping"))["type"] == "ack"
    seat = await Participant.objects.across_installations().aget(pk=call.customer.pk)
    assert seat.socket_id


async def test_rights_lost_close_the_socket(
    enter: Open, shop: Shop, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RoomSocket, "tick_seconds", 0.2)
    browser = await enter(call.shopper)
    await browser.until("token")
    staff = fake_shop(shop.installation).staff
    staff.pop(shop.shopper_member.saleor_user_id)
    shop.shopper_member.checked_at = None
    await shop.shopper_member.asave()
    assert await browser.close_code() == 4403


async def test_whoever_was_sent_out_is_closed(
    enter: Open, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RoomSocket, "tick_seconds", 0.2)
    browser = await enter(call.guest)
    await browser.until("token")
    await (
        Participant.objects.across_installations()
        .filter(pk=call.guest.pk)
        .aupdate(token_generation=2, left_at=timezone.now())
    )
    assert await browser.close_code() == 4403


async def test_a_device_from_which_the_call_moved_is_told_so(enter: Open, call: Call) -> None:
    first = await enter(call.customer)
    await first.until("token")

    moved = await thread(take_over)(call)
    assert await first.close_code() == 4409

    second = await enter(moved)
    await second.until("token")
    assert (await second.ask("chat.send", {"text": "Here now"}))["type"] == "ack"


async def test_it_is_told_so_also_when_redis_lost_the_word(
    enter: Open, call: Call, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(RoomSocket, "tick_seconds", 0.2)
    browser = await enter(call.customer)
    await browser.until("token")
    settings.ROOM_PUBLISHER = "saleor_personal_shopper.realtime.fake_publisher.FakeRoomPublisher"
    await thread(take_over)(call)
    assert await browser.close_code() == 4409


async def test_a_ticket_of_the_device_before_opens_nothing(enter: Open, call: Call) -> None:
    first = await enter(call.customer)
    await first.until("token")
    await thread(take_over)(call)
    late = await enter(call.customer)
    assert await late.close_code() == 4401


@pytest.mark.parametrize(
    "frame",
    [
        "nonsense",
        "[]",
        "null",
        "[" * 60_000,
        '{"type": "chat.send"}',
        '{"type": "chat.send", "id": "", "data": {"text": "x"}}',
        '{"type": "chat.send", "id": 1, "data": {"text": "x"}}',
        '{"type": "chat.send", "id": "1", "data": {"text": 5}}',
        '{"type": "chat.send", "id": "1", "data": {"key": "k"}}',
        '{"type": "chat.send", "id": "1", "data": {"text": "x", "key": 5}}',
        '{"type": "chat.send", "id": "1", "data": {"text": "x", "sender": "y"}}',
        '{"type": "chat.message", "id": "1", "data": {"text": "x"}}',
        '{"type": "event.status", "id": "1", "data": {"status": "FINISHED"}}',
        '{"type": "__class__", "id": "1", "data": {}}',
        '{"type": "media.update", "id": "1", "data": {"microphone": 1, "camera": 0}}',
    ],
)
async def test_broken_or_forged_messages_are_refused_in_words(
    enter: Open, call: Call, frame: str
) -> None:
    browser = await enter(call.customer)
    await browser.until("token")
    await browser.wire.send_to(frame)
    refused = await browser.until("error")
    assert refused["data"]["code"] == "INVALID"
    assert refused["data"]["message"]
    assert not await ChatMessage.objects.across_installations().aexists()


async def test_a_frame_beyond_64_kb_closes(enter: Open, call: Call) -> None:
    browser = await enter(call.customer)
    await browser.wire.send_to("x" * (64 * 1024 + 1))
    assert await browser.close_code() == 1009


async def test_binary_frames_close(enter: Open, call: Call) -> None:
    browser = await enter(call.customer)
    await browser.wire.send_to(data=b"x")
    assert await browser.close_code() == 1009


async def test_whoever_sends_too_fast_is_slowed_down_once(enter: Open, call: Call) -> None:
    browser = await enter(call.customer)
    await browser.until("token")
    for _ in range(100):
        await browser.send("nonsense")
    limited = 0
    answered = 0
    while not await browser.is_quiet():
        message = await browser.receive()
        answered += 1
        limited += message["data"]["code"] == "RATE_LIMITED"
    assert 1 <= limited <= 3
    assert answered < 80


async def test_a_reader_who_does_not_read_is_told_to_come_again(
    enter: Open, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = asyncio.Event()

    async def send(self: RoomSocket, *args: Any, **kwargs: Any) -> None:
        await stuck.wait()

    browser = await enter(call.customer)
    await browser.until("token")
    monkeypatch.setattr(RoomSocket, "send", send)
    for _ in range(QUEUE_LIMIT + 5):
        await thread(post_ephemeral)(
            event_id=call.event.pk, type="chat.typing", data={}, now=timezone.now()
        )
    assert await browser.close_code() == 1013


async def test_words_come_in_the_readers_language(enter: Open, call: Call) -> None:
    browser = await enter(call.customer, **{"accept-language": "xx, es;q=0.9, en;q=0.5"})
    await browser.until("token")
    assert (await browser.ask("chat.send", {"text": " "}))["type"] == "error"
