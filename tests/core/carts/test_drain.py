"""drain.py: one drainer at a time, nothing added twice, nothing lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from saleor_personal_shopper.core.carts import services
from saleor_personal_shopper.core.carts.drain import MAX_FAILURES, Outcome, drain_checkout
from saleor_personal_shopper.core.carts.error_codes import CartErrorCode
from saleor_personal_shopper.core.carts.lease import lease_of
from saleor_personal_shopper.core.carts.models import CartChange, ChangeStatus, EventCheckout
from saleor_personal_shopper.core.carts.selectors import due_carts
from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.saleor_data import VariantQuantity
from saleor_personal_shopper.saleor.fake_shop import FakeLine, FakeShop

from .room import told

Add = Callable[[str, int], services.CartResult]


@pytest.fixture
def add(event: Event, customer: Participant, now: datetime) -> Add:
    """The customer adds so many of a variant."""

    def add(variant_id: str, quantity: int) -> services.CartResult:
        lines = [VariantQuantity(variant_id, quantity)]
        return services.add_lines(event=event, participant=customer, lines=lines, now=now)

    return add


def lines_in(shop: FakeShop) -> list[tuple[str, int]]:
    return [(one.variant_id, one.quantity) for it in shop.checkouts.values() for one in it.lines]


def statuses(event: Event) -> list[str]:
    rows = CartChange.objects.of(event.installation_id).order_by("pk")
    return list(rows.values_list("status", flat=True))


def in_threads(jobs: list[Callable[[], object]]) -> list[object]:
    """Run the jobs at once, each with a database connection of its own."""
    barrier = threading.Barrier(len(jobs))
    results: list[object] = [None] * len(jobs)

    def run(place: int, job: Callable[[], object]) -> None:
        barrier.wait()
        try:
            results[place] = job()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_20_parallel_adds_of_one_variant_end_as_one_line_of_20(
    shop: FakeShop, juice: str, add: Add, event: Event
) -> None:
    shop.delay = 0.05
    results = in_threads([lambda: add(juice, 1)] * 20)
    assert lines_in(shop) == [(juice, 20)]
    assert shop.most_changes_at_once == 1
    assert len(shop.checkouts) == 1
    assert statuses(event) == [ChangeStatus.APPLIED] * 20
    assert [result.errors for result in results if isinstance(result, services.CartResult)] == [
        ()
    ] * 20


@pytest.mark.django_db(transaction=True)
def test_waiting_adds_go_to_saleor_together(shop: FakeShop, juice: str, add: Add) -> None:
    shop.delay = 0.1
    in_threads([lambda: add(juice, 1)] * 10)
    assert lines_in(shop) == [(juice, 10)]
    assert shop.calls.count("add_lines") < 10


@pytest.mark.django_db(transaction=True)
def test_of_parallel_adds_beyond_the_stock_only_those_in_excess_are_refused(
    shop: FakeShop, tea: str, juice: str, add: Add
) -> None:
    """given 2 in stock, when 5 add one each, then 2 have it and 3 are told why not."""
    shop.delay = 0.05
    results = in_threads([lambda: add(tea, 1)] * 5 + [lambda: add(juice, 1)] * 3)
    codes = [
        [error.code for error in result.errors]
        for result in results
        if isinstance(result, services.CartResult)
    ]
    assert sorted(lines_in(shop)) == sorted([(tea, 2), (juice, 3)])
    assert codes.count([CartErrorCode.INSUFFICIENT_STOCK]) == 3
    assert codes.count([]) == 5


@pytest.mark.django_db(transaction=True)
def test_no_connection_is_held_while_saleor_thinks(
    shop: FakeShop, juice: str, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_while_thinking: list[bool] = []
    monkeypatch.setattr(
        shop, "pause", lambda: open_while_thinking.append(connection.connection is not None)
    )
    add(juice, 1)
    assert open_while_thinking == [False]


def test_an_answer_that_was_lost_after_the_change_adds_nothing_twice(
    shop: FakeShop, juice: str, add: Add, event: Event
) -> None:
    shop.answers_to_lose = 1
    result = add(juice, 3)
    assert result.errors == ()
    assert lines_in(shop) == [(juice, 3)]
    assert statuses(event) == [ChangeStatus.APPLIED]


def test_a_change_whose_outcome_is_learnt_late_is_not_made_again(
    shop: FakeShop,
    juice: str,
    add: Add,
    event: Event,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """given Saleor goes down in the moment of the change, when it is back, then all is as asked."""
    add(juice, 1)

    def crash() -> None:
        shop.is_down = True
        shop.answers_to_lose = 1

    monkeypatch.setattr(shop, "pause", crash)
    result = add(juice, 3)
    assert [error.code for error in result.errors] == [CartErrorCode.SHOP_UNREACHABLE]
    shop.is_down = False
    drain_checkout(only_cart(event).pk, now=now + timedelta(seconds=1), is_late=True)
    assert lines_in(shop) == [(juice, 4)]
    assert statuses(event) == [ChangeStatus.APPLIED, ChangeStatus.APPLIED]
    assert only_cart(event).in_flight == {}


def test_a_call_that_may_still_be_at_work_is_not_repeated_at_once(
    shop: FakeShop, juice: str, add: Add, event: Event, now: datetime
) -> None:
    add(juice, 1)
    _fail_next_change(shop, juice, add)
    assert drain_checkout(only_cart(event).pk, now=now) == Outcome.UNREACHABLE
    assert lines_in(shop) == [(juice, 1)]
    assert drain_checkout(only_cart(event).pk, now=now + timedelta(seconds=6)) == Outcome.DONE
    assert lines_in(shop) == [(juice, 3)]


def test_a_lost_answer_to_a_new_quantity_keeps_its_effect(
    shop: FakeShop, juice: str, add: Add, event: Event, customer: Participant, now: datetime
) -> None:
    """The effect on the quantity is what attribution counts."""
    add(juice, 1)
    shop.answers_to_lose = 1
    (checkout,) = shop.checkouts.values()
    services.set_quantities(
        event=event, participant=customer, quantities={checkout.lines[0].id: 5}, now=now
    )
    assert lines_in(shop) == [(juice, 5)]
    assert CartChange.objects.of(event.installation).latest("pk").effect == 4


def test_while_saleor_is_down_changes_are_kept_and_told_so(
    shop: FakeShop, juice: str, add: Add, event: Event
) -> None:
    shop.is_down = True
    result = add(juice, 1)
    (error,) = result.errors
    assert error.code == CartErrorCode.SHOP_UNREACHABLE
    assert "kept" in error.message
    assert statuses(event) == [ChangeStatus.PENDING]


def test_kept_changes_are_made_in_order_once_saleor_is_back(
    shop: FakeShop, juice: str, add: Add, event: Event, customer: Participant, now: datetime
) -> None:
    shop.is_down = True
    add(juice, 1)
    add(juice, 2)
    shop.is_down = False
    later = now + timedelta(seconds=6)
    assert due_carts(later) == [only_cart(event).pk]
    assert drain_checkout(only_cart(event).pk, now=later, is_late=True) == Outcome.DONE
    assert lines_in(shop) == [(juice, 3)]
    assert told(event, "checkout.updated")[-1]["by"]["name"] == customer.name
    assert due_carts(later) == []


def test_a_dead_token_is_as_bad_as_no_answer(
    shop: FakeShop, juice: str, add: Add, event: Event
) -> None:
    shop.is_token_dead = True
    assert [error.code for error in add(juice, 1).errors] == [CartErrorCode.SHOP_UNREACHABLE]
    assert statuses(event) == [ChangeStatus.PENDING]


def test_a_kept_change_that_is_refused_later_is_told_in_the_room(
    shop: FakeShop, tea: str, add: Add, event: Event, customer: Participant, now: datetime
) -> None:
    shop.is_down = True
    add(tea, 1)
    shop.is_down = False
    shop.variants[tea].stock = 0
    drain_checkout(only_cart(event).pk, now=now + timedelta(seconds=6), is_late=True)
    assert told(event, "checkout.updated")[-1]["refusals"] == [
        {
            "participant": to_global_id(GlobalType.PARTICIPANT, customer.pk),
            "variant": {"id": tea},
            "code": "INSUFFICIENT_STOCK",
            "availableQuantity": 0,
        }
    ]


def test_retries_pause_longer_each_time_and_end_after_six_failures(
    shop: FakeShop, juice: str, add: Add, event: Event, now: datetime
) -> None:
    """F02: at most six tries within five minutes, and then a plain word."""
    shop.is_down = True
    add(juice, 1)
    moments = []
    at = now
    while retry_at := only_cart(event).retry_at:
        moments.append((retry_at - now).total_seconds())
        at = retry_at
        assert due_carts(at - timedelta(seconds=1)) == []
        drain_checkout(only_cart(event).pk, now=at, is_late=True)
    assert moments == [5, 15, 35, 75, 155]
    assert len(moments) + 1 == MAX_FAILURES
    assert statuses(event) == [ChangeStatus.REFUSED]
    (refusal,) = told(event, "checkout.updated")[-1]["refusals"]
    assert refusal["code"] == "SHOP_UNREACHABLE"


def test_impatient_clicks_do_not_use_up_the_retries(
    shop: FakeShop, juice: str, add: Add, event: Event
) -> None:
    shop.is_down = True
    for _ in range(10):
        add(juice, 1)
    assert only_cart(event).failed_drains == 1
    assert statuses(event) == [ChangeStatus.PENDING] * 10


def test_an_add_beside_two_lines_of_its_variant_is_applied(
    shop: FakeShop, juice: str, add: Add
) -> None:
    """The shop edits outside our queue, and Saleor then makes another line."""
    add(juice, 1)
    (checkout,) = shop.checkouts.values()
    checkout.lines.append(FakeLine("second", juice, 1))
    result = add(juice, 2)
    assert result.errors == ()
    assert sum(quantity for _, quantity in lines_in(shop)) == 4


def test_a_dead_drainers_work_is_taken_up_after_its_term(
    shop: FakeShop, juice: str, add: Add, event: Event, now: datetime
) -> None:
    add(juice, 1)
    cart = only_cart(event)
    with lease_of(cart.pk) as lease:
        assert lease is not None
        assert drain_checkout(cart.pk, now=now) == Outcome.BUSY
        EventCheckout.objects.of(event.installation).update(drain_until="2020-01-01T00:00Z")
        assert drain_checkout(cart.pk, now=now) == Outcome.DONE


def test_a_shop_that_refuses_a_new_checkout_refuses_the_adds(
    shop: FakeShop, juice: str, add: Add, event: Event
) -> None:
    shop.channels.clear()
    assert [error.code for error in add(juice, 1).errors] == [CartErrorCode.VARIANT_NOT_AVAILABLE]
    assert statuses(event) == [ChangeStatus.REFUSED]


def only_cart(event: Event) -> EventCheckout:
    return EventCheckout.objects.of(event.installation_id).get(closed_at=None)


def _fail_next_change(shop: FakeShop, juice: str, add: Add) -> None:
    """Have an add of two fail before it changes anything, as a time-out might."""
    real = shop.begin_change

    def fail() -> None:
        shop.begin_change = real  # type: ignore[method-assign]
        shop.is_down = True
        shop.answer("add_lines")

    shop.begin_change = fail  # type: ignore[method-assign]
    add(juice, 2)
    shop.is_down = False


@pytest.mark.django_db(transaction=True)
def test_those_who_wait_for_a_drain_that_fails_are_told_with_it(
    shop: FakeShop, juice: str, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given a Saleor that hangs, then nobody waits for it twice, one after the other."""
    add(juice, 1)
    asked: list[float] = []

    def hang() -> None:
        asked.append(time.monotonic())
        time.sleep(0.4)
        shop.is_down = True

    monkeypatch.setattr(shop, "pause", hang)
    shop.answers_to_lose = 1
    results = in_threads([lambda: add(juice, 1)] * 6)

    refused = [one for one in results if isinstance(one, services.CartResult) and one.errors]
    assert len(refused) == 6
    assert len(asked) == 1
