"""A browser tries whether it reaches the worker: it connects, and that is all."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import TestServer

from saleor_personal_shopper.media import trials
from saleor_personal_shopper.media.control import create_app
from saleor_personal_shopper.media.errors import InvalidOffer, WorkerFull
from saleor_personal_shopper.media.settings import MediaSettings
from saleor_personal_shopper.media.worker import MediaWorker
from saleor_personal_shopper.rehearsal.whip import MediaRefused, Publisher
from tests.media.sdp import chromium_offer, small_offer
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
        yield f"{running}/trial/e1"


async def test_whoever_reaches_the_worker_is_connected_and_in_no_room(
    media_worker: MediaWorker, url: str
) -> None:
    # when a client connects as for a publication, and even sends
    async with Publisher(url, "t"):
        await asyncio.sleep(0.3)
        # then nobody can watch it, and nobody is told
        assert media_worker.room_state("e1").sessions == ()
        assert media_worker.stats().peers == 0
        assert media_worker.changes.after(0).changes == ()


async def test_whoever_does_not_reach_it_is_not_connected(
    media_worker: MediaWorker, relay: UdpRelay, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a network that lets no datagram through
    relay.silent = True
    monkeypatch.setattr("saleor_personal_shopper.rehearsal.whip.CONNECT_SECONDS", 2.0)
    # when
    with pytest.raises((TimeoutError, MediaRefused)):
        async with Publisher(url, "t"):
            pass


async def test_a_trial_ends_with_its_browser_or_by_itself(media_worker: MediaWorker) -> None:
    # given two trials
    for _ in range(2):
        media_worker.try_out(chromium_offer("publish"))
    assert len(media_worker._trials) == 2
    # when time passes
    now = time.monotonic()
    await media_worker.tick(now=now + trials.TRIAL_SECONDS - 1, reporting=True)
    assert len(media_worker._trials) == 2
    await media_worker.tick(now=now + trials.TRIAL_SECONDS + 1, reporting=True)
    # then nothing is left of them
    assert len(media_worker._trials) == 0
    assert not media_worker._switchboard._by_ufrag


async def test_a_closed_trial_is_gone_at_once(media_worker: MediaWorker, url: str) -> None:
    async with Publisher(url, "t") as client:
        client.session_url = None
    await asyncio.sleep(0.1)
    await media_worker.tick(now=time.monotonic(), reporting=True)
    assert len(media_worker._trials) == 0


async def test_more_than_enough_are_refused(media_worker: MediaWorker) -> None:
    for _ in range(trials.MAX_TRIALS):
        media_worker.try_out(small_offer())
    with pytest.raises(WorkerFull):
        media_worker.try_out(small_offer())


async def test_a_broken_offer_is_refused_and_leaves_nothing(media_worker: MediaWorker) -> None:
    with pytest.raises(InvalidOffer):
        media_worker.try_out("nonsense")
    assert len(media_worker._trials) == 0
