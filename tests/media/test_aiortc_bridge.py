"""The names inside aiortc that the bridge lives on: this fails when a new version moves them."""

import asyncio

import pytest

from saleor_personal_shopper.media.aiortc_bridge import (
    Certificate,
    DtlsFailed,
    DtlsSession,
    PacketBuffer,
    SrtpContext,
)

RTP = bytes.fromhex("806000010000000100000001") + b"payload"


def pair(
    client: Certificate, server: Certificate, *, trusted: str, closed: list[int] | None = None
) -> list[DtlsSession]:
    """Two ends wired to each other; the client trusts one fingerprint only.

    `closed` gets the number of an end that hears the other's goodbye.
    """
    heard = [] if closed is None else closed
    ends: list[DtlsSession] = []
    for index, (own, fingerprint) in enumerate([(client, trusted), (server, client.fingerprint)]):
        ends.append(
            DtlsSession(
                certificate=own,
                fingerprints=(("sha-256", fingerprint),),
                role=("client", "server")[index],
                send=lambda data, other=1 - index: ends[other].feed(data),
                on_close=lambda index=index: heard.append(index),
            )
        )
    return ends


async def connected(
    closed: list[int] | None = None,
) -> tuple[list[DtlsSession], list[tuple[SrtpContext, SrtpContext]]]:
    client, server = Certificate(), Certificate()
    ends = pair(client, server, trusted=server.fingerprint, closed=closed)
    contexts = await asyncio.wait_for(asyncio.gather(*(end.handshake() for end in ends)), 5)
    return ends, list(contexts)


async def test_keys_of_a_handshake_protect_and_open_packets() -> None:
    ends, [(_, sending), (receiving, _)] = await connected()
    sender, receiver = PacketBuffer(), PacketBuffer()
    for packet, rtcp in ((RTP, False), (bytes.fromhex("80c9000100000001"), True)):
        protected = sender.protect(sending, packet, rtcp=rtcp)
        assert protected is not None
        length = len(protected)
        receiver.view[:length] = protected
        assert receiver.unprotect(receiving, length, rtcp=rtcp) == packet
    for end in ends:
        await end.close()


async def test_a_forged_and_a_replayed_packet_stay_closed() -> None:
    ends, [(_, sending), (receiving, _)] = await connected()
    sender, receiver = PacketBuffer(), PacketBuffer()
    protected = bytes(sender.protect(sending, RTP, rtcp=False) or b"")
    for changed in (protected[:-1] + bytes([protected[-1] ^ 1]), protected[:20], b"\x80\x60"):
        receiver.view[: len(changed)] = changed
        assert receiver.unprotect(receiving, len(changed), rtcp=False) is None
    outcomes = []
    for _ in range(2):
        receiver.view[: len(protected)] = protected
        outcomes.append(receiver.unprotect(receiving, len(protected), rtcp=False))
    assert outcomes == [RTP, None]
    for end in ends:
        await end.close()


async def test_a_packet_that_is_too_long_is_not_sent() -> None:
    ends, [(_, sending), _] = await connected()
    assert PacketBuffer().protect(sending, RTP + bytes(5000), rtcp=False) is None
    for end in ends:
        await end.close()


async def test_another_fingerprint_ends_the_handshake() -> None:
    client, server = Certificate(), Certificate()
    ends = pair(client, server, trusted=Certificate().fingerprint)
    outcomes = asyncio.gather(*(end.handshake() for end in ends), return_exceptions=True)
    outcome = (await asyncio.wait_for(outcomes, 5))[0]
    assert isinstance(outcome, DtlsFailed)
    for end in ends:
        await end.close()


async def test_a_goodbye_is_heard() -> None:
    closed: list[int] = []
    ends, _ = await connected(closed)
    await ends[0].close()
    for _ in range(50):
        if closed:
            break
        await asyncio.sleep(0.01)
    assert closed == [1]
    await ends[1].close()


async def test_closing_before_the_handshake_leaves_nothing_running() -> None:
    server = Certificate()
    end = pair(server, server, trusted=server.fingerprint)[1]
    handshake = asyncio.create_task(end.handshake())
    await asyncio.sleep(0)
    await end.close()
    with pytest.raises(DtlsFailed):
        await asyncio.wait_for(handshake, 1)


async def test_a_flood_of_handshake_datagrams_is_bounded() -> None:
    server = Certificate()
    end = pair(server, server, trusted=server.fingerprint)[1]
    for _ in range(10_000):
        end.feed(bytes(100))
    assert end._shim._queue.qsize() == 32
    await end.close()
