"""The rows of the demo store. They refer to each other by key, so a snapshot is plain JSON."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

SALEOR_VERSION = "3.23.28"
SCHEMA_VERSION = "3.23"

# Saleor's own default for Shop.limitQuantityPerCheckout.
QUANTITY_LIMIT = 50


def now() -> datetime:
    return datetime.now(UTC)


def new_uuid() -> str:
    return str(uuid4())


@dataclass
class WithMetadata:
    metadata: dict[str, str] = field(default_factory=dict, kw_only=True)
    private_metadata: dict[str, str] = field(default_factory=dict, kw_only=True)


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


@dataclass
class Address(WithMetadata):
    pk: int
    first_name: str = ""
    last_name: str = ""
    company_name: str = ""
    street_address_1: str = ""
    street_address_2: str = ""
    city: str = ""
    city_area: str = ""
    postal_code: str = ""
    country: str = ""
    country_area: str = ""
    phone: str = ""


@dataclass
class User(WithMetadata):
    pk: int
    email: str
    first_name: str
    last_name: str
    password_hash: str
    is_staff: bool
    # Changing it revokes every token of the user.
    jwt_token_key: str
    date_joined: datetime
    updated_at: datetime
    is_active: bool = True
    note: str = ""
    address_pks: list[int] = field(default_factory=list)


@dataclass
class Group:
    pk: int
    name: str
    permissions: list[str]
    user_pks: list[int]
    restricted_access_to_channels: bool = False
    channel_pks: list[int] = field(default_factory=list)


@dataclass
class CheckoutLine(WithMetadata):
    pk: str
    variant_pk: int
    quantity: int
    price_override: Decimal | None = None
    price_override_reason: str | None = None


@dataclass
class Delivery:
    pk: str
    shipping_method_pk: int
    is_valid: bool = True


@dataclass
class Checkout(WithMetadata):
    pk: str
    channel_pk: int
    created: datetime
    last_change: datetime
    lines: list[CheckoutLine] = field(default_factory=list)
    email: str | None = None
    user_pk: int | None = None
    language_code: str = "EN"
    note: str = ""
    shipping_address: Address | None = None
    billing_address: Address | None = None
    deliveries: list[Delivery] = field(default_factory=list)
    delivery_pk: str | None = None
    deliveries_stale_at: datetime | None = None
    payment_amount: Decimal | None = None

    @property
    def delivery(self) -> Delivery | None:
        return next((each for each in self.deliveries if each.pk == self.delivery_pk), None)


@dataclass
class OrderLine(WithMetadata):
    pk: str
    variant_pk: int
    product_name: str
    variant_name: str
    product_sku: str
    quantity: int
    unit_price: Decimal
    undiscounted_unit_price: Decimal
    price_override_reason: str | None = None


@dataclass
class FulfillmentLine:
    pk: int
    order_line_pk: str
    quantity: int


@dataclass
class Fulfillment(WithMetadata):
    pk: int
    fulfillment_order: int
    status: str
    lines: list[FulfillmentLine]
    created: datetime
    total_refunded_amount: Decimal | None = None


@dataclass
class Order(WithMetadata):
    pk: str
    number: int
    channel_pk: int
    checkout_pk: str | None
    status: str
    created: datetime
    updated_at: datetime
    user_email: str
    lines: list[OrderLine]
    shipping_method_name: str
    shipping_price: Decimal
    language_code: str = "EN"
    customer_note: str = ""
    user_pk: int | None = None
    shipping_address: Address | None = None
    billing_address: Address | None = None
    total_charged: Decimal = Decimal(0)
    total_refunded: Decimal = Decimal(0)
    fulfillments: list[Fulfillment] = field(default_factory=list)

    @property
    def subtotal(self) -> Decimal:
        return sum((line.unit_price * line.quantity for line in self.lines), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.subtotal + self.shipping_price


@dataclass
class AppExtension:
    pk: int
    label: str
    url: str
    mount: str
    target: str
    permissions: list[str]
    options: dict[str, object]
    identifier: str | None = None


@dataclass
class Webhook:
    pk: int
    name: str
    target_url: str
    query: str
    events: list[str]
    is_active: bool = True
    identifier: str | None = None
    custom_headers: dict[str, str] = field(default_factory=dict)


@dataclass
class AppProblem:
    pk: str
    key: str
    message: str
    created_at: datetime
    updated_at: datetime
    count: int = 1
    is_critical: bool = False


@dataclass
class App(WithMetadata):
    pk: int
    name: str
    identifier: str
    permissions: list[str]
    manifest_url: str
    created: datetime
    version: str = ""
    is_active: bool = True
    about: str | None = None
    author: str | None = None
    app_url: str | None = None
    homepage_url: str | None = None
    support_url: str | None = None
    data_privacy_url: str | None = None
    logo_url: str | None = None
    audience: str | None = None
    token_hash: str | None = None
    extensions: list[AppExtension] = field(default_factory=list)
    webhooks: list[Webhook] = field(default_factory=list)
    problems: list[AppProblem] = field(default_factory=list)


@dataclass
class AppInstallation:
    pk: int
    app_name: str
    manifest_url: str
    permissions: list[str]
    activate: bool
    created_at: datetime
    updated_at: datetime
    status: str = "PENDING"
    message: str | None = None


@dataclass
class State:
    """Every row of the store, by key."""

    shop_name: str
    channels: dict[int, Channel] = field(default_factory=dict)
    categories: dict[int, Category] = field(default_factory=dict)
    collections: dict[int, Collection] = field(default_factory=dict)
    attributes: dict[int, Attribute] = field(default_factory=dict)
    product_types: dict[int, ProductType] = field(default_factory=dict)
    products: dict[int, Product] = field(default_factory=dict)
    media: dict[int, Media] = field(default_factory=dict)
    variants: dict[int, Variant] = field(default_factory=dict)
    addresses: dict[int, Address] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    checkouts: dict[str, Checkout] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    apps: dict[int, App] = field(default_factory=dict)
    installations: dict[int, AppInstallation] = field(default_factory=dict)
    last_pk: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    signing_key_pem: str = ""

    def next_pk(self, kind: str) -> int:
        self.last_pk[kind] += 1
        return self.last_pk[kind]

    def channel_by_slug(self, slug: str | None) -> Channel | None:
        return next((each for each in self.channels.values() if each.slug == slug), None)

    def user_by_email(self, email: str) -> User | None:
        wanted = email.lower()
        return next((each for each in self.users.values() if each.email == wanted), None)

    def groups_of(self, user: User) -> list[Group]:
        return [each for each in self.groups.values() if user.pk in each.user_pks]

    def permissions_of(self, user: User) -> set[str]:
        groups = self.groups_of(user) if user.is_staff and user.is_active else []
        return {permission for group in groups for permission in group.permissions}
