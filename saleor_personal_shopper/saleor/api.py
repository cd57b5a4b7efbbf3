"""SaleorApi over GraphQL with the app's own token.

A change with a dead token would be made by a stranger, and Saleor lets strangers change
checkouts: so after each change the state is read by a query that also asks who we are.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import wraps
from typing import ParamSpec, Protocol, TypeVar

from pydantic import ValidationError

from ..core import saleor_data
from ..core.installations.models import Installation
from .answers import catalogue, checkouts, orders, users
from .client import (
    CheckoutLineInput,
    CheckoutLineUpdateInput,
    CollectionFilterInput,
    CountryCode,
    MetadataInput,
    OrderDirection,
    ProductOrder,
    ProductOrderField,
)
from .client.fragments import CheckoutErrorFields, VariantFields
from .client.update_private_metadata import (
    UpdatePrivateMetadataUpdatePrivateMetadataErrors as MetadataErrors,
)
from .meaning import InstalledClient

EVENT_KEY = "personal-shopper.event"
COUNTRIES_SECONDS = 300.0
PRODUCTS_SEARCHED = 20
"""How many products a search for their collections looks into, the best matches first."""

P = ParamSpec("P")
T = TypeVar("T")

_countries: dict[uuid.UUID, tuple[float, dict[str, str]]] = {}


def reads(method: Callable[P, T]) -> Callable[P, T]:
    """An answer of another shape than Saleor's schema has is no answer: SaleorUnavailable."""

    @wraps(method)
    def read(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(*args, **kwargs)
        except ValidationError as error:
            raise saleor_data.SaleorUnavailable("Saleor's answer has an unknown shape.") from error

    return read


def looks_up(method: Callable[P, T | None]) -> Callable[P, T | None]:
    """Reads what an id leads to; an id that Saleor cannot even read leads nowhere."""

    @wraps(method)
    def look_up(*args: P.args, **kwargs: P.kwargs) -> T | None:
        try:
            return reads(method)(*args, **kwargs)
        except saleor_data.SaleorRefused as refusal:
            if refusal.code == "GRAPHQL_ERROR":
                return None
            raise

    return look_up


class Payload(Protocol):
    """What Saleor answers to a change."""

    @property
    def errors(self) -> Sequence[CheckoutErrorFields | MetadataErrors]: ...


PayloadT = TypeVar("PayloadT", bound=Payload)


def accepted(payload: PayloadT | None) -> PayloadT:
    """The payload of a change that Saleor made. Raises SaleorRefused when it did not."""
    if payload is None:
        raise saleor_data.SaleorUnavailable("Saleor neither made the change nor refused it.")
    checkouts.raise_refusal(payload.errors)
    return payload


class SaleorApiClient:
    """One installation's Saleor. Cheap to make: connections and breaker belong to the process."""

    def __init__(self, installation: Installation) -> None:
        self._installation = installation
        self._client = InstalledClient(installation)

    @reads
    def shop(self) -> saleor_data.ShopInfo:
        return saleor_data.ShopInfo(self._client.app_proof().shop.name)

    @reads
    def channels(self) -> Sequence[saleor_data.Channel]:
        """The active channels."""
        return tuple(
            saleor_data.Channel(
                id=channel.id,
                slug=channel.slug,
                name=channel.name,
                currency=channel.currency_code,
                country=channel.default_country.code,
            )
            for channel in self._client.channels().channels or ()
            if channel.is_active
        )

    @reads
    def search_products(
        self, *, channel: str, search: str, first: int = 24, after: str | None = None
    ) -> saleor_data.ProductPage:
        """What can be bought in the channel; without words, the newest first."""
        field = ProductOrderField.RANK if search else ProductOrderField.CREATED_AT
        found = self._client.search_products(
            channel=channel,
            search=search or None,
            sort_by=ProductOrder(field=field, direction=OrderDirection.DESC),
            first=first,
            after=after,
        ).products
        if found is None:
            return saleor_data.ProductPage((), None, False)
        return saleor_data.ProductPage(
            items=tuple(catalogue.product_card(edge.node) for edge in found.edges),
            end_cursor=found.page_info.end_cursor,
            has_next=found.page_info.has_next_page,
        )

    @looks_up
    def product(self, *, product_id: str, channel: str) -> saleor_data.ProductDetail | None:
        found = self._client.product(id=product_id, channel=channel).product
        if found is None:
            return None
        return catalogue.product_detail(found, list(self._variants(product_id, channel)))

    def variants(
        self, *, variant_ids: Sequence[str], channel: str
    ) -> Sequence[saleor_data.VariantCard]:
        """The variants known in the channel, in the order asked; others are left out."""
        wanted = list(dict.fromkeys(variant_ids))
        cards = {card.id: card for card in self._variant_cards(wanted, channel) or ()}
        return tuple(cards[variant_id] for variant_id in wanted if variant_id in cards)

    @reads
    def collections(
        self, *, search: str = "", ids: Sequence[str] = (), first: int = 20
    ) -> Sequence[saleor_data.Collection]:
        """Of all channels, also those that are not published."""
        wanted = CollectionFilterInput(search=search or None, ids=list(ids) or None)
        found = self._client.collections(filter_=wanted, first=first).collections
        nodes = [edge.node for edge in found.edges] if found else []
        return tuple(saleor_data.Collection(node.id, node.name) for node in nodes)

    @reads
    def collections_with(self, *, product: str) -> frozenset[str]:
        found = self._client.collections_of_products(search=product, first=PRODUCTS_SEARCHED)
        nodes = [edge.node for edge in found.products.edges] if found.products else []
        return frozenset(one.id for node in nodes for one in node.collections or ())

    def create_checkout(
        self, *, channel: str, email: str | None = None
    ) -> saleor_data.CheckoutState:
        answer = self._client.checkout_create(channel=channel, email=email)
        made = accepted(answer.checkout_create).checkout
        if made is None:
            raise saleor_data.SaleorUnavailable("Saleor made no checkout and did not say why.")
        return self._changed(made.id)

    @looks_up
    def checkout(self, checkout_id: str) -> saleor_data.CheckoutState | None:
        found = self._client.checkout(id=checkout_id).checkout
        return checkouts.checkout_state(found) if found else None

    def add_lines(
        self, checkout_id: str, lines: Sequence[saleor_data.VariantQuantity]
    ) -> saleor_data.CheckoutState:
        inputs = [
            CheckoutLineInput(variant_id=line.variant_id, quantity=line.quantity) for line in lines
        ]
        accepted(self._client.checkout_lines_add(id=checkout_id, lines=inputs).checkout_lines_add)
        return self._changed(checkout_id)

    def set_line(self, checkout_id: str, line_id: str, quantity: int) -> saleor_data.CheckoutState:
        """Zero removes the line."""
        line = CheckoutLineUpdateInput(line_id=line_id, quantity=quantity)
        answer = self._client.checkout_lines_update(id=checkout_id, lines=[line])
        accepted(answer.checkout_lines_update)
        return self._changed(checkout_id)

    def delete_lines(self, checkout_id: str, line_ids: Sequence[str]) -> saleor_data.CheckoutState:
        answer = self._client.checkout_lines_delete(id=checkout_id, lines=list(line_ids))
        accepted(answer.checkout_lines_delete)
        return self._changed(checkout_id)

    def mark_checkout(self, checkout_id: str, line_ids: Sequence[str], event_id: uuid.UUID) -> None:
        """Note the event in private metadata, which Saleor copies to the order."""
        mark = [MetadataInput(key=EVENT_KEY, value=str(event_id))]
        for marked in (checkout_id, *line_ids):
            answer = self._client.update_private_metadata(id=marked, input=mark)
            accepted(answer.update_private_metadata)

    @reads
    def orders_by_checkout(self, checkout_id: str) -> Sequence[saleor_data.OrderSnapshot]:
        found = self._client.orders_by_checkout(checkout=checkout_id).orders
        return tuple(orders.order_snapshot(edge.node) for edge in (found.edges if found else ()))

    @looks_up
    def order(self, order_id: str) -> saleor_data.OrderSnapshot | None:
        found = self._client.order(id=order_id).order
        return orders.order_snapshot(found) if found else None

    @reads
    def orders_updated_since(
        self, at: datetime, *, first: int = 100, after: str | None = None
    ) -> saleor_data.OrderPage:
        """The longest unchanged first."""
        found = self._client.orders_updated_since(at=at, first=first, after=after).orders
        if found is None:
            return saleor_data.OrderPage((), None, False)
        return saleor_data.OrderPage(
            items=tuple(orders.order_snapshot(edge.node) for edge in found.edges),
            end_cursor=found.page_info.end_cursor,
            has_next=found.page_info.has_next_page,
        )

    @looks_up
    def staff_user(self, user_id: str) -> saleor_data.StaffSnapshot | None:
        answer = self._client.staff_user(id=user_id)
        return users.staff_snapshot(users.seen(answer, "MANAGE_STAFF").user)

    @reads
    def find_staff(self, email: str) -> saleor_data.StaffSnapshot | None:
        """By email as typed, else in small letters, which is how Saleor keeps most."""
        for wanted in dict.fromkeys((email, email.lower())):
            answer = self._client.staff_user_by_email(email=wanted)
            if found := users.staff_snapshot(users.seen(answer, "MANAGE_STAFF").user):
                return found
        return None

    @reads
    def permission_groups(self) -> Sequence[saleor_data.PermissionGroup]:
        groups: list[saleor_data.PermissionGroup] = []
        after: str | None = None
        while True:
            page = self._client.permission_groups(after=after)
            if page.permission_groups is None:
                return groups
            nodes = [edge.node for edge in page.permission_groups.edges]
            groups += [saleor_data.PermissionGroup(node.id, node.name) for node in nodes]
            after = page.permission_groups.page_info.end_cursor
            if not page.permission_groups.page_info.has_next_page:
                return groups

    @looks_up
    def customer(self, user_id: str) -> saleor_data.CustomerSnapshot | None:
        found = users.seen(self._client.customer(id=user_id), "MANAGE_USERS").user
        return users.customer_snapshot(found) if found else None

    def _changed(self, checkout_id: str) -> saleor_data.CheckoutState:
        """The state after a change, and the proof that we made it and not a stranger."""
        state = self.checkout(checkout_id)
        if state is None:
            raise saleor_data.SaleorRefused("NOT_FOUND", "The checkout was completed meanwhile.")
        return state

    def _variants(self, product_id: str, channel: str) -> Iterator[VariantFields]:
        country = self._country(channel)
        after: str | None = None
        while True:
            page = self._client.product_variants(
                id=product_id, channel=channel, country=country, after=after
            ).product
            if page is None or page.product_variants is None:
                return
            yield from (edge.node for edge in page.product_variants.edges)
            after = page.product_variants.page_info.end_cursor
            if not page.product_variants.page_info.has_next_page:
                return

    @looks_up
    def _variant_cards(
        self, variant_ids: list[str], channel: str
    ) -> Sequence[saleor_data.VariantCard] | None:
        found = self._client.variant_cards(ids=variant_ids, channel=channel).product_variants
        return [catalogue.variant_card(edge.node) for edge in found.edges] if found else None

    def _country(self, channel: str) -> CountryCode | None:
        """The channel's country: without one, Saleor answers for stock that cannot be shipped."""
        fresh_until, countries = _countries.get(self._installation.pk, (0.0, {}))
        if time.monotonic() >= fresh_until or channel not in countries:
            countries = {known.slug: known.country for known in self.channels()}
            _countries[self._installation.pk] = (time.monotonic() + COUNTRIES_SECONDS, countries)
        code = countries.get(channel, "")
        return CountryCode[code] if code in CountryCode.__members__ else None
