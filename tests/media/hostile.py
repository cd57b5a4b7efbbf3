"""Input that harms if anything does: a kept corpus, ways to damage what is sound, and its price."""

import gc
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.media.sdp import chromium_offer, event_offer, firefox_offer, small_offer

Input = TypeVar("Input")

CORPUS = Path(__file__).with_name("corpus")
MOST_CPU_SECONDS = 0.020
OFFERS = [
    chromium_offer("publish"),
    chromium_offer("subscribe"),
    firefox_offer("publish"),
    firefox_offer("subscribe"),
    small_offer(),
    event_offer(2),
    event_offer(3, firefox_offer("subscribe")),
]
HOSTILE = ["", "\0", "é", "\u2028", "-1", "99999999999999999999", "a=", "m=", ":", " ", "%s", "/"]


def kept_packets() -> dict[str, bytes]:
    """Sound and hostile datagrams by name, media among them before it is protected."""
    lines = (CORPUS / "packets.hex").read_text().splitlines()
    return {name: bytes.fromhex(data) for name, _, data in (line.partition(" ") for line in lines)}


def mutated_offer(generator: random.Random) -> str:
    """A real offer with up to five lines dropped, doubled, moved or damaged."""
    lines = generator.choice(OFFERS).split("\r\n")
    for _ in range(generator.randint(1, 5)):
        place = generator.randrange(len(lines))
        line = lines[place]
        cut = generator.randrange(len(line) + 1)
        change = generator.randrange(6)
        if change == 0:
            del lines[place]
        elif change == 1:
            lines.insert(generator.randrange(len(lines)), line)
        elif change == 2:
            lines[place] = line[:cut]
        elif change == 3:
            lines[place] = line[:cut] + generator.choice(HOSTILE) + line[cut:]
        elif change == 4:
            lines[place] = line[:cut] + generator.choice(lines)
        else:
            lines[place : place + 1] = [line] * generator.choice((2, 10, 1000))
    return "\r\n".join(lines)


def costly_offers() -> dict[str, str]:
    """Up to 64 KB of whatever might take more than its share."""
    small = small_offer()
    formats = " ".join(str(number) for number in range(70))
    many = small.replace("96 97\r\n", formats + "\r\n")
    many += "".join(f"a=rtpmap:{number} H264/90000\r\n" for number in range(70))
    wildcards = "a=rtcp-fb:* nack\r\n" * 6
    return {
        "media lines": "m=audio 9 UDP/TLS/RTP/SAVPF 1\r\n" * 2000,
        "bundle-only": event_offer(6, small + ("a=rtpmap:1 x/1\r\n" + "a=bundle-only\r\n") * 180),
        "formats": event_offer(
            6, small + "".join(f"a=rtpmap:{n % 128} x/9\r\n" for n in range(360))
        ),
        "format": event_offer(6, small + "a=rtpmap:98 VP9/90000\r\n" * 360),
        "feedback": event_offer(6, many + wildcards + "a=rtcp-fb:5 nack\r\n" * 155),
        "parameters": event_offer(6, many + "a=fmtp:5 " + ";".join(["a=b"] * 2000)),
        "parameter lines": event_offer(6, many + "a=fmtp:5 a=b;c=d\r\n" * 290),
        "profiles": event_offer(
            6, many + "".join(f"a=fmtp:{n} {'x=y;' * 25}\r\n" for n in range(70))
        ),
        "extensions": event_offer(
            6, small + "".join(f"a=extmap:{n} u:{n}\r\n" for n in range(360))
        ),
        "fingerprints": small + ("a=fingerprint:sha-256 " + ":".join(["AB"] * 32) + "\r\n") * 370,
        "groups": small.replace("a=group", "a=group:BUNDLE 0 1\r\n" * 380 + "a=group"),
        "group": small.replace("BUNDLE 0 1", "BUNDLE " + " ".join(map(str, range(12_000)))),
        "spaces": small + "a=extmap: " + " " * 60_000 + "x\r\n",
        "colons": small + "a=" + ":" * 60_000,
        "mid": small + "a=mid:" + "x" * 60_000,
        "slots": event_offer(9),
        "line ends": "\n" * 64_000,
        "other line ends": "\u2028" * 20_000,
        "wide letters": "é" * 32_000,
    }


def damaged(data: bytes, generator: random.Random) -> bytes:
    """A datagram with bits flipped, or a part of it cut, doubled, or made something else."""
    changed = bytearray(data)
    for _ in range(generator.randint(1, 4)):
        place = generator.randrange(len(changed) + 1)
        change = generator.randrange(5)
        if change == 0 and place < len(changed):
            changed[place] ^= 1 << generator.randrange(8)
        elif change == 1:
            del changed[place:]
        elif change == 2:
            changed[place:place] = generator.randbytes(generator.randrange(1, 40))
        elif change == 3:
            changed[place : place + 4] = generator.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff"))
        else:
            changed += changed[place:]
    return bytes(changed[:2048])


class Meter:
    """Runs something with many inputs; none may cost more than twenty milliseconds of CPU."""

    def __init__(self) -> None:
        self.dearest = 0.0

    def run(self, take: Callable[[Input], None], given: Input) -> None:
        """A dear one is tried again: what else the process does may have been counted."""
        for _ in range(5):
            cost = self._cost(take, given)
            if cost < MOST_CPU_SECONDS:
                break
        self.dearest = max(self.dearest, cost)
        assert cost < MOST_CPU_SECONDS, f"{cost * 1000:.0f} ms for {given!r:.2000}"

    def _cost(self, take: Callable[[Input], None], given: Input) -> float:
        gc.disable()
        try:
            started = time.thread_time()
            take(given)
            return time.thread_time() - started
        finally:
            gc.enable()
