"""Orders, from answers of the API and from webhooks alike."""

from __future__ import annotations

from collections import Counter

from ...core import saleor_data
from ..client.fragments import OrderFields, OrderFieldsLines
from .money import money

CANCELLED = {"CANCELED", "EXPIRED"}
GIVEN_BACK = {"RETURNED", "REFUNDED", "REFUNDED_AND_RETURNED"}


def order_snapshot(fields: OrderFields) -> saleor_data.OrderSnapshot:
    reversed_quantities = quantities_reversed(fields)
    return saleor_data.OrderSnapshot(
        id=fields.id,
        number=fields.number,
        checkout_id=fields.checkout_id or "",
        channel=fields.channel.slug,
        is_cancelled=fields.status in CANCELLED,
        is_paid=was_paid(fields),
        is_refunded=is_refunded(fields),
        created_at=fields.created,
        updated_at=fields.updated_at,
        customer_user_id=fields.user.id if fields.user else "",
        customer_email=fields.user_email or "",
        lines=tuple(_line(line, reversed_quantities[line.id]) for line in fields.lines),
        event_hint=fields.private_metafield or "",
    )


def was_paid(fields: OrderFields) -> bool:
    """Whether all was paid once. Saleor's isPaid turns false when a part is given back."""
    total = money(fields.total.gross).amount
    paid = money(fields.total_charged).amount + money(fields.total_refunded).amount
    return fields.is_paid or 0 < total <= paid


def is_refunded(fields: OrderFields) -> bool:
    """Whether all money went back, by either of Saleor's ways of payment."""
    total = money(fields.total.gross).amount
    return 0 < total <= money(fields.total_refunded).amount


def quantities_reversed(fields: OrderFields) -> Counter[str]:
    """By order line, how much was given back.

    Goods sent back stand in fulfilments, money of transactions in granted refunds; one return
    often shows in both, so the larger counts.
    """
    returned: Counter[str] = Counter()
    for fulfillment in fields.fulfillments:
        if fulfillment.status in GIVEN_BACK:
            for sent_back in fulfillment.lines or ():
                if sent_back.order_line:
                    returned[sent_back.order_line.id] += sent_back.quantity
    refunded: Counter[str] = Counter()
    for refund in fields.granted_refunds:
        if refund.status == "SUCCESS":
            for paid_back in refund.lines or ():
                refunded[paid_back.order_line.id] += paid_back.quantity
    return returned | refunded


def _line(fields: OrderFieldsLines, reversed_quantity: int) -> saleor_data.OrderLine:
    return saleor_data.OrderLine(
        variant_id=fields.product_variant_id or "",
        product_id=fields.variant.product.id if fields.variant else "",
        product_name=fields.product_name,
        quantity=fields.quantity,
        quantity_reversed=min(reversed_quantity, fields.quantity),
        unit_gross=money(fields.unit_price.gross),
        event_hint=fields.private_metafield or "",
    )
