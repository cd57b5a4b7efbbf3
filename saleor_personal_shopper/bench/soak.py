"""Rehearsed calls one after the other for a long time, to see what leaks: ``make soak``.

``python -m saleor_personal_shopper.bench.soak --minutes 30`` runs a demo of its own in a
temporary folder, which is gone afterwards. It warms up for 15 minutes before.
"""

import argparse
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from .demo_process import NotStarted, running_demo
from .usage import Died, Usage, processes_of, slope_per_hour, usage_of

PACKAGE = "saleor_personal_shopper"
WATCHED = ("web", "worker", "media")
CALLS, CALL_SECONDS = 2, 5
REHEARSAL_SECONDS = 180.0
REST_SECONDS = 2.0
"""After its last call a media worker gives memory back, by its clock of a second."""

WARM_UP_MINUTES = 15.0
"""Caches and pools fill then: each thread of the worker has had the sweeps of five minutes."""

_LEAST_SECONDS = 300.0
"""From less than that, a slope per hour would be a guess."""

MOST_GAINED = {"% memory": 1.0, "descriptors": 1.0, "threads": 1.0}
"""In an hour; a fitted line through counts that stay the same is not quite flat."""


@dataclass
class Soak:
    """Rehearses until the time is over, and remembers what each process held after each round.

    `rehearse` returns what went wrong, empty for nothing; `clock` counts seconds, of which those
    of the first `warm_up` minutes do not count.
    """

    watched: Mapping[str, int]
    rehearse: Callable[[], str]
    clock: Callable[[], float] = time.monotonic
    warm_up: float = 0.0
    rounds: int = 0
    failures: int = 0
    samples: list[tuple[float, dict[str, Usage]]] = field(default_factory=list)

    def run(self, *, minutes: float) -> None:
        """For so long after warming up. A line a minute, and one for each failure; raises Died."""
        started = reported = self.clock()
        while self.clock() - started < (self.warm_up + minutes) * 60:
            self._run_round()
            if self.clock() - reported >= 60:
                reported = self.clock()
                print(self._line(minute=round((reported - started) / 60)), flush=True)

    def summary(self) -> Iterator[str]:
        """How it ended, and what each process gains in an hour; "?" after too short a run."""
        yield f"{self.rounds} rehearsals of {CALLS} calls, {self.failures} failed."
        for name in self.watched:
            gains = ", ".join(f"{_signed(gain)} {unit}" for unit, gain in self._gains(name).items())
            yield f"{name:<7} {gains} per hour"

    def leaks(self) -> Iterator[str]:
        """What grows by more than may be; nothing after too short a run."""
        for name in self.watched:
            for unit, gain in self._gains(name).items():
                if gain is not None and gain > MOST_GAINED[unit]:
                    yield f"{name} gains {gain:.2f} {unit} per hour"

    def _run_round(self) -> None:
        fault = self.rehearse()
        self.rounds += 1
        if fault:
            self.failures += 1
            print(f"rehearsal {self.rounds} failed: {fault}", flush=True)
        usage = {}
        for name, pid in self.watched.items():
            try:
                usage[name] = usage_of(pid)
            except Died as error:
                raise Died(f"{name}: {error}") from error
        self.samples.append((self.clock(), usage))

    def _line(self, *, minute: int) -> str:
        _, usage = self.samples[-1]
        held = "; ".join(f"{name} {usage[name]}" for name in self.watched)
        return f"minute {minute}: {self.rounds} rehearsals, {self.failures} failed; {held}"

    def _gains(self, name: str) -> dict[str, float | None]:
        first = self._warm[0][1][name].rss if self._warm else 1
        return {
            "% memory": self._slope(name, lambda usage: 100 * usage.rss / first),
            "descriptors": self._slope(name, lambda usage: usage.descriptors),
            "threads": self._slope(name, lambda usage: usage.threads),
        }

    @property
    def _warm(self) -> list[tuple[float, dict[str, Usage]]]:
        begun = self.samples[0][0] if self.samples else 0.0
        return [sample for sample in self.samples if sample[0] - begun >= self.warm_up * 60]

    def _slope(self, name: str, read: Callable[[Usage], float]) -> float | None:
        warm = self._warm
        if not warm or warm[-1][0] - warm[0][0] < _LEAST_SECONDS:
            return None
        return slope_per_hour([(at, read(usage[name])) for at, usage in warm])


def _signed(gain: float | None) -> str:
    return "?" if gain is None else f"{gain:+.2f}"


def main(argv: list[str] | None = None) -> int:
    """Soak a demo; 1 when a rehearsal fails, something leaks, a process dies or none starts."""
    parser = argparse.ArgumentParser("python -m saleor_personal_shopper.bench.soak")
    parser.add_argument("--minutes", type=_minutes, default=30.0)
    parser.add_argument("--warm-up", type=_minutes, default=WARM_UP_MINUTES)
    options = parser.parse_args(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with running_demo() as (url, demo):
            return _soak(url, demo, minutes=options.minutes, warm_up=options.warm_up)
    except NotStarted as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _soak(url: str, demo: subprocess.Popen[bytes], *, minutes: float, warm_up: float) -> int:
    running = processes_of(demo.pid)
    watched = {name: running.get(name, 0) for name in WATCHED}
    soak = Soak(watched, lambda: _rehearse_and_rest(url), warm_up=warm_up)
    died = ""
    try:
        soak.run(minutes=minutes)
    except Died as error:
        died = str(error)
        print(f"died: {died}", flush=True)
    leaks = [f"leak: {leak}" for leak in soak.leaks()]
    print("\n".join([*soak.summary(), *leaks]), flush=True)
    return 1 if died or soak.failures or leaks else 0


def _rehearse_and_rest(url: str) -> str:
    fault = rehearse(url)
    time.sleep(REST_SECONDS)
    return fault


def rehearse(url: str) -> str:
    """Hold calls through the demo at `url`; the failed steps, empty for none."""
    command = [
        sys.executable, "-m", PACKAGE, "rehearse", "--url", url,
        "--calls", str(CALLS), "--seconds", str(CALL_SECONDS),
    ]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, timeout=REHEARSAL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return f"no end within {REHEARSAL_SECONDS:.0f} s"
    if not done.returncode:
        return ""
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    return "; ".join(failed) or done.stderr[-500:] or f"exit status {done.returncode}"


def _minutes(value: str) -> float:
    minutes = float(value)
    if not 0 < minutes < float("inf"):
        raise argparse.ArgumentTypeError("more than 0")
    return minutes


if __name__ == "__main__":
    sys.exit(main())
