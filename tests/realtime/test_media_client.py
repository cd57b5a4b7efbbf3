"""MediaControlClient against a worker's control API, and what becomes of its changes."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from asgiref.sync import sync_to_async
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Publication
from saleor_personal_shopper.core.events.services import add_publication
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.realtime import fake_media, fake_publisher, media_changes
from saleor_personal_shopper.realtime.fake_media import FakeMediaServer, FakeSession
from saleor_personal_shopper.realtime.media_client import MediaControlClient, NobodyThere
from saleor_personal_shopper.realtime.media_control import (
    Change,
    Changes,
    EventSlots,
    MediaRefused,
    MediaUnavailable,
)
from tests.cast import Call

SECRET = "the-media-secret-of-the-tests"
EVENT, PUBLICATION, PARTICIPANT = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()


class Worker:
    """A control API that notes what it is asked and answers as told."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Any]] = []
        self.status = 200
        self.answer: Any = {}

    async def handle(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {SECRET}":
            return web.json_response({"error": {"code": "NO", "message": "No."}}, status=401)
        body = await request.json() if request.can_read_body else None
        self.asked.append((request.method, request.path_qs, body))
        if self.status == 204:
            return web.Response(status=204)
        return web.json_response(self.answer, status=self.status)


@pytest.fixture
def worker(settings: Any, tmp_path: Path) -> Iterator[Worker]:
    """A worker behind a Unix socket, in a thread of its own."""
    made = Worker()
    path = f"/tmp/ps-{uuid.uuid4().hex}.sock"
    settings.MEDIA_CONTROL, settings.MEDIA_SECRET = path, SECRET
    loop = asyncio.new_event_loop()
    started = threading.Event()

    async def serve() -> web.AppRunner:
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", made.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.UnixSite(runner, path).start()
        started.set()
        return runner

    runner = loop.create_task(serve())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    started.wait(5)
    yield made
    asyncio.run_coroutine_threadsafe(runner.result().cleanup(), loop).result(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    loop.close()


async def test_what_each_worker_carries(worker: Worker) -> None:
    worker.answer = {"rooms": 1, "workers": [{"worker": "a1", "rooms": 1, "cpu": 0.25}]}
    assert await MediaControlClient().workers() == [{"rooms": 1, "cpu": 0.25}]
    assert worker.asked == [("GET", "/stats", None)]


async def test_publishing(worker: Worker) -> None:
    worker.status, worker.answer = 201, {"session": "s1", "answer": "v=0"}
    opened = await MediaControlClient().publish(
        event_id=EVENT,
        publication_id=PUBLICATION,
        participant_id=PARTICIPANT,
        source="camera",
        offer="v=0",
    )
    assert (opened.session, opened.answer) == ("s1", "v=0")
    assert worker.asked == [
        (
            "POST",
            f"/rooms/{EVENT}/publications",
            {
                "publication": str(PUBLICATION),
                "participant": str(PARTICIPANT),
                "source": "camera",
                "offer": "v=0",
            },
        )
    ]


async def test_subscribing(worker: Worker) -> None:
    worker.status, worker.answer = 201, {"session": "s2", "answer": "v=0"}
    await MediaControlClient().subscribe(
        event_id=EVENT, publication_id=PUBLICATION, participant_id=PARTICIPANT, offer="v=0"
    )
    ((method, path, body),) = worker.asked
    assert (method, path) == ("POST", f"/rooms/{EVENT}/subscriptions")
    assert set(body) == {"subscription", "publication", "participant", "offer"}


async def test_subscribing_to_a_whole_event(worker: Worker) -> None:
    worker.status, worker.answer = 201, {"session": "s4", "answer": "v=0"}
    opened = await MediaControlClient().subscribe_event(
        event_id=EVENT, participant_id=PARTICIPANT, offer="v=0"
    )
    assert (opened.session, opened.answer) == ("s4", "v=0")
    ((method, path, body),) = worker.asked
    assert (method, path) == ("POST", f"/rooms/{EVENT}/event-subscriptions")
    assert set(body) == {"subscription", "participant", "offer"}


async def test_what_an_event_subscription_carries(worker: Worker) -> None:
    def session(name: str, participant: uuid.UUID, slots: list[str | None] | None) -> dict:
        return {"session": name, "participant": str(participant), "slots": slots}

    worker.answer = {
        "event": "e",
        "sessions": [
            session("s1", PARTICIPANT, None),
            session("s2", uuid.uuid4(), ["p", None]),
            session("s3", PARTICIPANT, [None, "p"]),
        ],
    }
    client = MediaControlClient()
    found = await client.slots(event_id=EVENT, participant_id=PARTICIPANT)
    assert found == EventSlots("s3", (None, "p"))
    assert await client.slots(event_id=EVENT, participant_id=uuid.uuid4()) is None
    # and a worker of the version before, which tells of none
    worker.answer = {"sessions": [{"session": "s1", "participant": str(PARTICIPANT)}]}
    assert await client.slots(event_id=EVENT, participant_id=PARTICIPANT) is None


@pytest.mark.django_db(transaction=True)
async def test_the_fake_knows_event_subscriptions_like_the_worker(call: Call) -> None:
    fake_media.forget()
    fake = FakeMediaServer()
    mine = {"event_id": EVENT, "participant_id": PARTICIPANT}
    assert await fake.slots(**mine) is None
    for offer in ("v=0", "v=0"):
        opened = await fake.subscribe_event(**mine, offer=offer)
    assert await fake.slots(**mine) == EventSlots(opened.session, (None, None))
    with pytest.raises(MediaRefused):
        await fake.subscribe_event(**mine, offer="nonsense")
    assert len(fake_media.worker.sessions) == 1
    fake_media.worker.is_down = True
    with pytest.raises(MediaUnavailable):
        await fake.slots(**mine)
    fake_media.forget()


async def test_trying_out(worker: Worker) -> None:
    worker.status, worker.answer = 201, {"session": "s3", "answer": "v=0"}
    assert await MediaControlClient().try_out(event_id=EVENT, offer="v=0") == "v=0"
    assert worker.asked == [("POST", f"/rooms/{EVENT}/trials", {"offer": "v=0"})]


async def test_showing_large(worker: Worker) -> None:
    worker.status = 204
    await MediaControlClient().show_large(
        event_id=EVENT, participant_id=PARTICIPANT, publication_id=PUBLICATION
    )
    path = f"/rooms/{EVENT}/participants/{PARTICIPANT}/large"
    assert worker.asked == [("PUT", path, {"publication": str(PUBLICATION)})]


async def test_ending_and_restarting(worker: Worker) -> None:
    client = MediaControlClient()
    worker.status = 204
    await client.close_session(event_id=EVENT, session="s")
    assert (
        await client.restart_ice(event_id=EVENT, session="s", fragment="a=x", if_match="*") is None
    )
    worker.status, worker.answer = 200, {"fragment": "a=y"}
    assert (
        await client.restart_ice(event_id=EVENT, session="s", fragment="a=x", if_match='"a"')
        == "a=y"
    )
    assert [(method, path) for method, path, _ in worker.asked] == [
        ("DELETE", f"/rooms/{EVENT}/sessions/s"),
        ("PATCH", f"/rooms/{EVENT}/sessions/s"),
        ("PATCH", f"/rooms/{EVENT}/sessions/s"),
    ]


async def test_what_is_in_a_room_and_what_happened(worker: Worker) -> None:
    worker.answer = {"event": "e", "sessions": [{"session": "s", "participant": "p"}]}
    assert await MediaControlClient().sessions(EVENT) == {"s": "p"}
    quality = {"word": "good"}
    change = {"number": 4, "event": "e", "session": "s", "participant": "p", "kind": "gone"}
    change |= {"quality": quality, "slots": ["p1", None]}
    worker.answer = {"worker": "w", "last": 4, "missed": False, "changes": [change]}
    (node,) = await MediaControlClient().nodes()
    assert await MediaControlClient().changes(node, 3) == Changes(
        "w", 4, False, (Change("e", "s", "p", "gone", quality, ("p1", None)),)
    )
    assert worker.asked[-1][1] == "/changes?after=3"


@pytest.mark.parametrize("status", [400, 404, 422])
async def test_refusals_keep_their_status(worker: Worker, status: int) -> None:
    worker.status, worker.answer = status, {"error": {"code": "C", "message": "M"}}
    with pytest.raises(MediaRefused) as refused:
        await MediaControlClient().close_session(event_id=EVENT, session="s")
    assert (refused.value.status, refused.value.code) == (status, "C")


@pytest.mark.parametrize("status", [401, 500, 503])
async def test_anything_else_is_out_of_service(worker: Worker, status: int) -> None:
    worker.status = status
    with pytest.raises(MediaUnavailable):
        await MediaControlClient().sessions(EVENT)


async def test_nobody_there_is_out_of_service(settings: Any) -> None:
    settings.MEDIA_CONTROL = "127.0.0.1:1"
    with pytest.raises(MediaUnavailable):
        await MediaControlClient().sessions(EVENT)


def test_the_cores_port_closes_and_never_fails(worker: Worker, settings: Any) -> None:
    MediaControlClient().close_participant(EVENT, PARTICIPANT)
    MediaControlClient().close_room(EVENT)
    assert [(method, path) for method, path, _ in worker.asked] == [
        ("DELETE", f"/rooms/{EVENT}/participants/{PARTICIPANT}"),
        ("DELETE", f"/rooms/{EVENT}"),
    ]
    settings.MEDIA_CONTROL = "127.0.0.1:1"
    MediaControlClient().close_room(EVENT)


def publish(call: Call, session: str) -> Publication:
    return add_publication(
        participant=call.customer, source="camera", media_session=session, now=timezone.now()
    ).publication


@pytest.mark.django_db(transaction=True)
def test_media_that_ended_by_itself_is_taken_back_once(call: Call) -> None:
    publication = publish(call, "s1")
    gone = Change(str(call.event.pk), "s1", str(call.customer.pk), "gone")
    for _ in range(2):
        media_changes.apply_changes([gone])
    publication.refresh_from_db()
    assert publication.ended_at is not None
    call.event.refresh_from_db()
    assert call.event.last_seq == 2


FIGURES = {
    "word": "poor",
    "loss": 0.125,
    "round_trip": 0.2504,
    "jitter": None,
    "bitrate_up": 64_000,
    "bitrate_down": 900_000,
    "paused": [str(EVENT)],
}


@pytest.mark.django_db(transaction=True)
def test_how_well_somebody_is_connected_is_told_to_his_room(settings: Any) -> None:
    settings.ROOM_PUBLISHER = "saleor_personal_shopper.realtime.fake_publisher.FakeRoomPublisher"
    fake_publisher.forget()
    event, participant = str(EVENT), str(PARTICIPANT)
    changes = [
        Change(event, "", participant, "quality", {**FIGURES, "word": word})
        for word in ("fair", "poor")
    ]

    media_changes.apply_changes([*changes, Change(event, "s1", participant, "silent")])

    # Only the newest of what came at once.
    ((method, room, message),) = fake_publisher.published
    assert (method, room, message["type"]) == ("publish", EVENT, "media.quality")
    assert "seq" not in message
    assert message["data"] == {
        "participant": to_global_id(GlobalType.PARTICIPANT, PARTICIPANT),
        "quality": "POOR",
        "loss": 0.125,
        "roundTrip": 250,
        "jitter": None,
        "bitrateUp": 64_000,
        "bitrateDown": 900_000,
        "paused": [to_global_id(GlobalType.PUBLICATION, EVENT)],
    }


@pytest.mark.django_db(transaction=True)
def test_who_speaks_is_told_to_his_room(settings: Any) -> None:
    settings.ROOM_PUBLISHER = "saleor_personal_shopper.realtime.fake_publisher.FakeRoomPublisher"
    fake_publisher.forget()
    spoke = Change(str(EVENT), "", str(PARTICIPANT), "speaker")

    media_changes.apply_changes([Change(str(EVENT), "", "", "speaker"), spoke])
    media_changes.apply_changes([Change(str(EVENT), "", "", "speaker")])

    told = [
        (room, message["type"], message["data"]) for _, room, message in fake_publisher.published
    ]
    assert told == [
        (
            EVENT,
            "media.speaker",
            {"participant": to_global_id(GlobalType.PARTICIPANT, PARTICIPANT)},
        ),
        (EVENT, "media.speaker", {"participant": None}),
    ]
    assert all("seq" not in message for _, _, message in fake_publisher.published)


@pytest.mark.django_db(transaction=True)
def test_what_is_in_slots_is_told_to_the_room(settings: Any) -> None:
    settings.ROOM_PUBLISHER = "saleor_personal_shopper.realtime.fake_publisher.FakeRoomPublisher"
    fake_publisher.forget()
    event, participant = str(EVENT), str(PARTICIPANT)

    def slots(session: str, *publications: str | None) -> Change:
        return Change(event, session, participant, "slots", slots=publications)

    changes = [slots("s1", None, None), slots("s2", None), slots("s1", str(PUBLICATION), None)]
    media_changes.apply_changes(changes)

    # Only the newest of what came at once, of each session.
    assert all("seq" not in message for _, _, message in fake_publisher.published)
    told = [
        (room, message["type"], message["data"]) for _, room, message in fake_publisher.published
    ]
    mine = to_global_id(GlobalType.PARTICIPANT, PARTICIPANT)
    known = to_global_id(GlobalType.PUBLICATION, PUBLICATION)
    assert told == [
        (EVENT, "media.slots", {"participant": mine, "session": "s1", "slots": [known, None]}),
        (EVENT, "media.slots", {"participant": mine, "session": "s2", "slots": [None]}),
    ]


@pytest.mark.django_db(transaction=True)
def test_how_well_somebody_was_connected_stays_with_the_event(call: Call) -> None:
    told = {**FIGURES, "paused": [str(EVENT)]}
    change = Change(str(call.event.pk), "", str(call.customer.pk), "quality", told)
    for _ in range(2):
        media_changes.apply_changes([change])
    call.customer.refresh_from_db()
    assert (call.customer.worst_quality, call.customer.video_paused) == ("POOR", True)


@pytest.mark.django_db(transaction=True)
async def test_after_a_restart_of_the_worker_lost_publications_are_taken_back(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication = await sync_to_async(publish)(call, "lost")
    answers = [Changes("w1", 7, False, ()), Changes("w2", 0, True, ())]

    async def changes(self: FakeMediaServer, node: str, after: int) -> Changes:
        if not answers:
            await asyncio.Event().wait()
        return answers.pop(0)

    monkeypatch.setattr(FakeMediaServer, "changes", changes)
    media_changes.ensure_listening()
    for _ in range(100):
        await asyncio.sleep(0.05)
        await publication.arefresh_from_db()
        if publication.ended_at:
            break
    assert publication.ended_at is not None


@pytest.mark.django_db(transaction=True)
async def test_a_node_whose_answer_broke_off_is_asked_again_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given a node that dies while it is listened to, and of which nothing is heard afterwards
    answers = [Changes("w1", 7, False, ()), MediaUnavailable("broke off"), NobodyThere("gone")]
    asked: list[int] = []

    async def changes(self: FakeMediaServer, node: str, after: int) -> Changes:
        asked.append(after)
        answer = answers[min(len(asked), len(answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(FakeMediaServer, "changes", changes)
    monkeypatch.setattr(media_changes, "PAUSE_SECONDS", 600.0)

    # when
    media_changes.ensure_listening()

    # then it is found dead without a pause, and from then on asked seldom
    async with asyncio.timeout(10):
        while len(asked) < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await asyncio.sleep(1.0)
    assert asked == [0, 7, 7]


@pytest.mark.django_db(transaction=True)
async def test_the_publications_of_a_node_that_died_are_taken_back(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a publication, and two nodes of which nothing is heard
    publication = await sync_to_async(publish)(call, "s1")
    fake_media.worker.sessions["s1"] = FakeSession(call.event.pk, call.customer.pk, publication.pk)
    known = ["a", "b"]

    async def nodes(self: FakeMediaServer) -> list[str]:
        return known

    monkeypatch.setattr(FakeMediaServer, "nodes", nodes)
    monkeypatch.setattr(media_changes, "LOOK_SECONDS", 0.05)
    media_changes.ensure_listening()
    await asyncio.sleep(0.5)
    await publication.arefresh_from_db()
    assert publication.ended_at is None

    # when one is there no more, and with it the publication's session
    fake_media.worker.sessions.clear()
    known.remove("a")

    # then it is taken back, so that its sender begins anew
    for _ in range(100):
        await asyncio.sleep(0.05)
        await publication.arefresh_from_db()
        if publication.ended_at:
            break
    assert publication.ended_at is not None


@pytest.mark.django_db(transaction=True)
async def test_one_listener_a_process() -> None:
    media_changes.ensure_listening()
    first = media_changes._listener
    media_changes.ensure_listening()
    assert media_changes._listener is first
