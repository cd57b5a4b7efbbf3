"""Participants who send to one another through a server, and what came through."""

import asyncio
import random
import select
import time
from array import array
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from .client import Client
from .publisher import Publisher
from .shape import Shape
from .subscriber import Subscriber

TOGETHER = 8
"""How many peers are set up at a time."""
STRAGGLER_SECONDS = 0.5
CHECK_EVERY, REPORT_EVERY = 2.0, 1.0

Hear = Callable[[], None]


@dataclass(frozen=True)
class Outcome:
    """Of one process: packets, delays in seconds of those looked into, and its own work.

    `late` is by how much the last of its own packets left too late, at worst.
    """

    sent: int
    received: int
    delays: list[float]
    late: float
    cpu_seconds: float

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Way(Protocol):
    """How the peers of a kind of server are set up: by name, each who sends and who listens."""

    async def open(self, events: list[str]) -> None:
        """Set up two participants for each event. Raises Refused or TimeoutError."""

    @property
    def senders(self) -> list[Client]:
        """Their sockets send SRTP."""

    @property
    def listeners(self) -> list[Client]:
        """Their sockets hear SRTP; a sender may be one of them."""


class Traffic:
    """Of all participants of a `way`, for so many seconds."""

    def __init__(self, way: Way, shape: Shape, seconds: float) -> None:
        self._seconds = seconds
        self._sent_at = array("d")
        self._delays: list[float] = []
        self._clients = {*way.senders, *way.listeners}
        self._publishers = [self._publisher(client, shape) for client in way.senders]
        self.subscribers = [Subscriber(client, self._arrived) for client in way.listeners]

    def run(self) -> Outcome:
        """Send everything in its time, and count what comes back."""
        due = self._prepared()
        poll, ears = self._ears()
        cpu, started, late = time.process_time(), time.monotonic(), 0.0
        for at, send in due:
            while (wait := started + at - time.monotonic()) > 0:
                for number, _ in poll.poll(wait):
                    ears[number]()
            late = max(late, -wait)
            send()
        self._hear_stragglers(poll, ears)
        return Outcome(
            sent=len(self._sent_at),
            received=sum(one.received for one in self.subscribers),
            delays=self._delays,
            late=late,
            cpu_seconds=time.process_time() - cpu,
        )

    def _publisher(self, client: Client, shape: Shape) -> Publisher:
        first = len(self._sent_at)
        publisher = Publisher(client, shape, self._seconds, first_index=first)
        self._sent_at.extend([0.0] * publisher.packets)
        return publisher

    def _arrived(self, index: int) -> None:
        self._delays.append(time.monotonic() - self._sent_at[index])

    def _prepared(self) -> list[tuple[float, Hear]]:
        """All that is sent, in its order."""
        chance = random.Random(1)  # noqa: S311 - so that not all speak at the same moment
        due = [
            item
            for publisher in self._publishers
            for item in self._media(publisher, chance.uniform(0, 1 / 30))
        ]
        for client in self._clients:
            due += self._again(CHECK_EVERY, chance.random(), _check(client))
        for subscriber in self.subscribers:
            due += self._again(REPORT_EVERY, chance.random(), _report(subscriber))
        return sorted(due, key=lambda item: item[0])

    def _media(self, publisher: Publisher, delay: float) -> Iterator[tuple[float, Hear]]:
        send, sent_at = publisher.client.socket.send, self._sent_at

        def leaves(datagram: bytes, index: int) -> Hear:
            def leave() -> None:
                sent_at[index] = time.monotonic()
                send(datagram)

            return leave

        for at, datagram, index in publisher.prepare(delay):
            yield at, leaves(datagram, index)

    def _again(self, every: float, delay: float, send: Hear) -> Iterator[tuple[float, Hear]]:
        for number in range(int(self._seconds / every)):
            yield every * number + delay, send

    def _ears(self) -> tuple[select.epoll, dict[int, Hear]]:
        poll, ears = select.epoll(), {}
        for publisher in self._publishers:
            ears[publisher.client.socket.fileno()] = _deaf(publisher.client)
        for subscriber in self.subscribers:
            ears[subscriber.client.socket.fileno()] = subscriber.hear
        for number in ears:
            poll.register(number, select.EPOLLIN)
        return poll, ears

    def _hear_stragglers(self, poll: select.epoll, ears: dict[int, Hear]) -> None:
        until = time.monotonic() + STRAGGLER_SECONDS
        while (wait := until - time.monotonic()) > 0:
            for number, _ in poll.poll(wait):
                ears[number]()


async def some_at_a_time(jobs: list[Callable[[], Any]]) -> None:
    """Run them with at most `TOGETHER` under way."""
    gate = asyncio.Semaphore(TOGETHER)

    async def run(job: Callable[[], Any]) -> None:
        async with gate:
            await job()

    await asyncio.gather(*(run(job) for job in jobs))


def _check(client: Client) -> Hear:
    def send() -> None:
        client.socket.send(client.check())

    return send


def _report(subscriber: Subscriber) -> Hear:
    def send() -> None:
        if subscriber.may_report:
            subscriber.client.socket.send(subscriber.report())

    return send


def _deaf(client: Client) -> Hear:
    """Takes the reports that a publisher gets, and does nothing about them."""
    buffer = bytearray(2048)

    def take() -> None:
        try:
            while True:
                length = client.socket.recv_into(buffer)
                if buffer[0] < 4:
                    client.hear_stun(bytes(buffer[:length]))
        except BlockingIOError:
            return

    return take
