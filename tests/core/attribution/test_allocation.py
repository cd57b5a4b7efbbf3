"""allocation.py: nothing is credited twice or beyond what was ordered."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from saleor_personal_shopper.core.attribution.allocation import (
    Credit,
    Showing,
    Touch,
    allocate,
)
from saleor_personal_shopper.core.attribution.models import AttributionKind, AttributionState
from saleor_personal_shopper.core.saleor_data import Money, OrderLine, OrderSnapshot

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FIRST, SECOND = uuid.UUID(int=1), uuid.UUID(int=2)
ASSISTED, INFLUENCED = AttributionKind.ASSISTED, AttributionKind.INFLUENCED


def line(
    variant: str, quantity: int, price: str = "10", *, reversed: int = 0, product: str = ""
) -> OrderLine:
    return OrderLine(
        variant_id=variant,
        product_id=product or f"product of {variant}",
        product_name=variant.title(),
        quantity=quantity,
        quantity_reversed=reversed,
        unit_gross=Money(Decimal(price), "USD"),
    )


def order(*lines: OrderLine, **fields: object) -> OrderSnapshot:
    made = OrderSnapshot(
        id="order",
        number="7",
        checkout_id="checkout",
        channel="default-channel",
        is_cancelled=False,
        is_paid=True,
        is_refunded=False,
        created_at=NOW,
        updated_at=NOW,
        customer_user_id="",
        customer_email="",
        lines=lines,
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def shown(event: uuid.UUID, variant: str, minutes_ago: int = 5) -> Showing:
    return Showing(event, f"product of {variant}", NOW - timedelta(minutes=minutes_ago))


def brief(credits: Sequence[Credit]) -> list[tuple[object, ...]]:
    return [(one.event_id, one.kind, one.variant_id, one.quantity, one.amount) for one in credits]


def test_what_was_added_and_bought_is_assisted() -> None:
    credits = allocate(order(line("juice", 2)), [Touch(FIRST, "juice", 2)], [])
    assert brief(credits) == [(FIRST, ASSISTED, "juice", 2, Decimal(20))]
    assert credits[0].state == AttributionState.CONFIRMED


def test_credit_is_never_above_what_was_ordered() -> None:
    credits = allocate(order(line("juice", 2)), [Touch(FIRST, "juice", 5)], [])
    assert brief(credits) == [(FIRST, ASSISTED, "juice", 2, Decimal(20))]


def test_what_the_customer_had_before_the_call_is_not_assisted() -> None:
    credits = allocate(order(line("juice", 5)), [Touch(FIRST, "juice", 2)], [])
    assert brief(credits) == [(FIRST, ASSISTED, "juice", 2, Decimal(20))]


def test_what_was_taken_out_again_is_not_assisted() -> None:
    touches = [Touch(FIRST, "juice", 3), Touch(FIRST, "juice", -2)]
    credits = allocate(order(line("juice", 3)), touches, [])
    assert brief(credits) == [(FIRST, ASSISTED, "juice", 1, Decimal(10))]


def test_taking_out_what_was_there_before_leaves_no_debt() -> None:
    touches = [Touch(FIRST, "juice", -4), Touch(FIRST, "juice", 1)]
    credits = allocate(order(line("juice", 1)), touches, [])
    assert brief(credits) == [(FIRST, ASSISTED, "juice", 1, Decimal(10))]


def test_the_last_touch_wins_what_two_calls_reach_for() -> None:
    touches = [Touch(FIRST, "juice", 2), Touch(SECOND, "juice", 2)]
    credits = allocate(order(line("juice", 3)), touches, [])
    assert brief(credits) == [
        (SECOND, ASSISTED, "juice", 2, Decimal(20)),
        (FIRST, ASSISTED, "juice", 1, Decimal(10)),
    ]


def test_what_was_shown_and_bought_is_influenced() -> None:
    credits = allocate(order(line("juice", 2)), [], [shown(FIRST, "juice")])
    assert brief(credits) == [(FIRST, INFLUENCED, "juice", 2, Decimal(20))]


def test_another_variant_of_what_was_shown_is_influenced() -> None:
    bought = line("blue", 1, product="shirt")
    credits = allocate(order(bought), [], [Showing(FIRST, "shirt", NOW)])
    assert brief(credits) == [(FIRST, INFLUENCED, "blue", 1, Decimal(10))]


def test_assisted_comes_before_influenced_and_only_the_rest_is_influenced() -> None:
    credits = allocate(
        order(line("juice", 3)), [Touch(FIRST, "juice", 1)], [shown(SECOND, "juice")]
    )
    assert brief(credits) == [
        (FIRST, ASSISTED, "juice", 1, Decimal(10)),
        (SECOND, INFLUENCED, "juice", 2, Decimal(20)),
    ]


def test_the_last_showing_wins() -> None:
    showings = [shown(SECOND, "juice", 1), shown(FIRST, "juice", 9)]
    credits = allocate(order(line("juice", 1)), [], showings)
    assert brief(credits) == [(SECOND, INFLUENCED, "juice", 1, Decimal(10))]


def test_an_unpaid_order_is_pending() -> None:
    credits = allocate(order(line("juice", 1), is_paid=False), [Touch(FIRST, "juice", 1)], [])
    assert [one.state for one in credits] == [AttributionState.PENDING]


def test_a_return_of_a_part_reduces_the_quantity() -> None:
    credits = allocate(order(line("juice", 3, reversed=1)), [Touch(FIRST, "juice", 3)], [])
    assert brief(credits) == [(FIRST, ASSISTED, "juice", 2, Decimal(20))]


def test_a_variant_returned_wholly_is_reversed_beside_one_that_is_kept() -> None:
    bought = order(line("juice", 2, reversed=2), line("tea", 1, "4"))
    touches = [Touch(FIRST, "juice", 2), Touch(FIRST, "tea", 1)]
    states = {one.variant_id: (one.state, one.quantity) for one in allocate(bought, touches, [])}
    assert states == {
        "tea": (AttributionState.CONFIRMED, 1),
        "juice": (AttributionState.REVERSED, 2),
    }


def test_a_cancelled_or_refunded_order_is_reversed_with_what_it_was() -> None:
    for fields in ({"is_cancelled": True}, {"is_refunded": True}):
        bought = order(line("juice", 2, reversed=2), **fields)
        (credit,) = allocate(bought, [Touch(FIRST, "juice", 2)], [])
        assert (credit.state, credit.quantity) == (AttributionState.REVERSED, 2)
        assert credit.amount == Decimal(20)


def test_units_keep_the_price_of_their_line() -> None:
    """given two lines of one variant at different prices."""
    bought = order(line("juice", 1, "10.05"), line("juice", 2, "0"))
    credits = allocate(bought, [Touch(FIRST, "juice", 2)], [shown(SECOND, "juice")])
    assert [one.amount for one in credits] == [Decimal("10.05"), Decimal(0)]


def test_a_product_deleted_since_keeps_its_influence() -> None:
    gone = replace(line("juice", 1), product_id="")
    credits = allocate(order(gone), [], [Showing(FIRST, "", NOW, "juice")])
    assert brief(credits) == [(FIRST, INFLUENCED, "juice", 1, Decimal(10))]


variants = st.sampled_from(["juice", "tea", "milk"])
events = st.sampled_from([FIRST, SECOND, uuid.UUID(int=3)])


@st.composite
def order_lines(draw: st.DrawFn) -> OrderLine:
    quantity = draw(st.integers(0, 9))
    price = draw(st.decimals(0, 500, places=2))
    return line(draw(variants), quantity, str(price), reversed=draw(st.integers(0, quantity)))


orders = st.builds(
    lambda lines, paid, cancelled: order(*lines, is_paid=paid, is_cancelled=cancelled),
    st.lists(order_lines(), max_size=6),
    st.booleans(),
    st.booleans(),
)
all_touches = st.lists(st.builds(Touch, events, variants, st.integers(-9, 9)), max_size=12)
all_showings = st.lists(st.builds(shown, events, variants, st.integers(0, 99)), max_size=6)


@given(orders, all_touches, all_showings)
def test_no_more_is_credited_than_was_ordered_and_kept(
    bought: OrderSnapshot, touches: list[Touch], showings: list[Showing]
) -> None:
    credits = allocate(bought, touches, showings)
    kept = Counter[str]()
    for one in bought.lines:
        kept[one.variant_id] += one.quantity - one.quantity_reversed
    counted = Counter[str]()
    for credit in credits:
        if credit.state != AttributionState.REVERSED:
            counted[credit.variant_id] += credit.quantity
    assert all(counted[variant] <= kept[variant] for variant in counted)
    value = sum(one.unit_gross.amount * one.quantity for one in bought.lines)
    assert sum(credit.amount for credit in credits if credit.state != "REVERSED") <= value


@given(orders, all_touches, all_showings)
def test_no_event_is_credited_with_more_than_it_added(
    bought: OrderSnapshot, touches: list[Touch], showings: list[Showing]
) -> None:
    added = Counter[tuple[uuid.UUID, str]]()
    for touch in touches:
        added[touch.event_id, touch.variant_id] += max(0, touch.effect)
    for credit in allocate(bought, touches, showings):
        assert credit.quantity > 0
        if credit.kind == ASSISTED:
            assert credit.quantity <= added[credit.event_id, credit.variant_id]


@given(orders, all_touches, all_showings)
def test_there_is_one_credit_per_event_kind_and_variant(
    bought: OrderSnapshot, touches: list[Touch], showings: list[Showing]
) -> None:
    keys = [credit.key for credit in allocate(bought, touches, showings)]
    assert len(keys) == len(set(keys))
