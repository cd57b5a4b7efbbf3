"""Strangers on the UDP port: nothing they send disturbs a call."""

import asyncio
import random
import socket

from saleor_personal_shopper.rehearsal.whip import Publisher, Subscriber
from tests.media.conftest import RunningWorker
from tests.media.test_stun import request_by_aioice

CLIENT_HELLO = bytes.fromhex("16fefd0000000000000000006c010000600000000000000060fefd") + bytes(
    0x60 - 2
)


def hostile_datagrams(count: int) -> list[bytes]:
    """Empty, tiny, random, DTLS, badly signed STUN, forged SRTP: in a fixed random order."""
    generator = random.Random(7)
    kinds = [
        lambda: b"",
        lambda: bytes([generator.randrange(256)]),
        lambda: generator.randbytes(generator.randrange(2, 1400)),
        lambda: CLIENT_HELLO,
        lambda: request_by_aioice("a-wrong-password"),
        lambda: b"\x80\x60" + generator.randbytes(200),
        lambda: b"\x80\xc8" + generator.randbytes(60),
        lambda: generator.randbytes(9000),
    ]
    return [generator.choice(kinds)() for _ in range(count)]


async def flood(address: tuple[str, int], datagrams: list[bytes]) -> list[bytes]:
    """Send all from a strange socket; returns what comes back."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.setblocking(False)
        for number, datagram in enumerate(datagrams):
            stranger.sendto(datagram, address)
            if number % 50 == 0:
                await asyncio.sleep(0.005)
        await asyncio.sleep(0.2)
        answers = []
        try:
            while True:
                answers.append(stranger.recv(4096))
        except BlockingIOError:
            return answers


async def test_a_flood_does_not_disturb_a_call_and_gets_no_answer(
    worker: RunningWorker, whip_url: str
) -> None:
    async with (
        Publisher(f"{whip_url}/whip/e1/ana/camera", "t"),
        Subscriber(f"{whip_url}/whep/e1/bo/ana-camera", "t") as bo,
    ):
        await bo.wait_frames(5, 20)
        answers = await flood(worker.udp_address, hostile_datagrams(3000))
        await bo.wait_frames(bo.video_frames + 20, 10)
        _, room = await worker.call("GET", "/rooms/e1")
        _, stats = await worker.call("GET", "/stats")
    assert answers == []
    assert [item["state"] for item in room["sessions"]] == ["connected"] * 2
    assert stats["packets_lost"] == 0
    assert stats["packets_refused"] == 0
    assert stats["datagrams_refused"] >= 2900


async def test_strangers_cannot_spoil_a_set_up(worker: RunningWorker, whip_url: str) -> None:
    # given a stranger who sends handshakes and rubbish all the time
    attack = asyncio.create_task(flood(worker.udp_address, hostile_datagrams(20_000)))
    try:
        # then calls are set up all the same
        for _ in range(3):
            async with (
                Publisher(f"{whip_url}/whip/e1/ana/camera", "t"),
                Subscriber(f"{whip_url}/whep/e1/bo/ana-camera", "t") as bo,
            ):
                await bo.wait_frames(3, 20)
    finally:
        attack.cancel()
        await asyncio.gather(attack, return_exceptions=True)


async def test_no_packet_goes_to_an_address_in_an_offer(
    worker: RunningWorker, whip_url: str
) -> None:
    # given a listener that a hostile offer names as its candidate
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.setblocking(False)
        host, port = listener.getsockname()
        publisher = Publisher(f"{whip_url}/whip/e1/ana/camera", "t")
        offer = publisher.connection.createOffer

        async def with_candidate() -> object:
            made = await offer()
            made.sdp += f"a=candidate:1 1 udp 2130706431 {host} {port} typ host\r\n"
            return made

        publisher.connection.createOffer = with_candidate
        # when the call is set up
        async with publisher:
            await asyncio.sleep(1)
        # then nothing was sent there
        try:
            heard = listener.recv(100)
        except BlockingIOError:
            heard = None
    assert heard is None
