"""Products and their variants."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ...core import saleor_data
from ..client.fragments import ProductCardFields, VariantFields
from ..client.product import ProductProduct
from ..client.variant_cards import VariantCardsProductVariantsEdgesNode
from .money import money

TAGS = re.compile(r"<[^>]+>")
LINE_BREAKS = re.compile(r"<br\s*/?>")


def product_card(fields: ProductCardFields) -> saleor_data.ProductCard:
    price_range = fields.pricing.price_range if fields.pricing else None
    start = price_range.start if price_range else None
    stop = price_range.stop if price_range else None
    return saleor_data.ProductCard(
        id=fields.id,
        name=fields.name,
        slug=fields.slug,
        thumbnail_url=fields.thumbnail.url if fields.thumbnail else None,
        price_from=money(start.gross) if start else None,
        price_to=money(stop.gross) if stop else None,
    )


def product_detail(
    product: ProductProduct, variants: Sequence[VariantFields]
) -> saleor_data.ProductDetail:
    return saleor_data.ProductDetail(
        card=product_card(product),
        description=plain_text(product.description),
        images=tuple(
            saleor_data.Image(medium.url, medium.alt)
            for medium in product.media or ()
            if medium.type_ == "IMAGE"
        ),
        variants=tuple(map(_variant, variants)),
    )


def variant_card(node: VariantCardsProductVariantsEdgesNode) -> saleor_data.VariantCard:
    price = node.pricing.price if node.pricing else None
    thumbnail = node.product.thumbnail
    return saleor_data.VariantCard(
        id=node.id,
        name=variant_name(node.name, node.id),
        product_id=node.product.id,
        product_name=node.product.name,
        thumbnail_url=thumbnail.url if thumbnail else None,
        price=money(price.gross) if price else None,
    )


def variant_name(name: str, variant_id: str) -> str:
    """The name, or nothing: Saleor names a variant by its own id when the merchant did not."""
    return "" if name == variant_id else name


def plain_text(description: str | None) -> str:
    """The words of a description, which Saleor keeps as EditorJS; a paragraph a line."""
    try:
        blocks = json.loads(description or "{}").get("blocks") or []
    except (ValueError, AttributeError):
        return ""
    lines = (line for block in blocks for line in _lines(block.get("data") or {}))
    return "\n".join(line for line in map(_without_tags, lines) if line)


def _lines(data: dict[str, Any]) -> Iterator[str]:
    if isinstance(data.get("text"), str):
        yield data["text"]
    for item in data.get("items") or ():
        yield item if isinstance(item, str) else str(item.get("content", ""))


def _without_tags(text: str) -> str:
    return html.unescape(TAGS.sub("", LINE_BREAKS.sub(" ", text))).strip()


def _variant(fields: VariantFields) -> saleor_data.Variant:
    pricing = fields.pricing
    price = pricing.price if pricing else None
    undiscounted = pricing.price_undiscounted if pricing else None
    images = [medium.url for medium in fields.media or () if medium.type_ == "IMAGE"]
    return saleor_data.Variant(
        id=fields.id,
        name=variant_name(fields.name, fields.id),
        sku=fields.sku,
        attributes=tuple(
            saleor_data.VariantAttribute(
                name=attribute.attribute.name,
                values=tuple(value.name for value in attribute.values if value.name),
            )
            for attribute in fields.attributes
        ),
        price=money(price.gross) if price else None,
        undiscounted_price=money(undiscounted.gross) if undiscounted else None,
        quantity_available=fields.quantity_available or 0,
        quantity_limit=fields.quantity_limit_per_customer,
        image_url=images[0] if images else None,
    )
