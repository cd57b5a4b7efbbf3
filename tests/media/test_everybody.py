"""Calls of three and of eight, in which each receives all others on one connection."""

import asyncio
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest
from aiortc import RTCRtpSender

from saleor_personal_shopper.bench.traffic.shape import SHAPES
from saleor_personal_shopper.bench.traffic.traffic import Traffic
from saleor_personal_shopper.bench.traffic.ways import FullRooms
from saleor_personal_shopper.rehearsal.whip import Publisher
from tests.media.conftest import SECRET, RunningWorker, running_worker
from tests.media.everybody import Everybody


class H264Publisher(Publisher):
    """Sends what some phones send."""

    def _prepare(self) -> None:
        super()._prepare()
        codecs = RTCRtpSender.getCapabilities("video").codecs
        video = next(one for one in self.connection.getTransceivers() if one.kind == "video")
        video.setCodecPreferences([one for one in codecs if one.mimeType == "video/H264"])


async def slots_are(worker: RunningWorker, watcher: Everybody, *wanted: str | None) -> None:
    """Wait until that was said last of the watcher's slots."""
    last, said = 0, None
    async with asyncio.timeout(30):
        while said != list(wanted):
            _, heard = await worker.call("GET", f"/changes?after={last}")
            last = heard["last"]
            for change in heard["changes"]:
                if change["kind"] == "slots" and change["session"] == watcher.session:
                    said = change["slots"]


async def test_three_see_each_other_and_whoever_comes_and_goes(
    worker: RunningWorker, whip_url: str
) -> None:
    names = ("ana", "bo", "cleo")
    async with AsyncExitStack() as stack:
        # given three who watch before anybody sends, and then send
        watchers = {
            name: await stack.enter_async_context(Everybody(f"{whip_url}/whep/e1/{name}", "t"))
            for name in names
        }
        await slots_are(worker, watchers["bo"], None, None, None)
        publishers = {
            name: await stack.enter_async_context(
                Publisher(f"{whip_url}/whip/e1/{name}/camera", "t")
            )
            for name in names
        }
        # then each has the two others, in the order in which they came
        await slots_are(worker, watchers["ana"], "bo-camera", "cleo-camera", None)
        await slots_are(worker, watchers["bo"], "ana-camera", "cleo-camera", None)
        await slots_are(worker, watchers["cleo"], "ana-camera", "bo-camera", None)
        await asyncio.gather(
            *(watcher.wait_frames(slot) for watcher in watchers.values() for slot in (0, 1))
        )

        # when one begins anew, as after a reload
        await stack.enter_async_context(Publisher(f"{whip_url}/whip/e1/ana/camera", "t"))
        # then he is where he was
        await asyncio.gather(*(watchers[name].wait_frames(0, more=40) for name in ("bo", "cleo")))
        await slots_are(worker, watchers["bo"], "ana-camera", "cleo-camera", None)

        # when another leaves and a fourth comes
        await publishers["cleo"].close()
        await slots_are(worker, watchers["bo"], "ana-camera", None, None)
        await stack.enter_async_context(Publisher(f"{whip_url}/whip/e1/dan/camera", "t"))
        # then nobody sees him where she was
        await slots_are(worker, watchers["bo"], "ana-camera", None, "dan-camera")
        await watchers["bo"].wait_frames(2)
        await watchers["bo"].wait_frames(0)


async def test_vp8_and_h264_come_side_by_side_and_one_after_the_other(
    worker: RunningWorker, whip_url: str
) -> None:
    async with (
        Everybody(f"{whip_url}/whep/e1/bo", "t", slots=2) as bo,
        Publisher(f"{whip_url}/whip/e1/ana/camera", "t"),
        H264Publisher(f"{whip_url}/whip/e1/cleo/camera", "t"),
    ):
        await asyncio.gather(bo.wait_frames(0), bo.wait_frames(1))
        # when the one who sent VP8 comes again with H264, and the other way round
        async with (
            H264Publisher(f"{whip_url}/whip/e1/ana/camera", "t"),
            Publisher(f"{whip_url}/whip/e1/cleo/camera", "t"),
        ):
            await asyncio.gather(bo.wait_frames(0, more=40), bo.wait_frames(1, more=40))
        _, state = await worker.call("GET", "/rooms/e1")
    (everything,) = [one for one in state["sessions"] if one["kind"] == "event_subscription"]
    assert (everything["publication"], everything["participant"]) == ("", "bo")
    assert everything["packets_out"] > 100


async def test_eight_in_one_room_all_hear_and_see_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("saleor_personal_shopper.bench.traffic.subscriber.LOOK_INTO_EACH", 1)
    with tempfile.TemporaryDirectory() as folder:
        control = str(Path(folder) / "control.sock")
        async with (
            running_worker(MEDIA_CONTROL=control) as worker,
            httpx.AsyncClient(
                transport=httpx.AsyncHTTPTransport(uds=control),
                base_url="http://media",
                headers={"Authorization": f"Bearer {SECRET}"},
                timeout=30,
            ) as client,
        ):
            assert worker.control == control
            # given eight, each with one connection for what he sends and one for all others
            way = FullRooms(client)
            await way.open(["e1"])
            stats = (await client.get("/stats")).json()
            assert stats["peers"] == 16
            # when all of them send
            traffic = Traffic(way, SHAPES["360p"], 4.0)
            outcome = await asyncio.to_thread(traffic.run)
            # then each gets sound and picture of the seven others
            assert [one.streams for one in traffic.subscribers] == [14] * 8
            assert outcome.received > 0.9 * 7 * outcome.sent
            room = (await client.get("/rooms/e1")).json()
            everything = [one for one in room["sessions"] if one["kind"] == "event_subscription"]
            assert all(len(one["slots"]) == 7 and all(one["slots"]) for one in everything)
