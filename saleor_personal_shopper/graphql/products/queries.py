"""Reading the shop's catalogue for a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import strawberry

from ...core import ports, saleor_data
from ...core.events.capabilities import Capability, require
from ...core.events.models import Event
from ..actors import Actor, Seat, Staff
from ..connections import check_page_size
from ..context import Info
from ..errors import not_found, permission_denied
from ..events.access import event_seen_by
from ..permissions import participants
from ..root_fields import query
from .types import ProductConnection, ProductType


@query(participants)
def products(
    info: Info,
    event: strawberry.ID,
    search: str | None = None,
    first: int = 24,
    after: str | None = None,
) -> ProductConnection:
    """Products of the event's channel, found by name; needs the capability SEARCH_PRODUCTS.

    Without `search` those related to the call: the product of interest, then the channel's.
    """
    check_page_size(first)
    actor = info.context.actor
    row = event_seen_by(actor, event).event
    _require_search(actor)
    words = (search or "").strip()
    page = ports.saleor_api(row.installation).search_products(
        channel=row.channel, search=words, first=first, after=after or None
    )
    if not words and not after:
        page = replace(page, items=_interest_first(row, page.items))
    return ProductConnection.of(page, after=after)


@query(participants)
def product(info: Info, event: strawberry.ID, id: strawberry.ID) -> ProductType | None:
    """A product with its variants as they sell in the event's channel."""
    row = event_seen_by(info.context.actor, event).event
    detail = ports.saleor_api(row.installation).product(product_id=id, channel=row.channel)
    if detail is None:
        raise not_found("id")
    return ProductType.of(detail)


def _require_search(actor: Actor) -> None:
    """Staff may search; in a call it takes the capability."""
    if isinstance(actor, Staff):
        return
    if not isinstance(actor, Seat):
        raise permission_denied()
    require(actor.participant, Capability.SEARCH_PRODUCTS)


def _interest_first(
    event: Event, cards: Sequence[saleor_data.ProductCard]
) -> Sequence[saleor_data.ProductCard]:
    if not event.product_id:
        return cards
    others = [card for card in cards if card.id != event.product_id]
    known = [card for card in cards if card.id == event.product_id]
    if not known:
        api = ports.saleor_api(event.installation)
        detail = api.product(product_id=event.product_id, channel=event.channel)
        known = [detail.card] if detail else []
    return [*known, *others]
