"""Choosing and ordering products: search, where, filter and sortBy."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.pricing import is_listed, product_listings
from saleor_personal_shopper.demo.store.schema.enums import (
    OrderDirection,
    ProductOrderField,
    StockAvailability,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list
from saleor_personal_shopper.demo.store.schema.nodes import global_id_of
from saleor_personal_shopper.demo.store.stock import available_quantity


class StringFilterInput(graphene.InputObjectType):
    eq = graphene.String()
    one_of = input_list(graphene.String)


class GlobalIDFilterInput(graphene.InputObjectType):
    eq = graphene.ID()
    one_of = input_list(graphene.ID)


class DecimalRangeInput(graphene.InputObjectType):
    gte = graphene.Decimal()
    lte = graphene.Decimal()


class DecimalFilterInput(graphene.InputObjectType):
    eq = graphene.Decimal()
    one_of = input_list(graphene.Decimal)
    range = graphene.InputField(DecimalRangeInput)


class PriceRangeInput(graphene.InputObjectType):
    gte = graphene.Float()
    lte = graphene.Float()


class ProductWhereInput(graphene.InputObjectType):
    ids = input_list(graphene.ID)
    name = graphene.InputField(StringFilterInput)
    slug = graphene.InputField(StringFilterInput)
    category = graphene.InputField(GlobalIDFilterInput)
    collection = graphene.InputField(GlobalIDFilterInput)
    is_available = graphene.Boolean()
    price = graphene.InputField(DecimalFilterInput)
    stock_availability = StockAvailability()


class ProductFilterInput(graphene.InputObjectType):
    collections = input_list(graphene.ID)
    categories = input_list(graphene.ID)
    stock_availability = StockAvailability()
    search = graphene.String()
    is_available = graphene.Boolean()
    price = graphene.InputField(PriceRangeInput)
    ids = input_list(graphene.ID)
    slugs = input_list(graphene.String)


class ProductOrder(graphene.InputObjectType):
    direction = OrderDirection(required=True)
    channel = graphene.String()
    field = ProductOrderField()


def select_products(
    state: records.State,
    products: Iterable[records.Product],
    channel: records.Channel | None,
    *,
    search: str | None = None,
    where: Any = None,
    filter: Any = None,
    sort_by: Any = None,
) -> list[records.Product]:
    """Return the products listed in the channel that meet every condition, in order."""
    wanted = {**_from_filter(filter or {}), **_from_where(where or {})}
    words = " ".join(filter_ for filter_ in (search, (filter or {}).get("search")) if filter_)
    selection = Selection(state, channel, wanted, words.lower().split())
    found = [product for product in products if selection.holds(product)]
    return _ordered(state, found, channel, sort_by)


class Selection:
    """One set of conditions. `conditions` maps a name to the allowed values or limits."""

    def __init__(
        self,
        state: records.State,
        channel: records.Channel | None,
        conditions: dict[str, Any],
        words: list[str],
    ) -> None:
        self._state = state
        self._channel = channel
        self._conditions = conditions
        self._words = words

    def holds(self, product: records.Product) -> bool:
        if self._channel and not is_listed(self._state, product, self._channel):
            return False
        text = f"{product.name} {product.description}".lower().replace(".", " ").split()
        # Like Saleor's search, each word of the query is the beginning of a word.
        if not all(any(each.startswith(word) for each in text) for word in self._words):
            return False
        checks = (self._check(name, allowed, product) for name, allowed in self._conditions.items())
        return all(checks)

    def _check(self, name: str, allowed: Any, product: records.Product) -> bool:
        if name == "ids":
            return global_id_of(product) in allowed
        if name in {"name", "slug"}:
            return getattr(product, name) in allowed
        if name == "category":
            return global_id_of(self._state.categories[product.category_pk]) in allowed
        if name == "collection":
            return any(
                global_id_of(each) in allowed
                for each in self._state.collections.values()
                if product.pk in each.product_pks
            )
        if name == "price":
            return self._price_is_in(product, *allowed)
        in_stock = any(available_quantity(self._state.variants[pk]) for pk in product.variant_pks)
        return in_stock is bool(allowed)

    def _price_is_in(
        self, product: records.Product, lowest: Decimal | None, highest: Decimal | None
    ) -> bool:
        if self._channel is None:
            return False
        prices = [each.price for each in product_listings(self._state, product, self._channel)]
        return any(
            (lowest is None or price >= lowest) and (highest is None or price <= highest)
            for price in prices
        )


def _from_where(where: Any) -> dict[str, Any]:
    conditions: dict[str, Any] = {}
    if where.get("ids") is not None:
        conditions["ids"] = where["ids"]
    for name in ("name", "slug", "category", "collection"):
        if where.get(name):
            conditions[name] = where[name].get("one_of") or [where[name].get("eq")]
    if where.get("price"):
        limits = where["price"].get("range") or {}
        exact = where["price"].get("eq")
        conditions["price"] = (limits.get("gte", exact), limits.get("lte", exact))
    if where.get("stock_availability"):
        conditions["stock"] = where["stock_availability"].value == "IN_STOCK"
    return conditions


def _from_filter(given: Any) -> dict[str, Any]:
    names = {"ids": "ids", "slugs": "slug", "categories": "category", "collections": "collection"}
    conditions = {ours: given[name] for name, ours in names.items() if given.get(name) is not None}
    if given.get("price"):
        limits = (given["price"].get("gte"), given["price"].get("lte"))
        conditions["price"] = tuple(None if each is None else Decimal(str(each)) for each in limits)
    if given.get("stock_availability"):
        conditions["stock"] = given["stock_availability"].value == "IN_STOCK"
    return conditions


def _ordered(
    state: records.State,
    products: list[records.Product],
    channel: records.Channel | None,
    sort_by: Any,
) -> list[records.Product]:
    if not sort_by or not sort_by.get("field"):
        return sorted(products, key=lambda each: each.slug)
    field = sort_by["field"].value
    if field in {"RANK", "COLLECTION"}:
        return products
    reverse = sort_by["direction"].value == "DESC"

    def price(product: records.Product) -> Decimal:
        listings = product_listings(state, product, channel) if channel else []
        return min((each.price for each in listings), default=Decimal(0))

    keys: dict[str, Any] = {
        "NAME": lambda each: each.name,
        "PRICE": price,
        "MINIMAL_PRICE": price,
        "RATING": lambda each: each.rating or 0,
        "LAST_MODIFIED_AT": lambda each: each.updated_at,
    }
    return sorted(products, key=keys.get(field, lambda each: each.created), reverse=reverse)
