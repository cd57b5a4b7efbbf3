"""What Saleor tells and refuses: the shapes and errors of `SaleorApi` and `TokenVerifier`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from .installations.models import Installation


class SaleorUnavailable(Exception):
    """Saleor did not answer in time, answered 5xx, or its circuit breaker is open: try later."""


class SaleorTokenDead(Exception):
    """Saleor no longer knows our token (it answers HTTP 200 as to a stranger)."""


class SaleorPermissionMissing(SaleorUnavailable):
    """Saleor does not say, since the app lacks `permission`: until staff give it to the app."""

    def __init__(self, permission: str) -> None:
        super().__init__(f"The app lacks the Saleor permission {permission}.")
        self.permission = permission


class SaleorRefused(Exception):
    """Saleor refused a change; nothing of it was applied."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        variant_ids: Sequence[str] = (),
        available_quantity: int | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.variant_ids = tuple(variant_ids)
        self.available_quantity = available_quantity


@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class ShopInfo:
    name: str


@dataclass(frozen=True)
class Channel:
    id: str
    slug: str
    name: str
    currency: str
    country: str


@dataclass(frozen=True)
class Image:
    url: str
    alt: str = ""


@dataclass(frozen=True)
class ProductCard:
    id: str
    name: str
    slug: str
    thumbnail_url: str | None
    price_from: Money | None
    price_to: Money | None = None


@dataclass(frozen=True)
class ProductPage:
    items: Sequence[ProductCard]
    end_cursor: str | None
    has_next: bool


@dataclass(frozen=True)
class Collection:
    id: str
    name: str


@dataclass(frozen=True)
class VariantAttribute:
    name: str
    values: Sequence[str]


@dataclass(frozen=True)
class Variant:
    id: str
    name: str
    sku: str | None
    attributes: Sequence[VariantAttribute]
    price: Money | None
    undiscounted_price: Money | None
    quantity_available: int
    quantity_limit: int | None
    image_url: str | None = None


@dataclass(frozen=True)
class ProductDetail:
    card: ProductCard
    description: str
    images: Sequence[Image]
    variants: Sequence[Variant]


@dataclass(frozen=True)
class VariantCard:
    """A variant as a card shows it; without a price it cannot be bought in the channel."""

    id: str
    name: str
    product_id: str
    product_name: str
    thumbnail_url: str | None
    price: Money | None


@dataclass(frozen=True)
class VariantQuantity:
    variant_id: str
    quantity: int


@dataclass(frozen=True)
class CheckoutProblem:
    """`code` is INSUFFICIENT_STOCK or VARIANT_NOT_AVAILABLE."""

    code: str
    line_id: str
    variant_id: str
    available_quantity: int | None = None


@dataclass(frozen=True)
class CheckoutLine:
    id: str
    variant_id: str
    variant_name: str
    product_id: str
    product_name: str
    thumbnail_url: str | None
    quantity: int
    unit_price: Money
    total_price: Money


@dataclass(frozen=True)
class CheckoutState:
    id: str
    channel: str
    lines: Sequence[CheckoutLine]
    total: Money
    problems: Sequence[CheckoutProblem] = ()
    updated_at: datetime | None = None


@dataclass(frozen=True)
class OrderLine:
    variant_id: str
    product_id: str
    product_name: str
    quantity: int
    quantity_reversed: int
    unit_gross: Money
    event_hint: str = ""


@dataclass(frozen=True)
class OrderSnapshot:
    """One version of a Saleor order; `updated_at` says which."""

    id: str
    number: str
    checkout_id: str
    channel: str
    is_cancelled: bool
    is_paid: bool
    is_refunded: bool
    created_at: datetime
    updated_at: datetime
    customer_user_id: str
    customer_email: str
    lines: Sequence[OrderLine]
    event_hint: str = ""


@dataclass(frozen=True)
class OrderPage:
    items: Sequence[OrderSnapshot]
    end_cursor: str | None
    has_next: bool


@dataclass(frozen=True)
class StaffSnapshot:
    id: str
    email: str
    name: str
    is_active: bool
    permissions: Sequence[str] = field(default_factory=tuple)
    group_ids: Sequence[str] = field(default_factory=tuple)
    avatar_url: str = ""


@dataclass(frozen=True)
class PermissionGroup:
    id: str
    name: str


@dataclass(frozen=True)
class CustomerSnapshot:
    id: str
    email: str
    name: str


@dataclass(frozen=True)
class StaffToken:
    """What a verified token of the Dashboard says of the staff user who holds it."""

    installation: Installation
    user_id: str
    email: str
    user_permissions: frozenset[str]


@dataclass(frozen=True)
class CustomerToken:
    """What a customer's own verified Saleor access token says."""

    installation: Installation
    user_id: str
    email: str


class TokenRefused(Exception):
    """A token is not what it has to be; `reason` is for logs, e.g. EXPIRED or WRONG_APP."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
