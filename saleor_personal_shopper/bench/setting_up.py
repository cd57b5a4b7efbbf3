"""How soon a picture is there, and how many peers a core lets in."""

import statistics

from .clip import make_clip
from .load import Generator
from .measurement import Measurement
from .media import OURS, server
from .pair import Pair
from .relay import BASELINE

ROUNDS = 5
CALLS = 25
PEERS_A_CALL = 4
"""Two who publish, and two who subscribe."""


async def join_ms(seconds: float) -> list[Measurement]:
    """From the subscriber's offer to its first decoded picture, in the middle of five."""
    clip = make_clip(keyframes_only=True)
    ours, baseline = [await _join(module, clip) for module in (OURS, BASELINE)]
    return [Measurement("media.join_ms", ours, "ms", baseline)]


async def peers_per_second(seconds: float) -> list[Measurement]:
    """Peers with their keys for a second of the server's processor time."""
    ours, baseline = await _peers(OURS), await _peers(BASELINE)
    return [Measurement("media.peers_per_second", ours, "peers/CPU s", baseline)]


async def _join(module: str, clip: list[bytes]) -> float:
    taken = []
    for _ in range(ROUNDS):
        async with server(module) as it, Pair(it.control, clip) as pair:
            taken.append(pair.joined_after)
    return 1000 * statistics.median(taken)


async def _peers(module: str) -> float:
    async with server(module) as it:
        before = it.cpu_seconds()
        events = [f"bench-{number}" for number in range(CALLS)]
        async with Generator(it, "rooms", "360p", 1.0, events):
            used = it.cpu_seconds() - before
    return CALLS * PEERS_A_CALL / used
