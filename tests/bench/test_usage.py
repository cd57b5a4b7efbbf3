"""Reading /proc, and slopes."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from saleor_personal_shopper.bench import processes
from saleor_personal_shopper.bench.usage import (
    MEBIBYTE,
    Died,
    Usage,
    processes_of,
    slope_per_hour,
    usage_of,
)


def test_memory_and_descriptors_are_seen_to_grow() -> None:
    # given
    before = usage_of(os.getpid())

    # when memory and a descriptor are taken
    taken = bytearray(b"x" * 32 * MEBIBYTE)
    reading, writing = os.pipe()
    after = usage_of(os.getpid())
    os.close(reading)
    os.close(writing)

    # then
    assert after.rss - before.rss > len(taken) // 2
    assert after.descriptors - before.descriptors == 2


def test_a_process_that_ended_has_died_before_and_after_it_is_reaped() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    with pytest.raises(Died):
        usage_of(child.pid)
    child.wait()
    with pytest.raises(Died):
        usage_of(child.pid)


def test_only_our_commands_among_the_children_are_found() -> None:
    # given one of our commands and another program
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    command = [sys.executable, "-m", "saleor_personal_shopper", "rehearse", "--help"]
    ours = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        found: dict[str, int] = {}
        while not found and ours.poll() is None:  # until then it bears this process's name
            found = processes_of(os.getpid())
        assert found == {"rehearse": ours.pid}
        # and they are nobody else's
        assert processes_of(other.pid) == {}
    finally:
        ours.communicate()
        other.kill()
        other.wait()


def test_the_slope_is_per_hour() -> None:
    assert slope_per_hour([(0, 10), (60, 11), (120, 12)]) == pytest.approx(60)
    assert slope_per_hour([(0, 5), (60, 5)]) == 0


def half_an_hour(value: Callable[[float], float]) -> list[tuple[float, float]]:
    """What is read every eighteen seconds, at so many seconds."""
    return [(at, value(at)) for at in range(0, 1800, 18)]


@pytest.mark.parametrize("seed", range(20))
def test_a_leak_of_two_in_a_hundred_shows_through_noise_and_steps(seed: int) -> None:
    # given a hundred MiB that grow by two in an hour, under noise, and two steps that cancel out
    chance = random.Random(seed)
    up, down = chance.uniform(0, 1800), chance.uniform(0, 1800)

    def held(at: float) -> float:
        steps = 0.7 * (at > up) - 0.7 * (at > down)
        return 100 + 2 * at / 3600 + steps + chance.gauss(0, 0.1)

    # then
    assert slope_per_hour(half_an_hour(held)) == pytest.approx(2, abs=0.9)


@pytest.mark.parametrize("seed", range(20))
def test_a_connection_forgotten_every_ten_minutes_shows_through_those_that_come_and_go(
    seed: int,
) -> None:
    chance = random.Random(seed)
    begun = chance.uniform(0, 600)

    def held(at: float) -> float:
        return 40 + (at + begun) // 600 + chance.choice([0, 0, 0, 1])

    assert slope_per_hour(half_an_hour(held)) > 1


@pytest.mark.parametrize("moment", [90, 360, 1380, 1710])
def test_one_step_early_or_late_is_no_slope(moment: int) -> None:
    # given what a soak saw of the worker: 1.9 MiB more from one moment on, and nothing else
    chance = random.Random(moment)
    points = half_an_hour(lambda at: 145 + 1.9 * (at > moment) + chance.gauss(0, 0.05))

    # then
    assert abs(slope_per_hour(points) / 1.45) < 0.7


@pytest.mark.parametrize("seed", range(20))
def test_what_comes_and_goes_is_no_slope(seed: int) -> None:
    chance = random.Random(seed)
    points = half_an_hour(lambda _: 40 + chance.choice([0, 1, 2, 3]))
    assert abs(slope_per_hour(points)) < 1


def test_the_slope_of_a_day_takes_no_longer_than_a_moment() -> None:
    # given a reading every eighteen seconds
    day = [(18.0 * number, 100 + number / 200) for number in range(4800)]
    begun = time.process_time()

    # then
    assert slope_per_hour(day) == pytest.approx(1)
    assert time.process_time() - begun < 2


def test_one_moment_has_no_slope() -> None:
    assert slope_per_hour([]) is None
    assert slope_per_hour([(7, 1), (7, 2)]) is None


def test_usage_reads_well() -> None:
    assert str(Usage(rss=3 * MEBIBYTE // 2, descriptors=9, threads=2)) == ("1.5 MiB 9 fd 2 threads")


def test_processor_time_is_that_of_the_other_process() -> None:
    # given a child that computes for a quarter of a second of its own time
    program = (
        "import sys, time\n"
        "while time.process_time() < 0.25: pass\n"
        "print('done', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    child.stdout.readline()
    used = processes.cpu_seconds(child.pid)
    time.sleep(0.2)

    # then its sleep costs nothing, and after its end there is no figure
    assert 0.25 <= used < 5
    assert processes.cpu_seconds(child.pid) - used < 0.05
    child.communicate(b"")
    with pytest.raises(ProcessLookupError):
        processes.cpu_seconds(child.pid)
