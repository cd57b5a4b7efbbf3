"""Checkouts, and why Saleor refuses to change them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...core import saleor_data
from ..client.fragments import (
    CheckoutErrorFields,
    CheckoutFields,
    CheckoutFieldsLines,
    CheckoutFieldsProblemsCheckoutLineProblemInsufficientStock,
    CheckoutFieldsProblemsCheckoutLineProblemVariantNotAvailable,
)
from ..client.update_private_metadata import (
    UpdatePrivateMetadataUpdatePrivateMetadataErrors as MetadataErrors,
)
from .catalogue import variant_name
from .money import money

REMAINING = re.compile(r"Only (\d+) remaining")


def checkout_state(fields: CheckoutFields) -> saleor_data.CheckoutState:
    return saleor_data.CheckoutState(
        id=fields.id,
        channel=fields.channel.slug,
        lines=tuple(map(_line, fields.lines)),
        total=money(fields.total_price.gross),
        problems=tuple(_problems(fields)),
        updated_at=fields.updated_at,
    )


def raise_refusal(errors: Sequence[CheckoutErrorFields | MetadataErrors]) -> None:
    """Raise SaleorRefused when there are errors. Saleor then applied nothing."""
    if not errors:
        return
    first = errors[0]
    message = first.message or ""
    remaining = REMAINING.search(message)
    raise saleor_data.SaleorRefused(
        first.code,
        message,
        variant_ids=getattr(first, "variants", None) or (),
        available_quantity=int(remaining[1]) if remaining else None,
    )


def _line(fields: CheckoutFieldsLines) -> saleor_data.CheckoutLine:
    product = fields.variant.product
    return saleor_data.CheckoutLine(
        id=fields.id,
        variant_id=fields.variant.id,
        variant_name=variant_name(fields.variant.name, fields.variant.id),
        product_id=product.id,
        product_name=product.name,
        thumbnail_url=product.thumbnail.url if product.thumbnail else None,
        quantity=fields.quantity,
        unit_price=money(fields.unit_price.gross),
        total_price=money(fields.total_price.gross),
    )


def _problems(fields: CheckoutFields) -> Iterator[saleor_data.CheckoutProblem]:
    for problem in fields.problems or ():
        if isinstance(problem, CheckoutFieldsProblemsCheckoutLineProblemInsufficientStock):
            yield saleor_data.CheckoutProblem(
                code="INSUFFICIENT_STOCK",
                line_id=problem.line.id,
                variant_id=problem.line.variant.id,
                available_quantity=problem.available_quantity,
            )
        elif isinstance(problem, CheckoutFieldsProblemsCheckoutLineProblemVariantNotAvailable):
            yield saleor_data.CheckoutProblem(
                code="VARIANT_NOT_AVAILABLE",
                line_id=problem.line.id,
                variant_id=problem.line.variant.id,
            )
