"""Products of the shop as calls speak of them: the JSON of the type PersonalShopperProduct."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from .. import ports, saleor_data
from ..expendable import keep, recall
from ..installations.models import Installation
from .errors import invalid
from .fields import CHANNEL_LENGTH, clean_text

Json = dict[str, Any]
PRODUCT_SECONDS = 60
CHANNELS_SECONDS = 60


def product_payload(installation: Installation, product_id: str, channel: str) -> Json | None:
    """The product as Saleor has it, at most a minute old; None where the channel lacks it.

    Raises SaleorUnavailable and SaleorTokenDead.
    """
    key = f"product:{installation.pk}:{channel}:{product_id}"
    known: Json | None = recall(key)
    if known is not None:
        return known
    detail = ports.saleor_api(installation).product(product_id=product_id, channel=channel)
    if detail is None:
        return None
    found = product_json(detail)
    keep(key, found, seconds=PRODUCT_SECONDS)
    return found


def check_channel(installation: Installation, slug: str) -> str:
    """The slug, if Saleor has such a channel; raises DomainError REQUIRED or INVALID.

    While Saleor is out of reach any channel passes: better a call whose cart fails than no call.
    """
    wanted = clean_text("channel", slug, limit=CHANNEL_LENGTH)
    key = f"channels:{installation.pk}"
    known: list[str] | None = recall(key)
    if known is None:
        try:
            known = [channel.slug for channel in ports.saleor_api(installation).channels()]
        except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead):
            return wanted
        keep(key, known, seconds=CHANNELS_SECONDS)
    if wanted not in known:
        raise invalid("channel", _("The shop has no such channel. Check its slug in Saleor."))
    return wanted


def money_json(money: saleor_data.Money | None) -> Json | None:
    """An amount as a JSON number, as in Saleor's own API."""
    return None if money is None else {"amount": float(money.amount), "currency": money.currency}


def product_json(detail: saleor_data.ProductDetail) -> Json:
    """The whole product with its variants."""
    card = detail.card
    return {
        "id": card.id,
        "name": card.name,
        "slug": card.slug,
        "description": detail.description,
        "thumbnailUrl": card.thumbnail_url,
        "images": [{"url": image.url, "alt": image.alt} for image in detail.images],
        "priceRange": {
            "start": money_json(card.price_from),
            "stop": money_json(card.price_to or card.price_from),
        },
        "variants": [_variant_json(variant) for variant in detail.variants],
    }


def _variant_json(variant: saleor_data.Variant) -> Json:
    return {
        "id": variant.id,
        "name": variant.name,
        "sku": variant.sku,
        "attributes": [
            {"name": attribute.name, "values": list(attribute.values)}
            for attribute in variant.attributes
        ],
        "price": money_json(variant.price),
        "undiscountedPrice": money_json(variant.undiscounted_price),
        "quantityAvailable": variant.quantity_available,
        "quantityLimit": variant.quantity_limit,
        "imageUrl": variant.image_url,
    }
