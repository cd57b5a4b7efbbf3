"""serialize.py: the stored form loses nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from saleor_personal_shopper.core.carts.serialize import (
    checkout_state_from_json,
    checkout_state_to_json,
)
from saleor_personal_shopper.core.saleor_data import (
    CheckoutLine,
    CheckoutProblem,
    CheckoutState,
    Money,
)

STATE = CheckoutState(
    id="Q2hlY2tvdXQ6MQ==",
    channel="default-channel",
    lines=(
        CheckoutLine(
            id="line",
            variant_id="variant",
            variant_name="M",
            product_id="product",
            product_name="Shirt",
            thumbnail_url=None,
            quantity=2,
            unit_price=Money(Decimal("9.990"), "USD"),
            total_price=Money(Decimal("19.98"), "USD"),
        ),
    ),
    total=Money(Decimal("19.98"), "USD"),
    problems=(CheckoutProblem("INSUFFICIENT_STOCK", "line", "variant", 1),),
)


def test_a_state_is_the_same_after_storing(now: datetime) -> None:
    for state in (STATE, replace(STATE, updated_at=now, lines=(), problems=())):
        stored = json.loads(json.dumps(checkout_state_to_json(state)))
        assert checkout_state_from_json(stored) == state
