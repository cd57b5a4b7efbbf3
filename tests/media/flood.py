"""Sends far too much to a media worker, from a process of its own: ``python -m tests.media.flood``.

Over loopback only, and no longer than ten seconds. A stranger sends what was never sound; a client
publishes in a room of his own and sends authentic media.
"""

import argparse
import asyncio
import random
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator

import httpx

from tests.media.hostile import kept_packets
from tests.media.raw_client import RawClient

RATE = 10_000
MOST_SECONDS = 10
_BATCH = 50


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("who", choices=["stranger", "client"])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--control", required=True)
    parser.add_argument("--secret", required=True)
    parser.add_argument("--seconds", type=int, choices=range(1, MOST_SECONDS + 1), required=True)
    given = parser.parse_args()
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender.setblocking(False)
    sender.connect(("127.0.0.1", given.port))
    if given.who == "stranger":
        print("sent", flood(sender, of_a_stranger(), given.seconds))
    else:
        asyncio.run(run_client(sender, given))


def flood(sender: socket.socket, datagrams: Iterator[bytes], seconds: int) -> int:
    """As many as should be in that time, unless the kernel takes fewer; gives how many."""
    print("begins", flush=True)
    started, sent = time.monotonic(), 0
    while sent < RATE * seconds and time.monotonic() - started < 2 * seconds:
        ahead = sent / RATE - (time.monotonic() - started)
        if ahead > 0:
            time.sleep(ahead)
        for _ in range(_BATCH):
            try:
                sender.send(next(datagrams))
            except OSError:
                continue
        sent += _BATCH
    return sent


def of_a_stranger() -> Iterator[bytes]:
    generator, kept = random.Random(7), list(kept_packets().values())
    while True:
        yield generator.choice(kept)
        yield generator.randbytes(generator.randrange(1, 200))


def of_a_client(protect: Callable[[bytes], bytes], check: bytes) -> Iterator[bytes]:
    """Authentic pictures, and now and then a signed check."""
    number = 0
    while True:
        number += 1
        header = struct.pack("!BBHII", 0x80, 96, number & 0xFFFF, number * 90, 1000)
        yield protect(header + b"\x10\x01" + bytes(100))
        if number % 5 == 0:
            yield check


async def run_client(sender: socket.socket, given: argparse.Namespace) -> None:
    client = RawClient(lambda datagram: sender.send(datagram) and None)
    asyncio.get_running_loop().add_reader(sender, lambda: client.feed(sender.recv(4096)))
    body = {"publication": "flood", "participant": "mallory", "source": "camera"}
    async with httpx.AsyncClient(base_url=f"http://{given.control}") as http:
        answer = await http.post(
            "/rooms/flooded/publications",
            json={**body, "offer": client.offer},
            headers={"Authorization": f"Bearer {given.secret}"},
        )
    await client.connect(answer.json()["answer"])
    print("sent", flood(sender, of_a_client(client.protect, client.check()), given.seconds))


if __name__ == "__main__":
    sys.exit(main())
