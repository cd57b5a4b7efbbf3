"""What the worker says of every participant's connection, over real connections."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer

from saleor_personal_shopper.media.control import create_app
from saleor_personal_shopper.media.settings import MediaSettings
from saleor_personal_shopper.media.worker import MediaWorker
from saleor_personal_shopper.rehearsal.whip import Publisher, Subscriber
from tests.media.udp_relay import UdpRelay, udp_relay
from tests.media.whip_endpoint import whip_endpoint

SECRET = "0123456789abcdef"
# Reports come every second, and a change is said after two to five.
SAID_SECONDS = 3 * 8


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


def said_of(worker: MediaWorker, participant: str) -> list[dict]:
    """All that was said of somebody's connection so far."""
    changes = worker.changes.after(0).changes
    return [one.quality for one in changes if one.quality and one.participant == participant]


async def until(worker: MediaWorker, participant: str, word: str) -> dict:
    """What is said of him with this word, which was not said yet."""
    before = len(said_of(worker, participant))
    async with asyncio.timeout(SAID_SECONDS):
        while True:
            for said in said_of(worker, participant)[before:]:
                if said["word"] == word:
                    return said
            await asyncio.sleep(0.1)


async def test_a_good_network_is_called_so_with_its_figures(
    media_worker: MediaWorker, url: str
) -> None:
    async with (
        Publisher(f"{url}/whip/e1/ana/camera", "t"),
        Subscriber(f"{url}/whep/e1/bo/ana-camera", "t") as bo,
    ):
        # when sound and picture flow for some seconds, and somebody else comes in
        await bo.wait_frames(90, 20)
        async with Subscriber(f"{url}/whep/e1/cleo/ana-camera", "t"):
            ana = await until(media_worker, "ana", "good")
        stats = media_worker.stats()
    # then what was measured on the way up and down is told with the word
    assert ana["loss"] == 0.0
    assert ana["bitrate_up"] > 50_000
    (first, again) = (said for said in said_of(media_worker, "bo") if said["word"] == "good")
    assert first["bitrate_up"] == again["bitrate_up"] == 0
    assert again["bitrate_down"] > 50_000
    # and in sum by the worker
    assert stats.bitrate_in > 50_000
    assert stats.bitrate_out > 50_000
    assert stats.loss == 0.0
    assert stats.jitter_ms > 0
    assert again["round_trip"] is None or again["round_trip"] < 0.1


async def test_round_trips_are_measured_by_reports(media_worker: MediaWorker, url: str) -> None:
    async with (
        Publisher(f"{url}/whip/e1/ana/camera", "t"),
        Subscriber(f"{url}/whep/e1/bo/ana-camera", "t") as bo,
    ):
        await bo.wait_frames(5, 20)
        subscription = next(iter(media_worker._rooms.get("e1").subscriptions))
        async with asyncio.timeout(SAID_SECONDS):
            while True:
                trips = [track._reading for track in subscription.tracks if track._reading]
                if any(reading.round_trip is not None for reading in trips):
                    break
                await asyncio.sleep(0.01)
    assert all(reading.round_trip < 0.5 for reading in trips if reading.round_trip is not None)


async def test_a_network_that_loses_much_is_called_poor_and_good_again(
    media_worker: MediaWorker, relay: UdpRelay, url: str
) -> None:
    async with (
        Publisher(f"{url}/whip/e1/ana/camera", "t"),
        Subscriber(f"{url}/whep/e1/bo/ana-camera", "t") as bo,
    ):
        await bo.wait_frames(30, 20)
        # when one packet in four is lost each way
        relay.loss = 0.25
        for participant in ("ana", "bo"):
            said = said_of(media_worker, participant)
            if not said or said[-1]["word"] != "poor":
                assert (await until(media_worker, participant, "poor"))["loss"] > 0.1
        # and then none any more
        relay.loss = 0.0
        await until(media_worker, "ana", "good")


async def test_silence_is_said_of_a_participant(
    media_worker: MediaWorker, relay: UdpRelay, url: str
) -> None:
    async with Publisher(f"{url}/whip/e1/ana/camera", "t"):
        await until(media_worker, "ana", "good")
        relay.silent = True
        await media_worker.tick(now=time.monotonic() + 9, reporting=True)
        assert said_of(media_worker, "ana")[-1]["word"] == "silent"


async def test_whoever_left_is_forgotten(media_worker: MediaWorker, url: str) -> None:
    async with Publisher(f"{url}/whip/e1/ana/camera", "t"):
        await until(media_worker, "ana", "good")
    await media_worker.tick(now=time.monotonic(), reporting=True)
    assert not media_worker._rooms.quality._watched
