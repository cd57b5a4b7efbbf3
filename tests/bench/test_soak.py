"""The long run, with a short clock and rehearsals that are told what to do."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from saleor_personal_shopper.bench import demo_process, soak
from saleor_personal_shopper.bench.demo_process import NotStarted, running_demo
from saleor_personal_shopper.bench.soak import Soak
from saleor_personal_shopper.bench.usage import MEBIBYTE, Died, Usage


class Clock:
    """Goes on by a rehearsal's twenty seconds whenever one is held."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    def rehearsing(self, *faults: str) -> Callable[[], str]:
        told = iter(faults)

        def rehearse() -> str:
            self.now += 20
            return next(told, "")

        return rehearse


def test_it_tells_of_each_minute_and_stops_in_time(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    held = Soak({"web": os.getpid()}, clock.rehearsing(), clock)
    held.run(minutes=2)
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        "minute 1: 3 rehearsals, 0 failed",
        "minute 2: 6 rehearsals, 0 failed",
    ]
    assert "web " in lines[0]
    assert lines[0].endswith(" threads")
    assert held.failures == 0


def test_a_failure_is_told_counted_and_does_not_end_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    clock = Clock()
    held = Soak({}, clock.rehearsing("", "FAILED   1  watch"), clock)
    held.run(minutes=1)
    assert "rehearsal 2 failed: FAILED   1  watch" in capsys.readouterr().out
    assert (held.rounds, held.failures) == (3, 1)
    assert next(held.summary()) == "3 rehearsals of 2 calls, 1 failed."


def test_a_process_that_died_ends_it_by_name() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    clock = Clock()
    with pytest.raises(Died, match=r"media: there is no process \d+"):
        Soak({"media": child.pid}, clock.rehearsing(), clock).run(minutes=1)


def test_the_slopes_leave_out_the_warming_up() -> None:
    # given memory that leaps in the first two minutes and then grows by 1 MiB a minute
    held = Soak({"web": 1}, lambda: "", warm_up=2)
    sizes = [10, 50, 100, 101, 102, 103, 104, 105, 106]
    held.samples = [
        (60.0 * minute, {"web": Usage(rss=size * MEBIBYTE, descriptors=20, threads=4)})
        for minute, size in enumerate(sizes)
    ]
    assert list(held.summary())[1] == (
        "web     +60.00 % memory, +0.00 descriptors, +0.00 threads per hour"
    )
    # and that is a leak, which descriptors and threads are not
    assert list(held.leaks()) == ["web gains 60.00 % memory per hour"]


def test_a_short_run_has_no_slope() -> None:
    clock = Clock()
    held = Soak({"web": os.getpid()}, clock.rehearsing(), clock)
    held.run(minutes=2)
    assert list(held.summary())[1] == "web     ? % memory, ? descriptors, ? threads per hour"
    assert not list(held.leaks())


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "inf", "long"])
def test_a_wrong_time_is_refused(minutes: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        soak.main(["--minutes", minutes])


def test_a_rehearsal_of_nothing_says_what_went_wrong() -> None:
    assert "Nothing answers at http://127.0.0.1:9" in soak.rehearse("http://127.0.0.1:9")


@pytest.mark.parametrize(("fault", "status"), [("", 0), ("FAILED", 1)])
def test_the_exit_status_is_that_of_the_rehearsals(
    fault: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a demo whose processes are this one
    monkeypatch.setattr(soak, "processes_of", lambda _: dict.fromkeys(soak.WATCHED, os.getpid()))
    monkeypatch.setattr(soak, "rehearse", lambda _: fault)
    demo = subprocess.Popen([sys.executable, "-c", ""])
    demo.wait()
    assert soak._soak("http://127.0.0.1:9", demo, minutes=0.0005, warm_up=0.0) == status


def test_a_demo_that_does_not_start_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo_process, "PACKAGE", "saleor_personal_shopper.absent")
    with pytest.raises(NotStarted, match="No module named"), running_demo():
        pass
    assert soak.main(["--minutes", "0.01"]) == 1
    assert "The demo did not start" in capsys.readouterr().err
