"""What happens to an order after it was placed: paid, cancelled, refunded."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.records import (
    Fulfillment,
    FulfillmentLine,
    Order,
    OrderLine,
    State,
    now,
)
from saleor_personal_shopper.demo.store.stock import allocate


def charge_status(order: Order) -> str:
    """Return Saleor's OrderChargeStatusEnum: what was charged and kept, against the total."""
    kept = order.total_charged - order.total_refunded
    if kept <= 0:
        return "NONE" if order.total > 0 else "FULL"
    if kept < order.total:
        return "PARTIAL"
    return "FULL" if kept == order.total else "OVERCHARGED"


def payment_status(order: Order) -> str:
    """Return PaymentChargeStatusEnum, which unlike the charge status tells of refunds."""
    if order.total_refunded:
        whole = order.total_refunded >= order.total_charged
        return "FULLY_REFUNDED" if whole else "PARTIALLY_REFUNDED"
    if not order.total_charged:
        return "NOT_CHARGED"
    return "FULLY_CHARGED" if order.total_charged >= order.total else "PARTIALLY_CHARGED"


def mark_as_paid(order: Order) -> None:
    """Note that the money came; like Saleor this leaves an unconfirmed order unconfirmed."""
    if order.total_charged:
        message = "Orders with payments can not be manually marked as paid."
        raise refuse("PAYMENT_ERROR", message, field="payment")
    order.total_charged = order.total
    order.updated_at = now()


def cancel(state: State, order: Order) -> None:
    fulfilled = any(each.status == "FULFILLED" for each in order.fulfillments)
    if order.status in {"CANCELED", "DRAFT", "EXPIRED"} or fulfilled:
        raise refuse("CANNOT_CANCEL_ORDER", "This order can't be canceled.", field="order")
    order.status = "CANCELED"
    order.updated_at = now()
    for line in order.lines:
        allocate(state, {line.variant_pk: line.quantity}, sign=-1)


def refund(state: State, order: Order, amount: Decimal) -> None:
    """Give money back without saying for which lines: a REFUNDED fulfillment without lines."""
    _give_back(state, order, amount, {})


def refund_lines(
    state: State,
    order: Order,
    *,
    quantities: Mapping[str, int],
    amount: Decimal | None,
    include_shipping: bool,
) -> Fulfillment:
    """Refund line quantities (by order line key); returns the REFUNDED fulfillment Saleor makes.

    `amount` overrides the sum that the lines come to. The order's own status does not change.
    """
    lines = {line.pk: line for line in order.lines}
    worth = order.shipping_price if include_shipping else Decimal(0)
    for pk, quantity in quantities.items():
        line = lines.get(pk)
        if line is None or not 0 < quantity <= open_quantity(order, line):
            message = "Provided quantity is bigger than unfulfilled quantity."
            raise refuse("INVALID_QUANTITY", message, field="orderLineId")
        worth += line.unit_price * quantity
    return _give_back(state, order, worth if amount is None else amount, quantities)


def open_quantity(order: Order, line: OrderLine) -> int:
    """Return how many of the line were neither fulfilled nor refunded yet."""
    done = (
        each.quantity
        for fulfillment in order.fulfillments
        for each in fulfillment.lines
        if each.order_line_pk == line.pk
    )
    return line.quantity - sum(done)


def _give_back(
    state: State, order: Order, amount: Decimal, quantities: Mapping[str, int]
) -> Fulfillment:
    _check_refundable(order, amount)
    lines = [
        FulfillmentLine(state.next_pk("fulfillment_line"), order_line_pk, quantity)
        for order_line_pk, quantity in quantities.items()
    ]
    moment = now()
    fulfillment = Fulfillment(
        pk=state.next_pk("fulfillment"),
        fulfillment_order=len(order.fulfillments) + 1,
        status="REFUNDED",
        lines=lines,
        created=moment,
        total_refunded_amount=amount,
    )
    order.fulfillments.append(fulfillment)
    order.total_refunded += amount
    order.updated_at = moment
    return fulfillment


def _check_refundable(order: Order, amount: Decimal) -> None:
    left = order.total_charged - order.total_refunded
    if left <= 0:
        raise refuse("CANNOT_REFUND", "Order cannot be refunded.", field="order")
    if amount <= 0:
        raise refuse("REQUIRED", "Amount should be a positive number.", field="amount")
    if amount > left:
        message = "Cannot refund more than captured amount."
        raise refuse("CANNOT_REFUND", message, field="amountToRefund")
