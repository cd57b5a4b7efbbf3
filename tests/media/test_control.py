"""The private API: who may call it, what it answers."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from saleor_personal_shopper.media.control import create_app
from saleor_personal_shopper.media.settings import MediaSettings
from saleor_personal_shopper.media.worker import MediaWorker
from tests.media.sdp import chromium_offer, event_offer, small_offer

SECRET = "0123456789abcdef"
BEARER = {"Authorization": f"Bearer {SECRET}"}


RESTART = "a=ice-ufrag:newone\r\na=ice-pwd:0123456789abcdefghijkl\r\n"


def ufrag_in(sdp: str) -> str:
    return sdp.split("a=ice-ufrag:")[1].split("\r\n", maxsplit=1)[0]


@pytest.fixture
async def media_worker() -> AsyncIterator[MediaWorker]:
    settings = MediaSettings(0, ("127.0.0.1",), (), ("127.0.0.1", 0), SECRET, verbose=False)
    async with MediaWorker(settings) as running:
        yield running


@pytest.fixture
async def client(media_worker: MediaWorker) -> AsyncIterator[TestClient]:
    server = TestServer(create_app(media_worker, secret=SECRET))
    async with TestClient(server, headers=BEARER) as running:
        yield running


async def publish(client: TestClient, **changes: str) -> ClientResponse:
    body = {
        "publication": "p1",
        "participant": "ana",
        "source": "camera",
        "offer": chromium_offer("publish"),
        **changes,
    }
    return await client.post("/rooms/e1/publications", json=body)


async def subscribe(client: TestClient, **changes: str) -> ClientResponse:
    body = {
        "subscription": "s1",
        "publication": "p1",
        "participant": "bo",
        "offer": chromium_offer("subscribe"),
        **changes,
    }
    return await client.post("/rooms/e1/subscriptions", json=body)


async def watch(client: TestClient, **changes: str) -> ClientResponse:
    body = {"subscription": "w1", "participant": "bo", "offer": event_offer(2), **changes}
    return await client.post("/rooms/e1/event-subscriptions", json=body)


async def slots(client: TestClient) -> list[tuple[str, list[str | None]]]:
    """What was said of event subscriptions, in order."""
    heard = await (await client.get("/changes?after=0")).json()
    told = [one for one in heard["changes"] if one["kind"] == "slots"]
    return [(one["participant"], one["slots"]) for one in told]


async def sessions(client: TestClient) -> list[tuple[str, str, str]]:
    state = await (await client.get("/rooms/e1")).json()
    return [(item["kind"], item["participant"], item["publication"]) for item in state["sessions"]]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/stats"),
        ("GET", "/changes"),
        ("POST", "/rooms/e1/publications"),
        ("POST", "/rooms/e1/subscriptions"),
        ("POST", "/rooms/e1/event-subscriptions"),
        ("POST", "/rooms/e1/trials"),
        ("GET", "/rooms/e1"),
        ("DELETE", "/rooms/e1"),
        ("DELETE", "/rooms/e1/sessions/x"),
        ("PATCH", "/rooms/e1/sessions/x"),
        ("DELETE", "/rooms/e1/participants/x"),
        ("PUT", "/rooms/e1/participants/x/large"),
        ("GET", "/unknown"),
    ],
)
@pytest.mark.parametrize("given", ["", "Bearer wrong", f"Basic {SECRET}", SECRET, "Bearer é"])
async def test_without_the_secret_nothing_is_told(
    client: TestClient, method: str, path: str, given: str
) -> None:
    response = await client.request(method, path, headers={"Authorization": given})
    assert response.status == 401
    assert (await response.json())["error"]["code"] == "UNAUTHORIZED"


async def test_health_needs_no_secret(client: TestClient) -> None:
    response = await client.get("/healthz", headers={"Authorization": ""})
    assert await response.json() == {"status": "ok"}


async def test_what_is_shown_large_may_be_said_at_any_time(client: TestClient) -> None:
    path = "/rooms/e1/participants/bo/large"
    await publish(client)
    for body, status in (({"publication": "p1"}, 204), ({}, 400), ({"publication": "<"}, 400)):
        assert (await client.put(path, json=body)).status == status
    elsewhere = await client.put("/rooms/none/participants/bo/large", json={"publication": "p1"})
    assert elsewhere.status == 204


async def test_publish_subscribe_and_close(client: TestClient) -> None:
    published = await publish(client)
    subscribed = await subscribe(client)
    assert (published.status, subscribed.status) == (201, 201)
    answer = await published.json()
    assert answer["answer"].startswith("v=0\r\n")
    assert await sessions(client) == [
        ("publication", "ana", "p1"),
        ("subscription", "bo", "p1"),
    ]

    # closing the publication ends what depends on it, and can be repeated
    for _ in range(2):
        response = await client.delete(f"/rooms/e1/sessions/{answer['session']}")
        assert response.status == 204
    assert await sessions(client) == []
    assert (await (await client.get("/stats")).json())["peers"] == 0


@pytest.mark.parametrize("path", ["/rooms/e1/participants/ana", "/rooms/e1"])
async def test_a_participant_or_a_room_can_be_closed(client: TestClient, path: str) -> None:
    await publish(client)
    for _ in range(2):
        assert (await client.delete(path)).status == 204
    assert await sessions(client) == []


async def test_a_session_of_another_room_cannot_be_closed_or_changed(client: TestClient) -> None:
    session = (await (await publish(client)).json())["session"]
    assert (await client.delete(f"/rooms/e2/sessions/{session}")).status == 204
    response = await client.patch(
        f"/rooms/e2/sessions/{session}", json={"fragment": RESTART, "if_match": "*"}
    )
    assert response.status == 404
    assert len(await sessions(client)) == 1


async def test_the_newest_publication_of_a_source_evicts_the_older(client: TestClient) -> None:
    await publish(client)
    await subscribe(client)
    await publish(client, publication="p2")
    assert await sessions(client) == [("publication", "ana", "p2")]
    kinds = (await (await client.get("/changes?after=0")).json())["changes"]
    assert [(change["participant"], change["kind"]) for change in kinds] == [
        ("ana", "gone"),
        ("bo", "gone"),
    ]


async def test_camera_and_screen_stand_side_by_side(client: TestClient) -> None:
    await publish(client)
    await publish(client, publication="p2", source="screen")
    assert len(await sessions(client)) == 2


async def test_the_newest_subscription_of_a_publication_evicts_the_older(
    client: TestClient,
) -> None:
    await publish(client)
    await subscribe(client)
    await subscribe(client, subscription="s2")
    await subscribe(client, participant="cleo")
    assert await sessions(client) == [
        ("publication", "ana", "p1"),
        ("subscription", "bo", "p1"),
        ("subscription", "cleo", "p1"),
    ]


async def test_whoever_watches_the_event_is_told_what_is_in_his_slots(client: TestClient) -> None:
    # given one who watches before anybody publishes
    answer = await watch(client)
    assert answer.status == 201
    session = (await answer.json())["session"]
    assert await slots(client) == [("bo", [None, None])]
    # when somebody comes, he himself comes, and somebody comes again
    await publish(client)
    await publish(client, publication="p2", participant="bo")
    await publish(client, publication="p3")
    # then only the others count, and a reload is one step to him
    assert await slots(client) == [("bo", [None, None]), ("bo", ["p1", None]), ("bo", ["p3", None])]
    state = await (await client.get("/rooms/e1")).json()
    (mine,) = [one for one in state["sessions"] if one["session"] == session]
    assert (mine["kind"], mine["slots"]) == ("event_subscription", ["p3", None])
    assert (mine["publication"], mine["source"]) == ("", "")
    # and it goes on when nobody publishes any more
    await client.delete("/rooms/e1/participants/ana")
    assert (await slots(client))[-1] == ("bo", [None, None])
    assert ("event_subscription", "bo", "") in await sessions(client)
    for _ in range(2):
        assert (await client.delete(f"/rooms/e1/sessions/{session}")).status == 204
    assert await sessions(client) == [("publication", "bo", "p2")]


async def test_the_newest_event_subscription_evicts_the_older_and_nothing_else(
    client: TestClient,
) -> None:
    await publish(client)
    await subscribe(client)
    await watch(client)
    newest = (await (await watch(client)).json())["session"]
    await watch(client, participant="cleo")
    assert await sessions(client) == [
        ("publication", "ana", "p1"),
        ("subscription", "bo", "p1"),
        ("event_subscription", "bo", ""),
        ("event_subscription", "cleo", ""),
    ]
    restart = {"fragment": RESTART, "if_match": "*"}
    assert (await client.patch(f"/rooms/e1/sessions/{newest}", json=restart)).status == 200


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"offer": "nonsense"}, 400, "INVALID_OFFER"),
        ({"offer": small_offer()}, 422, "UNSUPPORTED_OFFER"),
        ({"participant": ""}, 400, "INVALID_REQUEST"),
        ({"subscription": "<"}, 400, "INVALID_REQUEST"),
    ],
)
async def test_a_bad_event_subscription_leaves_nothing(
    client: TestClient, changes: dict[str, str], status: int, code: str
) -> None:
    response = await watch(client, **changes)
    assert response.status == status
    assert (await response.json())["error"]["code"] == code
    assert (await (await client.get("/stats")).json())["rooms"] == 0


async def test_anothers_publication_cannot_be_taken_over(client: TestClient) -> None:
    await publish(client)
    response = await publish(client, participant="eve", source="screen")
    assert response.status == 400
    assert await sessions(client) == [("publication", "ana", "p1")]


async def test_an_unknown_publication_is_404(client: TestClient) -> None:
    response = await subscribe(client)
    assert response.status == 404
    assert (await response.json())["error"]["code"] == "UNKNOWN_PUBLICATION"


@pytest.mark.parametrize(
    ("offer", "status", "code"),
    [
        ("nonsense", 400, "INVALID_OFFER"),
        (small_offer(extra="x" * 70_000), 400, "INVALID_OFFER"),
        (small_offer(direction="recvonly"), 422, "UNSUPPORTED_OFFER"),
    ],
)
async def test_a_bad_offer_is_refused_and_leaves_nothing(
    client: TestClient, offer: str, status: int, code: str
) -> None:
    response = await publish(client, offer=offer)
    assert response.status == status
    assert (await response.json())["error"]["code"] == code
    assert (await (await client.get("/stats")).json())["rooms"] == 0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"publication": 1}', b"\xff", b"[" * 50_000])
async def test_a_bad_body_is_400(client: TestClient, body: bytes) -> None:
    response = await client.post("/rooms/e1/publications", data=body)
    assert response.status == 400
    assert (await response.json())["error"]["code"] == "INVALID_REQUEST"


async def test_an_enormous_body_is_refused(client: TestClient) -> None:
    response = await client.post("/rooms/e1/publications", data=b" " * 300_000)
    assert response.status == 413


@pytest.mark.parametrize("path", ["/rooms/a%2Fb", "/rooms/%00", f"/rooms/{'x' * 200}"])
async def test_a_path_that_is_no_identifier_is_400(client: TestClient, path: str) -> None:
    assert (await client.get(path)).status == 400


async def test_an_ice_restart_gets_new_credentials(client: TestClient) -> None:
    answer = await (await publish(client)).json()
    path = f"/rooms/e1/sessions/{answer['session']}"
    response = await client.patch(path, json={"fragment": RESTART, "if_match": "*"})
    assert response.status == 200
    fragment = (await response.json())["fragment"]
    assert "a=candidate:" in fragment
    assert ufrag_in(fragment) != ufrag_in(answer["answer"])

    # and the same ones when it asks again, since the answer may have been lost
    again = await client.patch(path, json={"fragment": RESTART, "if_match": "*"})
    assert await again.json() == {"fragment": fragment}


async def test_a_fragment_must_mean_the_ice_session_that_is_there(client: TestClient) -> None:
    # given
    answer = await (await publish(client)).json()
    path = f"/rooms/e1/sessions/{answer['session']}"
    first = ufrag_in(answer["answer"])

    async def status(if_match: str, fragment: str = "a=candidate:1\r\n") -> int:
        body = {"fragment": fragment, "if_match": if_match}
        return (await client.patch(path, json=body)).status

    # then its tag is good, alone and among others, and no other is
    assert await status(f'"{first}"') == 204
    assert await status(f'"another", "{first}"') == 204
    for wrong in ('"another"', first, f'W/"{first}"', "nonsense"):
        assert await status(wrong) == 412
        assert await status(wrong, RESTART) == 412

    # and after a restart the new one is, and the old no longer
    restart = await client.patch(path, json={"fragment": RESTART, "if_match": f'"{first}"'})
    second = ufrag_in((await restart.json())["fragment"])
    assert await status(f'"{first}"') == 412
    assert await status(f'"{second}"') == 204


async def test_trickled_candidates_are_ignored(client: TestClient) -> None:
    session = (await (await publish(client)).json())["session"]
    for fragment in ("a=candidate:1 1 udp 1 10.0.0.1 1 typ host\r\n", "a=ice-ufrag:uOCr\r\n"):
        body = {"fragment": fragment, "if_match": "*"}
        response = await client.patch(f"/rooms/e1/sessions/{session}", json=body)
        assert response.status == 204


async def test_a_full_worker_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saleor_personal_shopper.media.worker.MAX_PEERS", 1)
    await publish(client)
    response = await publish(client, publication="p2", source="screen")
    assert response.status == 503


async def test_a_poll_is_answered_by_the_next_change(client: TestClient) -> None:
    await publish(client)
    poll = asyncio.create_task(client.get("/changes?after=0"))
    await asyncio.sleep(0.05)
    assert not poll.done()
    await client.delete("/rooms/e1")
    answer = await (await asyncio.wait_for(poll, 2)).json()
    assert [change["kind"] for change in answer["changes"]] == ["gone"]


async def test_a_poll_needs_a_number(client: TestClient) -> None:
    assert (await client.get("/changes?after=x")).status == 400
