"""Runs the steps of one or more calls and tells of each."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass

import httpx

from . import meeting
from .call import Call
from .steps import CALL_STEPS, LAST_STEPS, ORDER_STEPS, Step
from .target import Target

REQUEST_SECONDS = 30.0
KEPT = httpx.Limits(keepalive_expiry=3.0)
"""Less than the 5 s that servers keep idle connections, lest one is closed while we send."""


@dataclass(frozen=True)
class Outcome:
    """How one step of one call went."""

    call: int
    name: str
    ok: bool
    milliseconds: int
    error: str = ""

    def as_json(self) -> str:
        """One object; `error` only where there is one."""
        return json.dumps({key: value for key, value in asdict(self).items() if value != ""})

    def as_text(self) -> str:
        """One line for people."""
        mark = "ok    " if self.ok else "FAILED"
        reason = f"  {self.error}" if self.error else ""
        return f"{mark} {self.call:>3}  {self.name:<32} {self.milliseconds:>7} ms{reason}"


@dataclass(frozen=True)
class Plan:
    """What to run; `seconds` is how long media is watched at the end of each call."""

    calls: int
    seconds: float
    place_order: bool
    as_json: bool

    @property
    def steps(self) -> list[Step]:
        """All steps of one call, in order."""
        return [*CALL_STEPS, *(ORDER_STEPS if self.place_order else []), *LAST_STEPS]


async def rehearse(target: Target, plan: Plan) -> bool:
    """Hold all calls at once, printing each step as it ends; True if every step held."""
    started = time.monotonic()
    calls = (_hold_call(number, target, plan) for number in range(1, plan.calls + 1))
    outcomes = [outcome for done in await asyncio.gather(*calls) for outcome in done]
    ok = all(outcome.ok for outcome in outcomes)
    _print_summary(outcomes, plan, ok=ok, seconds=time.monotonic() - started)
    return ok


async def _hold_call(number: int, target: Target, plan: Plan) -> list[Outcome]:
    outcomes: list[Outcome] = []
    login = target.logins[(number - 1) % len(target.logins)]
    async with (
        httpx.AsyncClient(timeout=REQUEST_SECONDS, limits=KEPT) as http,
        AsyncExitStack() as exits,
    ):
        call = Call(number, target, login, plan.seconds, http, exits)
        for name, step in plan.steps:
            outcome = await _take(call, name, step)
            outcomes.append(outcome)
            print(outcome.as_json() if plan.as_json else outcome.as_text(), flush=True)
            if not outcome.ok:
                await meeting.abandon(call)
                break
    return outcomes


async def _take(call: Call, name: str, step: Callable[[Call], Awaitable[None]]) -> Outcome:
    started = time.monotonic()
    error = ""
    try:
        await step(call)
    except Exception as failure:  # whatever goes wrong is the rehearsal's result
        error = f"{type(failure).__name__}: {failure}".rstrip(": ")
    milliseconds = round((time.monotonic() - started) * 1000)
    return Outcome(call.number, name, not error, milliseconds, error)


def _print_summary(outcomes: list[Outcome], plan: Plan, *, ok: bool, seconds: float) -> None:
    failed = sum(not outcome.ok for outcome in outcomes)
    if plan.as_json:
        summary = {
            "name": "summary",
            "ok": ok,
            "milliseconds": round(seconds * 1000),
            "calls": plan.calls,
            "steps": len(outcomes),
            "failed": failed,
        }
        print(json.dumps(summary), flush=True)
        return
    print("".join(_words(plan.calls, failed, seconds)), flush=True)


def _words(calls: int, failed: int, seconds: float) -> Iterator[str]:
    yield f"{calls} call{'s' if calls != 1 else ''} in {seconds:.1f} s: "
    yield "everything held." if not failed else f"{failed} step{'s' if failed != 1 else ''} failed."
