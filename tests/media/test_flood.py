"""Ten thousand packets a second by one sender cost other rooms nothing that they would notice."""

import asyncio
import sys

import pytest

from saleor_personal_shopper.rehearsal.whip import Publisher, Subscriber
from tests.media.conftest import RunningWorker

SECONDS = 3
MOST_LOSS = 0.01
# Whatever else the machine does may cost a round its packets; a worker that gives way loses all.
ROUNDS = 4


async def flood(worker: RunningWorker, who: str) -> int:
    """Let it run to its end, from when it begins to send; gives how many packets it sent."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.media.flood", who, "--control", worker.control),
        *("--port", str(worker.udp_address[1]), "--secret", worker.secret),
        *("--seconds", str(SECONDS)),
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 0
    return int(output.split()[-1])


async def counts(worker: RunningWorker) -> tuple[int, int]:
    """Packets that came from the publisher of the room that wants peace, and that got lost."""
    _, room = await worker.call("GET", "/rooms/quiet")
    publication = next(one for one in room["sessions"] if one["kind"] == "publication")
    return publication["packets_in"], publication["packets_lost"]


@pytest.mark.parametrize("who", ["stranger", "client"])
async def test_a_flood_costs_another_room_less_than_one_packet_in_a_hundred(
    worker: RunningWorker, whip_url: str, who: str
) -> None:
    async with (
        Publisher(f"{whip_url}/whip/quiet/ana/camera", "t"),
        Subscriber(f"{whip_url}/whep/quiet/bo/ana-camera", "t") as bo,
    ):
        # given a call in another room
        await bo.wait_frames(30, 20)
        losses = []
        for _ in range(ROUNDS):
            # when somebody floods the port
            before, frames = await counts(worker), bo.video_frames
            sent = await flood(worker, who)
            came, lost = (
                now - then for now, then in zip(await counts(worker), before, strict=True)
            )
            losses.append(lost / (came + lost))

            # then the call goes on
            assert sent > 1000
            assert bo.video_frames > frames
            if losses[-1] < MOST_LOSS:
                break
        assert min(losses) < MOST_LOSS
        await bo.wait_frames(bo.video_frames + 10, 20)

    # and the flood went nowhere: what is over a peer's budget is not even opened
    _, stats = await worker.call("GET", "/stats")
    assert stats["packets_refused" if who == "client" else "datagrams_refused"] > 1000
