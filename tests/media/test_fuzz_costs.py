"""Hostile input in the ten thousands: refused or silently dropped, and never dear (S21-S25)."""

import random
import time
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from saleor_personal_shopper.media.aiortc_bridge import PacketBuffer
from saleor_personal_shopper.media.answer import write_answer
from saleor_personal_shopper.media.errors import MediaError
from saleor_personal_shopper.media.event_subscription import EventSubscription
from saleor_personal_shopper.media.messages import (
    EventSubscriptionRequest,
    PublicationRequest,
    SubscriptionRequest,
)
from saleor_personal_shopper.media.negotiation import accept_event_subscription
from saleor_personal_shopper.media.offer import parse_offer
from saleor_personal_shopper.media.settings import MediaSettings
from saleor_personal_shopper.media.udp_port import Address, UdpPort
from saleor_personal_shopper.media.worker import MediaWorker
from tests.media.hostile import Meter, costly_offers, damaged, kept_packets, mutated_offer
from tests.media.raw_client import RawClient
from tests.media.recording_peer import RecordingPeer
from tests.media.sdp import event_offer
from tests.media.test_negotiation import TRANSPORT

ALL = 50_000
NUMBERS = [pytest.param(2_000), pytest.param(ALL, marks=pytest.mark.thorough)]
HERE, ELSEWHERE = ("192.0.2.1", 4000), ("192.0.2.2", 4000)
SETTINGS = MediaSettings(
    udp_port=0,
    bind=("127.0.0.1",),
    candidates=(("127.0.0.1", 9),),
    control="unused/",
    secret="a-secret-for-tests",
    verbose=False,
)
# Between packets, so that no budget is used up and everything is looked at.
PAUSE = 0.05


class Wire(UdpPort):
    """Stands in for the UDP port, between the worker and one client."""

    def __init__(
        self, worker: MediaWorker, *, home: Address = HERE, now: float | None = None
    ) -> None:
        self.worker, self.home = worker, home
        self.sent: list[bytes] = []
        self.now = time.monotonic() if now is None else now
        self._buffer = PacketBuffer()
        self.client = RawClient(self.arrive)

    def send(self, datagram: bytes | memoryview, _: Address) -> None:
        self.sent.append(bytes(datagram))
        self.client.feed(bytes(datagram))

    def arrive(self, datagram: bytes, sender: Address | None = None) -> None:
        """What `Switchboard.receive` does, without its net for surprises."""
        self.now += PAUSE
        self._buffer.view[: len(datagram)] = datagram
        self.worker._switchboard._dispatch(
            self, self._buffer, len(datagram), sender or self.home, now=self.now
        )


@pytest.fixture
async def worker() -> AsyncIterator[MediaWorker]:
    """Without its clock, which would tell another time than the wire."""
    made = MediaWorker(SETTINGS)
    yield made
    await made.close_room("e1")
    await made._trials.close()


@pytest.fixture
async def publisher(worker: MediaWorker) -> AsyncIterator[Wire]:
    wire = Wire(worker)
    request = PublicationRequest("p1", "ana", "camera", wire.client.offer)
    await wire.client.connect((await worker.publish("e1", request)).answer)
    yield wire
    await wire.client.close()


@pytest.fixture
async def subscriber(worker: MediaWorker, publisher: Wire) -> AsyncIterator[Wire]:
    wire = Wire(worker, home=("192.0.2.3", 4000), now=publisher.now)
    offer = wire.client.offer.replace("a=sendonly", "a=recvonly")
    request = SubscriptionRequest("s1", "p1", "bo", offer)
    await wire.client.connect((await worker.subscribe("e1", request)).answer)
    yield wire
    await wire.client.close()


@pytest.fixture
async def watcher(worker: MediaWorker, publisher: Wire) -> AsyncIterator[Wire]:
    """Subscribes to the whole event."""
    wire = Wire(worker, home=("192.0.2.4", 4000), now=publisher.now)
    offer = event_offer(2, wire.client.offer.replace("a=sendonly", "a=recvonly"))
    request = EventSubscriptionRequest("s2", "cleo", offer)
    await wire.client.connect((await worker.subscribe_event("e1", request)).answer)
    yield wire
    await wire.client.close()


