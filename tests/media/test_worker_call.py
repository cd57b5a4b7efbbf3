"""Two real aiortc clients through a spawned worker."""

import asyncio

from saleor_personal_shopper.rehearsal.whip import Publisher, Subscriber
from tests.media.conftest import RunningWorker


async def test_sound_and_picture_flow_both_ways(worker: RunningWorker, whip_url: str) -> None:
    # given two participants who both publish and
    # watch each other
    async with (
        Publisher(f"{whip_url}/whip/e1/ana/camera", "t"),
        Publisher(f"{whip_url}/whip/e1/bo/camera", "t"),
        Subscriber(f"{whip_url}/whep/e1/ana/bo-camera", "t") as ana,
        Subscriber(f"{whip_url}/whep/e1/bo/ana-camera", "t") as bo,
    ):
        # then decoded frames advance on both sides
        await asyncio.gather(ana.wait_frames(30, 20, audio=50), bo.wait_frames(30, 20, audio=50))
        _, state = await worker.call("GET", "/rooms/e1")
    assert [item["state"] for item in state["sessions"]] == ["connected"] * 4
    assert sum(item["packets_lost"] for item in state["sessions"]) == 0
