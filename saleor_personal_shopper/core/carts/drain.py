"""Making the waiting changes of one checkout in Saleor, in order, by one drainer at a time."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from ..ports import saleor_api
from ..saleor_data import (
    CheckoutState,
    SaleorRefused,
    SaleorTokenDead,
    SaleorUnavailable,
    VariantQuantity,
)
from . import rows
from .closing import close_checkout
from .error_codes import CartErrorCode
from .flight import Flight, has_arrived
from .lease import WAIT_SECONDS, Lease, LeaseLost, lease_of, pause
from .models import CartChange, ChangeKind, ChangeStatus, EventCheckout
from .planning import added_quantities, next_batch, quantities, split_batch
from .refusals import code_of

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=5)
MAX_FAILURES = 6


class Outcome(StrEnum):
    DONE = "DONE"
    CLOSED = "CLOSED"
    UNREACHABLE = "UNREACHABLE"
    BUSY = "BUSY"


class CheckoutGone(Exception):
    """Saleor has this checkout no more: it was completed, deleted, or never was ours to use."""


def settle_changes(changes: Sequence[CartChange], *, now: datetime) -> list[CartChange]:
    """Have the changes made, by us or by whoever is at it already, and return them as they stand.

    What is still PENDING afterwards waits for Saleor to be reachable again.
    """
    deadline = time.monotonic() + WAIT_SECONDS
    failures: dict[int, int] = {}
    while pending := [one for one in _fresh(changes) if one.status == ChangeStatus.PENDING]:
        checkout_pk = pending[0].checkout_id
        known = failures.setdefault(checkout_pk, _failed_drains(checkout_pk))
        outcome = drain_checkout(checkout_pk, now=now, known_failures=known)
        if outcome == Outcome.UNREACHABLE or time.monotonic() > deadline:
            break
        if outcome == Outcome.BUSY:
            pause()
    return _fresh(changes)


def drain_checkout(
    checkout_pk: int,
    *,
    now: datetime,
    is_late: bool = False,
    known_failures: int = MAX_FAILURES,
) -> Outcome:
    """Make all that waits for one checkout; `is_late` when no request waits for the answer.

    Whoever waited for a drainer that got no answer need not ask in vain again: nothing is sent
    when there were more failures than `known_failures`.
    """
    with lease_of(checkout_pk) as lease:
        if lease is None:
            return Outcome.BUSY
        if _failed_drains(checkout_pk) > known_failures:
            return Outcome.UNREACHABLE
        checkouts = EventCheckout.objects.across_installations()
        checkout = checkouts.select_related("installation", "event").get(pk=checkout_pk)
        return Drain(checkout, lease, now=now, is_late=is_late).run()


def _failed_drains(checkout_pk: int) -> int:
    rows = EventCheckout.objects.across_installations()
    return rows.values_list("failed_drains", flat=True).get(pk=checkout_pk)


class Drain:
    """One run over the waiting changes of a checkout whose lease we hold."""

    def __init__(
        self, checkout: EventCheckout, lease: Lease, *, now: datetime, is_late: bool
    ) -> None:
        self._checkout = checkout
        self._lease = lease
        self._now = now
        self._is_late = is_late
        self._api = saleor_api(checkout.installation)

    def run(self) -> Outcome:
        try:
            return self._drain()
        except (SaleorUnavailable, SaleorTokenDead) as error:
            logger.warning(
                "Cart changes wait, Saleor did not answer: %s",
                type(error).__name__,
                extra={
                    "installation": self._checkout.installation_id,
                    "event": self._checkout.event_id,
                },
            )
            self._postpone()
            return Outcome.UNREACHABLE
        except LeaseLost:
            return Outcome.BUSY

    def _drain(self) -> Outcome:
        try:
            if self._pending():
                self._make_all()
            return Outcome.DONE
        except CheckoutGone:
            self._close()
            return Outcome.CLOSED

    def _make_all(self) -> None:
        state = self._read() if self._checkout.checkout_id else self._create()
        if state is None:
            return
        self._settle_flight(state)
        while batch := next_batch(self._pending()):
            state = self._make(batch, state)
        self._save(failed_drains=0, retry_at=None)

    def _create(self) -> CheckoutState | None:
        """Make the checkout in Saleor; None when it refuses, and so are the changes."""
        event = self._checkout.event
        self._lease.prolong()
        try:
            state = self._api.create_checkout(
                channel=event.channel, email=event.customer_email or None
            )
        except SaleorRefused as refused:
            self._refuse(self._pending(), refused)
            return None
        self._save(checkout_id=state.id)
        return state

    def _read(self) -> CheckoutState:
        """The checkout as it is; the shop may have changed it. Raises CheckoutGone."""
        self._lease.prolong()
        state = self._api.checkout(self._checkout.checkout_id)
        if state is None or state.channel != self._checkout.event.channel:
            raise CheckoutGone
        return state

    def _settle_flight(self, state: CheckoutState) -> None:
        """Settle what an earlier drainer sent without learning the outcome."""
        flight = Flight.from_json(self._checkout.in_flight)
        if flight is None:
            return
        batch = [one for one in self._pending() if one.pk in flight.change_ids]
        if batch and has_arrived(batch, before=flight.before, after=quantities(state)):
            self._apply(batch, flight.before, state)
        elif batch and not flight.is_overdue(self._now):
            raise SaleorUnavailable("A change is still under way.")
        else:
            self._save(in_flight={})

    def _make(self, batch: list[CartChange], state: CheckoutState) -> CheckoutState:
        if batch[0].kind == ChangeKind.ADD:
            return self._add(batch, state)
        return self._edit(batch[0], state)

    def _add(self, batch: list[CartChange], state: CheckoutState) -> CheckoutState:
        before = quantities(state)
        self._take_off(batch, before)
        lines = [VariantQuantity(*pair) for pair in added_quantities(batch).items()]
        try:
            after = self._api.add_lines(self._checkout.checkout_id, lines)
        except SaleorUnavailable:
            after = self._read_back(batch, before)
        except SaleorRefused as refused:
            return self._refused(batch, refused, state)
        self._apply(batch, before, after)
        return after

    def _edit(self, change: CartChange, state: CheckoutState) -> CheckoutState:
        """Set a variant's quantity over all its lines; Saleor may hold it in several."""
        line_ids = [line.id for line in state.lines if line.variant_id == change.variant_id]
        before = quantities(state)
        if not line_ids:
            return self._edit_nothing(change, state)
        self._take_off([change], before)
        try:
            after = self._set_lines(line_ids, change.quantity)
        except SaleorUnavailable:
            after = self._read_back([change], before)
        except SaleorRefused as refused:
            return self._refused([change], refused, state)
        self._apply([change], before, after)
        return after

    def _edit_nothing(self, change: CartChange, state: CheckoutState) -> CheckoutState:
        """The variant is not in the cart (any more): removing it is done, setting it is not."""
        if change.quantity == 0:
            self._apply([change], {}, state)
        else:
            self._refuse([change], SaleorRefused("NOT_FOUND", ""))
        return state

    def _set_lines(self, line_ids: list[str], quantity: int) -> CheckoutState:
        checkout_id = self._checkout.checkout_id
        if quantity == 0:
            return self._api.delete_lines(checkout_id, line_ids)
        after = self._api.set_line(checkout_id, line_ids[0], quantity)
        if len(line_ids) > 1:
            after = self._api.delete_lines(checkout_id, line_ids[1:])
        return after

    def _take_off(self, batch: Sequence[CartChange], before: Mapping[str, int]) -> None:
        """Write down what is about to be sent, before it is."""
        variants = {change.variant_id for change in batch}
        relevant = {key: before.get(key, 0) for key in variants}
        flight = Flight(tuple(change.pk for change in batch), relevant, self._now)
        self._save(in_flight=flight.as_json())
        self._lease.prolong()

    def _read_back(self, batch: list[CartChange], before: Mapping[str, int]) -> CheckoutState:
        """The checkout, if it shows that a call without an answer was carried out."""
        state = self._read()
        if not has_arrived(batch, before=before, after=quantities(state)):
            raise SaleorUnavailable("The change has not arrived.")
        return state

    def _refused(
        self, batch: list[CartChange], refused: SaleorRefused, state: CheckoutState
    ) -> CheckoutState:
        """Let through what is not at fault; Saleor refuses a call as a whole."""
        if refused.code == "NOT_FOUND":
            state = self._read()
        if len(batch) == 1:
            self._refuse(batch, refused)
            return state
        for part in split_batch(batch):
            state = self._add(part, state)
        return state

    def _refuse(self, batch: Sequence[CartChange], refused: SaleorRefused) -> None:
        for change in batch:
            rows.settle_refused(
                self._checkout,
                [change],
                code=code_of(refused, change.kind),
                words=refused.message,
                available_quantity=refused.available_quantity,
                tell_room=self._is_late,
                now=self._now,
            )
        self._checkout.in_flight = {}

    def _apply(
        self, batch: list[CartChange], before: Mapping[str, int], after: CheckoutState
    ) -> None:
        rows.settle_applied(self._checkout, batch, before=before, state=after, now=self._now)
        self._checkout.in_flight = {}

    def _close(self) -> None:
        self._lease.prolong()
        orders = self._api.orders_by_checkout(self._checkout.checkout_id)
        close_checkout(self._checkout, order=orders[0] if orders else None, now=self._now)

    def _postpone(self) -> None:
        """Try again later, with growing pauses; after the sixth failure give the changes up."""
        if self._checkout.retry_at and self._now < self._checkout.retry_at:
            return
        failures = self._checkout.failed_drains + 1
        if failures >= MAX_FAILURES:
            self._give_up()
        else:
            retry_at = self._now + FIRST_PAUSE * (1 << (failures - 1))
            self._save(failed_drains=failures, retry_at=retry_at)

    def _give_up(self) -> None:
        rows.settle_refused(
            self._checkout,
            self._pending(),
            code=CartErrorCode.SHOP_UNREACHABLE,
            tell_room=True,
            now=self._now,
        )
        self._save(failed_drains=0, retry_at=None)

    def _pending(self) -> list[CartChange]:
        changes = CartChange.objects.of(self._checkout.installation_id)
        waiting = changes.filter(checkout=self._checkout, status=ChangeStatus.PENDING)
        return list(waiting.select_related("participant").order_by("pk"))

    def _save(self, **values: object) -> None:
        """Write only what is ours: other fields may have changed since the row was read."""
        for name, value in values.items():
            setattr(self._checkout, name, value)
        self._checkout.save(update_fields=list(values))


def _fresh(changes: Sequence[CartChange]) -> list[CartChange]:
    keys = [change.pk for change in changes]
    found = CartChange.objects.of(changes[0].installation_id).filter(pk__in=keys)
    return list(found.select_related("participant").order_by("pk"))
