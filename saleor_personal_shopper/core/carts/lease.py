"""One drainer per checkout, without holding a database connection while Saleor thinks.

An advisory lock would need its connection for as long as Saleor takes, and forty carts at a slow
shop would leave none for anybody else. So the right to drain is a row's field with a term, which
a drainer prolongs before each call; one that dies is succeeded when its term is over.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from ..waiting import release_connection, stepped_aside
from .models import EventCheckout

TERM = timedelta(seconds=60)
POLL_SECONDS = 0.05
WAIT_SECONDS = 10


class LeaseLost(Exception):
    """Our term ran out and somebody else may be draining: stop."""


class CartBusy(Exception):
    """Somebody is changing this cart for longer than we may wait: try again."""


class Lease:
    """The right to change one checkout in Saleor."""

    def __init__(self, checkout_pk: int) -> None:
        self.checkout_pk = checkout_pk
        self._token = uuid.uuid4()

    def take(self) -> bool:
        """Take the lease if it is free."""
        free = Q(drain_until=None) | Q(drain_until__lt=Now())
        rows = EventCheckout.objects.across_installations().filter(free, pk=self.checkout_pk)
        return rows.update(drain_token=self._token, drain_until=Now() + TERM) == 1

    def prolong(self) -> None:
        """Begin the term anew; raises LeaseLost when it is no longer ours."""
        if self._ours().update(drain_until=Now() + TERM) != 1:
            raise LeaseLost
        release_connection()

    def give_back(self) -> None:
        self._ours().update(drain_token=None, drain_until=None)

    def _ours(self) -> QuerySet[EventCheckout]:
        return EventCheckout.objects.across_installations().filter(
            pk=self.checkout_pk, drain_token=self._token
        )


@contextmanager
def lease_of(checkout_pk: int, *, wait_seconds: float = 0) -> Iterator[Lease | None]:
    """Hold the checkout's lease, waiting for it up to `wait_seconds`; None if it stayed taken."""
    lease = Lease(checkout_pk)
    deadline = time.monotonic() + wait_seconds
    while not (taken := lease.take()) and time.monotonic() < deadline:
        pause()
    try:
        yield lease if taken else None
    finally:
        if taken:
            lease.give_back()


@contextmanager
def awaited_lease_of(checkout_pk: int) -> Iterator[Lease]:
    """Hold the checkout's lease; raises CartBusy when it is not to be had in ten seconds."""
    with lease_of(checkout_pk, wait_seconds=WAIT_SECONDS) as lease:
        if lease is None:
            raise CartBusy
        yield lease


def pause() -> None:
    """Wait a moment for another drainer, without a database connection."""
    release_connection()
    with stepped_aside():
        time.sleep(POLL_SECONDS)