def protected(client: RawClient, plain: bytes, sound: bytes, sequence_number: int) -> bytes:
    """Of its own stream and number, without which nobody looks at it."""
    if sound[1] in range(192, 224):
        return client.protect(
            plain[:1] + sound[1:2] + plain[2:4] + sound[4:8] + plain[8:], rtcp=True
        )
    number = (sequence_number & 0xFFFF).to_bytes(2, "big")
    return client.protect(plain[:2] + number + plain[4:8] + sound[8:12] + plain[12:])


def watch_everybody(sdp: str) -> None:
    """What an event subscription makes of an offer."""
    offer = parse_offer(sdp)
    answered = accept_event_subscription(offer)
    write_answer(offer, answered, TRANSPORT)
    media = [(line.kind, answered[line.mid]) for line in offer.media if line.mid in answered]
    EventSubscription(subscription_id="s", participant="bo", peer=RecordingPeer(), media=media)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("door", ["trial", "event"])
async def test_damaged_offers_are_refused_or_answered(
    worker: MediaWorker, door: str, number: int
) -> None:
    generator, meter, refused = random.Random(20261128), Meter(), 0
    enter = worker.try_out if door == "trial" else watch_everybody

    def take(sdp: str) -> None:
        nonlocal refused
        try:
            enter(sdp)
        except MediaError as error:
            assert error.status in (400, 422, 503)
            refused += 1

    for done in range(number):
        meter.run(take, mutated_offer(generator))
        if done % 20 == 0:
            await worker._trials.close()
    assert number * 0.2 < refused < number


@pytest.mark.parametrize("name", costly_offers())
@pytest.mark.parametrize("door", ["trial", "event"])
async def test_no_offer_is_dear(worker: MediaWorker, door: str, name: str) -> None:
    enter = worker.try_out if door == "trial" else watch_everybody

    def take(sdp: str) -> None:
        try:
            enter(sdp)
        except MediaError as error:
            assert error.status in (400, 422)

    Meter().run(take, costly_offers()[name])


@pytest.mark.parametrize("number", NUMBERS)
async def test_damaged_packets_are_met_by_silence(publisher: Wire, number: int) -> None:
    # given what a browser sends, protected, and what never was sound
    kept = kept_packets()
    media = {name: data for name, data in kept.items() if name.startswith("rt")}
    sound = [
        publisher.client.check(),
        *(publisher.client.protect(data, rtcp=name[:4] == "rtcp") for name, data in media.items()),
        *kept.values(),
    ]
    publisher.sent.clear()

    # when it arrives damaged, from its sender and from elsewhere
    generator, meter = random.Random(20261128), Meter()
    for _ in range(number):
        datagram = damaged(generator.choice(sound), generator)
        sender = generator.choice((HERE, ELSEWHERE))
        if datagram not in sound:
            meter.run(lambda given, sender=sender: publisher.arrive(given, sender), datagram)

    # then nothing is answered, and the call goes on
    assert publisher.sent == []
    publisher.arrive(publisher.client.check())
    assert len(publisher.sent) == 1


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("side", ["publisher", "subscriber", "watcher"])
async def test_a_participant_who_sends_nonsense_harms_nobody(
    worker: MediaWorker, publisher: Wire, subscriber: Wire, watcher: Wire, side: str, number: int
) -> None:
    # given somebody whose packets are authentic
    wire = {"publisher": publisher, "subscriber": subscriber, "watcher": watcher}[side]
    media = {name: data for name, data in kept_packets().items() if name.startswith("rt")}
    generator, meter = random.Random(20261128), Meter()

    # when he sends anything
    sent = 0
    for sequence_number in range(number):
        name = generator.choice(list(media))
        plain = damaged(media[name], generator)[:1400]
        with suppress(ValueError):
            meter.run(wire.arrive, protected(wire.client, plain, media[name], sequence_number))
            sent += 1

    # then the worker goes on
    assert sent > number / 3
    wire.sent.clear()
    wire.arrive(wire.client.check())
    assert wire.sent
    await worker.tick(now=wire.now, reporting=True)
