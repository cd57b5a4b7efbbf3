"""The personal shopper shows a product to everybody in the call (CL-16, CL-18)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ... import saleor_data
from ...errors import DomainError
from ..capabilities import Capability, require
from ..catalogue import product_payload
from ..changes import lock_event_of
from ..error_codes import EventErrorCode
from ..errors import invalid
from ..models import Participant, ShownProduct
from ..room import post
from ..serialize import by_json


def show_product(
    *,
    participant: Participant,
    product_id: str,
    variant_id: str = "",
    product: dict[str, Any] | None = None,
    now: datetime,
) -> ShownProduct:
    """Log the product and send it, whole, to the room.

    `product` is the JSON of PersonalShopperProduct when the caller has it; else it is read from
    Saleor, before any lock is taken. Raises DomainError PERMISSION_DENIED, INVALID (no such
    product or variant in the channel), SHOP_UNREACHABLE, or why the call is over.
    """
    require(participant, Capability.SHOW_PRODUCTS)
    found = product or _read(participant, product_id)
    if variant_id and variant_id not in {one["id"] for one in found["variants"]}:
        raise invalid("variant", _("This product has no such variant. Choose another one."))
    return _show(participant, found, variant_id, now)


@transaction.atomic
def _show(
    participant: Participant, product: dict[str, Any], variant_id: str, now: datetime
) -> ShownProduct:
    event = lock_event_of(participant)
    shown = ShownProduct.objects.create(
        installation_id=event.installation_id,
        event=event,
        participant=participant,
        product_id=product["id"],
        variant_id=variant_id,
        name=product["name"][:250],
        shown_at=now,
    )
    data = {
        "id": str(shown.pk),
        "product": product,
        "variant": variant_id or None,
        "name": shown.name,
        "by": by_json(participant),
        "at": now.isoformat(),
    }
    post(event=event, type="product.shown", data=data, now=now)
    return shown


def _read(participant: Participant, product_id: str) -> dict[str, Any]:
    event = participant.event
    try:
        found = product_payload(event.installation, product_id, event.channel)
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead) as error:
        raise DomainError(
            EventErrorCode.SHOP_UNREACHABLE,
            _("The shop's catalogue does not answer. Try again in a moment."),
        ) from error
    if found is None:
        raise invalid("product", _("The shop has no such product in this channel."))
    return found
