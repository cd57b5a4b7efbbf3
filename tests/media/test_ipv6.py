"""Media over IPv6: by the worker's second socket to somebody on IPv4, and between browsers."""

import asyncio
import socket
import struct
from pathlib import Path

import pytest

from saleor_personal_shopper.media.demux import DatagramKind, kind_of
from tests.media.conftest import SECRET, running_worker
from tests.media.raw_client import RawClient
from tests.media.test_chromium import figures_when, two_pages
from tests.media.whip_endpoint import whip_endpoint


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.bind(("::1", 0))
            return True
    except OSError:
        return False


def has_ipv6_interface() -> bool:
    """Whether there is one besides loopback, with more than a link-local address."""
    known = Path("/proc/net/if_inet6")
    lines = known.read_text().splitlines() if known.exists() else []
    return any(scope == "00" for _, _, _, scope, *_ in map(str.split, lines))


# Both ends of the ways by which a page's connections go.
WAYS = """Promise.all([publisher, subscriber].map(async (connection) => {
  const report = await connection.getStats();
  const { selectedCandidatePairId } = [...report.values()].find((one) => one.type === "transport");
  const pair = report.get(selectedCandidatePairId);
  const ends = [pair.localCandidateId, pair.remoteCandidateId];
  return ends.map((id) => report.get(id).address);
}))"""


class Client(RawClient):
    """By a UDP socket of its own; counts the media that comes."""

    def __init__(self, family: socket.AddressFamily) -> None:
        self.way = socket.socket(family, socket.SOCK_DGRAM)
        self.way.setblocking(False)
        self.media = 0
        super().__init__(lambda datagram: self.way.send(datagram) and None)

    async def join(self, answer: str, address: str) -> None:
        """By the candidate of this address in the answer."""
        line = next(line for line in answer.splitlines() if f" {address} " in line)
        self.way.connect((address, int(line.split()[5])))
        asyncio.get_running_loop().add_reader(self.way, self._read)
        await self.connect(answer)

    async def leave(self) -> None:
        await self.close()
        asyncio.get_running_loop().remove_reader(self.way)
        self.way.close()

    def _read(self) -> None:
        datagram = self.way.recv(4096)
        self.media += kind_of(datagram) is DatagramKind.RTP
        self.feed(datagram)


@pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6 loopback")
async def test_what_is_sent_over_ipv6_arrives_over_ipv4() -> None:
    async with running_worker(MEDIA_BIND="127.0.0.1,::1") as worker:
        # given a publisher on IPv6 and a subscriber on IPv4
        ana, bo = Client(socket.AF_INET6), Client(socket.AF_INET)
        body = {"publication": "p", "participant": "ana", "source": "camera", "offer": ana.offer}
        _, opened = await worker.call("POST", "/rooms/e1/publications", body)
        await ana.join(opened["answer"], "::1")
        offer = bo.offer.replace("a=sendonly", "a=recvonly")
        body = {"subscription": "s", "publication": "p", "participant": "bo", "offer": offer}
        _, opened = await worker.call("POST", "/rooms/e1/subscriptions", body)
        await bo.join(opened["answer"], "127.0.0.1")

        # when one sends
        async with asyncio.timeout(20):
            number = 0
            while bo.media < 20:
                number += 1
                header = struct.pack("!BBHII", 0x80, 111, number, number * 960, 2000)
                ana.way.send(ana.protect(header + bytes(60)))
                await asyncio.sleep(0.02)

        # then the other receives
        for client in (ana, bo):
            await client.leave()


@pytest.mark.skipif(not has_ipv6_interface(), reason="Chromium sends from interfaces alone")
@pytest.mark.flaky(reruns=1)  # as every test with browsers
async def test_browsers_see_and_hear_each_other_over_ipv6_alone() -> None:
    # given a worker that has no other address, and two browsers that publish their cameras
    async with (
        running_worker(MEDIA_BIND="::1") as worker,
        whip_endpoint(worker.control, SECRET) as url,
        two_pages(url) as (ana, bo),
    ):
        await ana.evaluate("publish('/whip/e1/ana/camera')")
        await bo.evaluate("publish('/whip/e1/bo/camera')")

        # when each plays the other's
        await ana.evaluate("subscribe('/whep/e1/ana/bo-camera')")
        await bo.evaluate("subscribe('/whep/e1/bo/ana-camera')")

        # then pictures are shown and sound is heard, and all of it goes from IPv6 to IPv6
        for page in (ana, bo):
            figures = await figures_when(page, "got.frames > 30 && got.audio?.totalAudioEnergy")
            assert figures["frames"] > 30
            assert figures["audio"]["totalAudioEnergy"] > 0
            for local, remote in await page.evaluate(WAYS):
                assert ":" in local
                assert remote == "::1"
