"""Sending operations to one Saleor: reads are tried again, and a failing Saleor is left alone."""

from __future__ import annotations

import itertools
import json
import random
import time
import uuid
from collections.abc import Mapping
from typing import Any

from ..core.saleor_data import SaleorUnavailable
from ..core.waiting import stepped_aside
from . import outbound
from .breaker import CircuitBreaker
from .retry_after import seconds_to_wait

LIMITS = outbound.Limits(seconds=12, size=5 * 1024 * 1024)
TRIES = 3
BUDGET_SECONDS = 5.0
FIRST_PAUSE = 0.2
LONGEST_PAUSE = 2.0
LONGEST_REST = 60.0
BUSY = {429, 500, 502, 503, 504}

_breakers: dict[uuid.UUID, CircuitBreaker] = {}


def breaker_of(installation_id: uuid.UUID) -> CircuitBreaker:
    """This process's breaker on the way to one Saleor."""
    return _breakers.setdefault(installation_id, CircuitBreaker())


class Failed(Exception):
    """One try failed in a way that another may not."""

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Caller:
    """What the generated client posts through."""

    def __init__(
        self,
        headers: Mapping[str, str],
        breaker: CircuitBreaker,
        *,
        limits: outbound.Limits = LIMITS,
        tries: int = TRIES,
    ) -> None:
        self._headers = headers
        self._breaker = breaker
        self._limits = limits
        self._tries = tries

    def post(
        self,
        url: Any | str,
        json: Any | None = None,
        data: Any | None = None,
        files: Any | None = None,
        headers: Any | None = None,
        **kwargs: Any,
    ) -> outbound.Answer:
        """Post an operation; a change only once, since it may have been applied unnoticed.

        Raises SaleorUnavailable.
        """
        assert json is not None
        with stepped_aside():
            return self._post(str(url), json)

    def _post(self, url: str, json: Any) -> outbound.Answer:
        tries = 1 if json["query"].lstrip().startswith("mutation") else self._tries
        started = time.monotonic()
        for number in itertools.count(1):
            try:
                return self._try(url, json)
            except Failed as failure:
                pause = jitter(number) if failure.retry_after is None else failure.retry_after
                if number >= tries or time.monotonic() - started + pause > BUDGET_SECONDS:
                    raise SaleorUnavailable(str(failure)) from failure
                time.sleep(pause)
        raise AssertionError("itertools.count ends never")

    def close(self) -> None:
        """Connections belong to the process and stay."""

    def _try(self, url: str, operation: Any) -> outbound.Answer:
        started = time.monotonic()
        if not self._breaker.allows(started):
            raise SaleorUnavailable("Saleor kept failing, so it is left alone for half a minute.")
        try:
            answer = outbound.request(
                "POST",
                url,
                headers=self._headers,
                content=json.dumps(operation).encode(),
                limits=self._limits,
            )
        except outbound.Unreachable as error:
            self._breaker.failed(started, time.monotonic())
            raise Failed(str(error)) from error
        if answer.status_code in BUSY:
            raise self._busy(answer, started)
        self._breaker.succeeded()
        return answer

    def _busy(self, answer: outbound.Answer, started: float) -> Failed:
        """Count the failure; rest when Saleor asks for a longer pause than a caller waits."""
        now = time.monotonic()
        self._breaker.failed(started, now)
        wait = seconds_to_wait(answer.headers.get("retry-after"))
        if wait is not None and wait > BUDGET_SECONDS:
            self._breaker.rest(now + min(wait, LONGEST_REST))
        return Failed(f"Saleor answered {answer.status_code}.", retry_after=wait)


def jitter(number: int) -> float:
    """Seconds before the next try: random up to a growing bound (full jitter)."""
    return random.uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * 2**number))  # noqa: S311
