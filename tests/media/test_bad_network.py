"""Calls over a network that loses packets, moves and falls silent."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable

import pytest
from aiohttp.test_utils import TestServer

from saleor_personal_shopper.media.control import create_app
from saleor_personal_shopper.media.settings import MediaSettings
from saleor_personal_shopper.media.worker import MediaWorker
from saleor_personal_shopper.rehearsal.whip import MediaRefused, Publisher, Subscriber
from tests.media.udp_relay import UdpRelay, udp_relay
from tests.media.whip_endpoint import whip_endpoint

SECRET = "0123456789abcdef"


@pytest.fixture
async def relay() -> AsyncIterator[UdpRelay]:
    async with udp_relay() as running:
        yield running


@pytest.fixture
async def media_worker(relay: UdpRelay) -> AsyncIterator[MediaWorker]:
    settings = MediaSettings(
        0, ("127.0.0.1",), (relay.address,), ("127.0.0.1", 0), SECRET, verbose=False
    )
    async with MediaWorker(settings) as running:
        relay.target = running.bound[0]
        yield running


@pytest.fixture
async def url(media_worker: MediaWorker) -> AsyncIterator[str]:
    async with (
        TestServer(create_app(media_worker, secret=SECRET)) as server,
        whip_endpoint(f"127.0.0.1:{server.port}", SECRET) as running,
    ):
        yield running


def states(worker: MediaWorker) -> list[str]:
    return [session.state for session in worker.room_state("e1").sessions]


async def eventually(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while True:
            if holds():
                return
            await asyncio.sleep(0.05)


async def kinds_after(worker: MediaWorker, number: int, wanted: int) -> list[str]:
    """What became of sessions, without the first `number` of them."""
    async with asyncio.timeout(10):
        while True:
            changes = worker.changes.after(0)
            kinds = [change.kind.value for change in changes.changes if change.session][number:]
            if len(kinds) >= wanted:
                return kinds
            await worker.changes.wait_after(changes.last, seconds=1)


async def test_losses_of_five_percent_are_repaired(
    media_worker: MediaWorker, relay: UdpRelay, url: str
) -> None:
    async with (
        Publisher(f"{url}/whip/e1/ana/camera", "t"),
        Subscriber(f"{url}/whep/e1/bo/ana-camera", "t") as bo,
    ):
        # given a flowing call
        await bo.wait_frames(5, 20)
        # when the network loses one packet in twenty each way
        relay.loss = 0.05
        await bo.wait_frames(bo.video_frames + 90, 30)
        relay.loss = 0.0
        await asyncio.sleep(1.0)
        publication, subscription = media_worker.room_state("e1").sessions
    # then what was lost on both legs came again
    assert relay.dropped > 20
    assert subscription.packets_resent > 0
    video_lost_at_most = 0.05 * publication.packets_in
    assert publication.packets_lost < video_lost_at_most


async def test_the_call_goes_on_after_a_change_of_address(
    media_worker: MediaWorker, relay: UdpRelay, url: str
) -> None:
    async with (
        Publisher(f"{url}/whip/e1/ana/camera", "t"),
        Subscriber(f"{url}/whep/e1/bo/ana-camera", "t") as bo,
    ):
        await bo.wait_frames(5, 20)
        relay.move()
        # aioice checks every five seconds, and that check binds the new address
        await bo.wait_frames(bo.video_frames + 100, 20)
        assert states(media_worker) == ["connected", "connected"]


async def test_a_silent_participant_is_told_of_and_comes_back(
    media_worker: MediaWorker, relay: UdpRelay, url: str
) -> None:
    async with Publisher(f"{url}/whip/e1/ana/camera", "t"):
        # given a publisher whose network falls silent
        assert await kinds_after(media_worker, 0, 1) == ["connected"]
        relay.silent = True
        await media_worker.tick(now=time.monotonic() + 9, reporting=True)
        assert states(media_worker) == ["silent"]
        # when the network is back
        relay.silent = False
        # then so is the publisher
        assert await kinds_after(media_worker, 0, 3) == ["connected", "silent", "connected"]


async def test_a_participant_silent_for_a_minute_is_gone(
    media_worker: MediaWorker, relay: UdpRelay, url: str
) -> None:
    async with (
        Publisher(f"{url}/whip/e1/ana/camera", "t"),
        Subscriber(f"{url}/whep/e1/bo/ana-camera", "t"),
    ):
        assert len(await kinds_after(media_worker, 0, 2)) == 2
        relay.silent = True
        await media_worker.tick(now=time.monotonic() + 61, reporting=True)
        assert states(media_worker) == []
        assert await kinds_after(media_worker, 2, 2) == ["gone", "gone"]
        # the worker's own clock may be saying goodbye at the same time
        await eventually(lambda: media_worker.stats().peers == 0)


async def test_closing_the_browser_is_noticed_at_once(media_worker: MediaWorker, url: str) -> None:
    async with Publisher(f"{url}/whip/e1/ana/camera", "t") as publisher:
        await kinds_after(media_worker, 0, 1)
        publisher.session_url = None  # a closed tab deletes nothing
    assert await kinds_after(media_worker, 1, 1) == ["gone"]


async def test_another_certificate_than_the_offered_one_gets_no_call(
    media_worker: MediaWorker, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given signalling that replaces the fingerprint
    publish = media_worker.publish

    async def with_another_fingerprint(event: str, request: object) -> object:
        start = request.offer.index("a=fingerprint:sha-256 ") + 22
        other = ":".join(["AA"] * 32)
        sdp = request.offer.replace(request.offer[start : start + 95], other)
        return await publish(event, type(request)(**{**request.to_json(), "offer": sdp}))

    monkeypatch.setattr(media_worker, "publish", with_another_fingerprint)
    # when a browser connects with its own certificate
    with pytest.raises((MediaRefused, TimeoutError)):
        async with Publisher(f"{url}/whip/e1/ana/camera", "t"):
            await kinds_after(media_worker, 0, 1)
            raise MediaRefused("closed")
    # then the peer was never connected
    assert await kinds_after(media_worker, 0, 1) == ["gone"]
    assert media_worker.stats().packets_in == 0


async def test_pictures_give_way_to_the_voice_and_come_back_by_themselves(
    media_worker: MediaWorker, relay: UdpRelay, url: str
) -> None:
    async with (
        Publisher(f"{url}/whip/e1/ana/camera", "t"),
        Subscriber(f"{url}/whep/e1/bo/ana-camera", "t") as bo,
    ):
        # given a flowing call
        await bo.wait_frames(30, 20, audio=30)
        # when the way to the subscriber carries the voice (140 kbit/s) and hardly more
        relay.downlink.rate = 165_000
        # then the picture is held back, and he is told which
        await paused_is(media_worker, ["ana-camera"])
        # and the voice goes on
        await bo.wait_frames(0, 20, audio=bo.audio_frames + 100)
        # when the way is wide again
        relay.downlink.rate = None
        # then the picture comes back by itself, and stays
        await paused_is(media_worker, [])
        (subscription,) = media_worker._rooms.get("e1").subscriptions
        picture = next(one for one in subscription.tracks if one.kind == "video")
        await eventually(lambda: picture.meter.bitrate(now=time.monotonic()) > 0)
        assert not subscription.paused


async def paused_is(worker: MediaWorker, wanted: list[str]) -> None:
    """Wait until the newest word on bo's connection says so."""
    async with asyncio.timeout(60):
        while True:
            changes = worker.changes.after(0)
            said = [
                one.quality for one in changes.changes if one.participant == "bo" and one.quality
            ]
            if said and said[-1]["paused"] == wanted:
                return
            await worker.changes.wait_after(changes.last, seconds=1)
