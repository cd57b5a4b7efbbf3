"""Reading /proc, and slopes."""

import os
import subprocess
import sys
import time

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
