"""How Saleor's answers read in the core's words."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from saleor_personal_shopper.saleor.answers.catalogue import plain_text, variant_name
from saleor_personal_shopper.saleor.answers.money import money
from saleor_personal_shopper.saleor.answers.orders import order_snapshot
from saleor_personal_shopper.saleor.answers.users import full_name, staff_snapshot
from saleor_personal_shopper.saleor.client.fragments import (
    MoneyFields,
    OrderFields,
    StaffFields,
)
from tests.saleor.test_webhook_handlers import order_payload


@pytest.mark.parametrize(
    ("sent", "amount"), [(10.99, "10.99"), (0.1, "0.1"), (1234567.89, "1234567.89"), (5, "5.0")]
)
def test_amounts_are_exact(sent: float, amount: str) -> None:
    assert money(MoneyFields(amount=sent, currency="USD")).amount == Decimal(amount)


def snapshot(now: datetime, **changes: Any) -> Any:
    return order_snapshot(OrderFields.model_validate(order_payload(now, **changes)["order"]))


def dollars(amount: float) -> dict[str, Any]:
    return {"amount": amount, "currency": "USD"}


@pytest.mark.parametrize(
    ("changes", "paid", "refunded"),
    [
        ({}, False, False),
        ({"isPaid": True, "totalCharged": dollars(20)}, True, False),
        ({"totalCharged": dollars(19)}, False, False),
        ({"totalCharged": dollars(15), "totalRefunded": dollars(5)}, True, False),
        ({"totalCharged": dollars(0), "totalRefunded": dollars(20)}, True, True),
        ({"isPaid": True, "total": {"gross": dollars(0)}}, True, False),
    ],
)
def test_what_was_paid_stays_paid_when_a_part_is_given_back(
    now: datetime, changes: dict[str, Any], paid: bool, refunded: bool
) -> None:
    order = snapshot(now, **changes)
    assert (order.is_paid, order.is_refunded) == (paid, refunded)


@pytest.mark.parametrize("status", ["CANCELED", "EXPIRED"])
def test_an_order_that_comes_to_nothing_is_cancelled(now: datetime, status: str) -> None:
    assert snapshot(now, status=status).is_cancelled
    assert not snapshot(now, status="FULFILLED").is_cancelled


@pytest.mark.parametrize(
    ("fulfillment", "refund", "quantity"),
    [
        (("FULFILLED", 2), ("NONE", 0), 0),
        (("RETURNED", 1), ("NONE", 0), 1),
        (("REFUNDED", 2), ("NONE", 0), 2),
        (("REPLACED", 2), ("NONE", 0), 0),
        (("FULFILLED", 2), ("SUCCESS", 1), 1),
        (("FULFILLED", 2), ("PENDING", 1), 0),
        (("RETURNED", 1), ("SUCCESS", 1), 1),
        (("RETURNED", 9), ("SUCCESS", 1), 2),
    ],
)
def test_what_was_given_back_counts_once(
    now: datetime, fulfillment: tuple[str, int], refund: tuple[str, int], quantity: int
) -> None:
    def lines(count: int) -> list[dict[str, Any]]:
        return [{"quantity": count, "orderLine": {"id": "TGluZTox"}}]

    order = snapshot(
        now,
        fulfillments=[{"status": fulfillment[0], "lines": lines(fulfillment[1])}],
        grantedRefunds=[{"status": refund[0], "lines": lines(refund[1])}],
    )
    assert order.lines[0].quantity_reversed == quantity


@pytest.mark.parametrize(
    ("description", "text"),
    [
        (None, ""),
        ("not json", ""),
        ("[]", ""),
        ("{}", ""),
        (
            '{"blocks": [{"type": "paragraph", "data": {"text": "Warm &amp; <b>soft</b>."}},'
            ' {"type": "list", "data": {"items": ["One<br>two", {"content": "Three"}]}},'
            ' {"type": "image", "data": {"file": {"url": "x"}}}]}',
            "Warm & soft.\nOne two\nThree",
        ),
        ('{"blocks": [{"data": {"text": "&lt;script&gt;"}}]}', "<script>"),
    ],
)
def test_a_description_reads_as_plain_text(description: str | None, text: str) -> None:
    assert plain_text(description) == text


def test_a_variant_without_a_name_has_none() -> None:
    assert variant_name("UHJvZHVjdFZhcmlhbnQ6MQ==", "UHJvZHVjdFZhcmlhbnQ6MQ==") == ""
    assert variant_name("500 ml", "UHJvZHVjdFZhcmlhbnQ6MQ==") == "500 ml"


def test_nobody_is_nameless() -> None:
    assert full_name("Sam", "Staff", "sam@example.com") == "Sam Staff"
    assert full_name("", "", "sam@example.com") == "sam@example.com"


def test_a_customer_is_no_staff_user() -> None:
    fields = StaffFields(
        id="U",
        email="carla@example.com",
        firstName="",
        lastName="",
        isActive=True,
        isStaff=False,
        userPermissions=None,
        permissionGroups=None,
        avatar=None,
    )
    assert staff_snapshot(fields) is None
    assert staff_snapshot(None) is None
