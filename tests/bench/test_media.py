"""The media figures: that the generator is a real peer, and the search for the most calls.

No throughput: only that what is sent comes through, and what is made of the numbers.
"""

import shutil
from dataclasses import replace

import pytest

from saleor_personal_shopper.bench import janus, media, recovery, scale
from saleor_personal_shopper.bench.__main__ import MEASURES, _measures
from saleor_personal_shopper.bench.load import Load, overloaded, run_load
from saleor_personal_shopper.bench.media import most_calls, server
from saleor_personal_shopper.bench.server import NotMeasured
from saleor_personal_shopper.bench.traffic.traffic import Outcome
from saleor_personal_shopper.media.worker import MAX_PEERS

LOAD = Load(
    sent=1000,
    received=990,
    delays=[0.001] * 94 + [0.5] * 6,
    late=0.0,
    cpu_seconds=0.0495,
    generator_seconds=0.01,
)


def test_a_load_tells_cost_loss_and_the_slowest_but_one_in_twenty() -> None:
    assert LOAD.microseconds_per_packet == pytest.approx(50)
    assert LOAD.loss == pytest.approx(0.01)
    assert LOAD.slow == 0.5
    assert replace(LOAD, delays=[0.001] * 96 + [0.5] * 4).slow == 0.001


def test_a_generator_that_was_the_bottleneck_is_told() -> None:
    idle = Outcome(sent=1, received=1, delays=[], late=0.001, cpu_seconds=3.0)
    assert overloaded([idle], 10.0) == ""
    assert "95% of a core" in overloaded([idle, replace(idle, cpu_seconds=9.5)], 10.0)
    assert "500 ms late" in overloaded([idle, replace(idle, late=0.5)], 10.0)


@pytest.mark.parametrize("way, module", [("rooms", media.OURS), ("bare", media.BARE)])
async def test_every_packet_of_a_call_comes_through_both_servers(way: str, module: str) -> None:
    async with server(module) as running:
        load = await run_load(running, way, "360p", 1, 1.0)

    # two ways, 30 pictures of three packets and 50 of sound
    assert load.sent == 2 * (30 * 3 + 50)
    assert load.received == load.sent
    assert load.delays and min(load.delays) > 0


async def test_two_workers_carry_the_calls_of_a_node() -> None:
    async with scale.running_node(2) as node:
        load = await run_load(node, "rooms", "360p", 2, 1.0)
    assert load.received == load.sent


async def test_a_call_whose_worker_is_killed_has_its_picture_again_within_the_promise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given two kills
    monkeypatch.setattr(recovery, "LEAST_KILLS", 2)
    (taken,) = await recovery.measure(1.0)
    # then both were survived; asserted at three times the promise
    assert taken.name == "media.recovery_ms"
    assert 0 < taken.value < 3 * recovery.AIMED_AT_MS


async def test_more_calls_than_a_worker_takes_do_not_hold() -> None:
    assert not await media.Trial("360p", 1.0).holds(MAX_PEERS // media.PEERS_A_CALL + 1)


async def test_janus_sends_back_what_we_send() -> None:
    if shutil.which("janus") is None:
        with pytest.raises(janus.NoJanus, match="not installed"):
            await janus.microseconds_per_packet("360p", 1, 1.0)
        return
    try:
        assert await janus.microseconds_per_packet("360p", 1, 1.0) > 0
    except janus.NoJanus as absent:
        pytest.skip(str(absent))


@pytest.mark.parametrize("most, found", [(10, 10), (12, 10), (37, 35), (64, 60), (85, 85)])
async def test_the_most_calls_are_found_to_the_nearest_five(most: int, found: int) -> None:
    async def holds(calls: int) -> bool:
        return calls <= most

    assert await most_calls(holds) == found


async def test_a_machine_on_which_nothing_holds_has_no_figure() -> None:
    async def holds(calls: int) -> bool:
        return False

    with pytest.raises(NotMeasured, match="Not even 10"):
        await most_calls(holds)


def test_a_name_stands_for_all_that_begin_with_it() -> None:
    assert _measures("media.forward") == [name for name in MEASURES if ".forward." in name]
    assert _measures("booking") == ["booking"]
    with pytest.raises(Exception, match="there is"):
        _measures("media.forw")
