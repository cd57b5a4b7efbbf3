"""Channels and what is sold in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from saleor_personal_shopper.demo.store.records.base import WithMetadata


@dataclass
class ShippingMethod(WithMetadata):
    pk: int
    name: str
    price: Decimal
    minimum_delivery_days: int
    maximum_delivery_days: int


@dataclass
class Channel(WithMetadata):
    pk: int
    slug: str
    name: str
    currency_code: str
    default_country: str
    countries: list[str]
    shipping_methods: list[ShippingMethod]
    allow_unpaid_orders: bool = True
    is_active: bool = True


@dataclass
class Category(WithMetadata):
    pk: int
    name: str
    slug: str


@dataclass
class Collection(WithMetadata):
    pk: int
    name: str
    slug: str
    description: str
    image: str
    product_pks: list[int]


@dataclass
class AttributeValue:
    pk: int
    name: str
    slug: str
    value: str = ""


@dataclass
class Attribute(WithMetadata):
    pk: int
    name: str
    slug: str
    input_type: str
    values: list[AttributeValue]


@dataclass
class ProductType(WithMetadata):
    pk: int
    name: str
    slug: str
    variant_attribute_pks: list[int]
    is_shipping_required: bool = True


@dataclass
class Media(WithMetadata):
    pk: int
    product_pk: int
    file: str
    alt: str


@dataclass
class Product(WithMetadata):
    pk: int
    name: str
    slug: str
    description: str
    category_pk: int
    product_type_pk: int
    media_pks: list[int]
    variant_pks: list[int]
    created: datetime
    updated_at: datetime
    rating: float | None = None


@dataclass
class Listing:
    """The price of a variant in one channel; undiscounted_price is higher when on sale."""

    price: Decimal
    undiscounted_price: Decimal


@dataclass
class Variant(WithMetadata):
    pk: int
    product_pk: int
    name: str
    sku: str
    attribute_values: dict[int, int]
    listings: dict[str, Listing]
    media_pks: list[int]
    quantity: int
    quantity_allocated: int = 0
    quantity_limit_per_customer: int | None = None
