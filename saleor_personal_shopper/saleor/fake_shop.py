"""A Saleor in memory, for tests: its catalogue, stock, checkouts, orders and staff.

It keeps Saleor's traits that code must live with: a change is refused whole, an add merges into
the variant's only line, and two changes at once are not serialised.
"""

from __future__ import annotations

import base64
import itertools
import threading
import time
import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from ..core import saleor_data
from ..core.saleor_data import Money

QUANTITY_LIMIT = 50


@dataclass
class FakeLine:
    id: str
    variant_id: str
    quantity: int


@dataclass
class FakeCheckout:
    id: str
    channel: str
    email: str
    lines: list[FakeLine] = field(default_factory=list)
    event_hint: str = ""
    line_hints: dict[str, str] = field(default_factory=dict)


@dataclass
class FakeVariant:
    variant: saleor_data.Variant
    product_id: str
    stock: int
    is_available: bool = True


@dataclass
class FakeCollection:
    collection: saleor_data.Collection
    product_ids: frozenset[str]


class FakeShop:
    """One shop in USD with the channel `default-channel`. Tests change its parts directly."""

    def __init__(self) -> None:
        self.name = "Fake Shop"
        self.channels = [
            saleor_data.Channel(
                id=self.id_of("Channel", 1),
                slug="default-channel",
                name="Default channel",
                currency="USD",
                country="US",
            )
        ]
        self.products: dict[str, saleor_data.ProductDetail] = {}
        self.variants: dict[str, FakeVariant] = {}
        self.collections: dict[str, FakeCollection] = {}
        self.checkouts: dict[str, FakeCheckout] = {}
        self.orders: dict[str, saleor_data.OrderSnapshot] = {}
        self.staff: dict[str, saleor_data.StaffSnapshot] = {}
        self.groups: list[saleor_data.PermissionGroup] = []
        self.customers: dict[str, saleor_data.CustomerSnapshot] = {}
        self.is_down = False
        self.is_token_dead = False
        self.answers_to_lose = 0
        self.delay = 0.0
        self.calls: list[str] = []
        self.most_changes_at_once = 0
        self._changes = 0
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)

    @staticmethod
    def id_of(kind: str, key: object) -> str:
        """A global id as Saleor makes them."""
        return base64.b64encode(f"{kind}:{key}".encode()).decode()

    def add_product(
        self, name: str = "Juice", *, price: str = "10.00", stock: int = 100, variants: int = 1
    ) -> saleor_data.ProductDetail:
        """Add a product whose variants all have this price and stock."""
        number = next(self._numbers)
        money = Money(Decimal(price), self.channels[0].currency)
        product_id = self.id_of("Product", number)
        made = [
            saleor_data.Variant(
                id=self.id_of("ProductVariant", next(self._numbers)),
                name=f"{name} {place}",
                sku=f"SKU-{number}-{place}",
                attributes=(saleor_data.VariantAttribute("Size", (str(place),)),),
                price=money,
                undiscounted_price=money,
                quantity_available=min(stock, QUANTITY_LIMIT),
                quantity_limit=None,
            )
            for place in range(1, variants + 1)
        ]
        slug = f"{name.lower().replace(' ', '-')}-{number}"
        card = saleor_data.ProductCard(product_id, name, slug, None, money, money)
        detail = saleor_data.ProductDetail(
            card=card, description="", images=(), variants=tuple(made)
        )
        self.products[product_id] = detail
        for variant in made:
            self.variants[variant.id] = FakeVariant(variant, product_id, stock)
        return detail

    def add_collection(
        self, name: str, *products: saleor_data.ProductDetail
    ) -> saleor_data.Collection:
        collection = saleor_data.Collection(self.id_of("Collection", next(self._numbers)), name)
        holds = frozenset(product.card.id for product in products)
        self.collections[collection.id] = FakeCollection(collection, holds)
        return collection

    def add_staff(
        self,
        email: str,
        *,
        name: str = "",
        permissions: tuple[str, ...] = (),
        group_ids: tuple[str, ...] = (),
    ) -> saleor_data.StaffSnapshot:
        """Add an active staff user."""
        user_id = self.id_of("User", next(self._numbers))
        staff = saleor_data.StaffSnapshot(
            user_id, email, name or email, True, permissions, group_ids
        )
        self.staff[user_id] = staff
        return staff

    def add_group(self, name: str) -> saleor_data.PermissionGroup:
        group = saleor_data.PermissionGroup(self.id_of("Group", next(self._numbers)), name)
        self.groups.append(group)
        return group

    def add_customer(self, email: str, *, name: str = "") -> saleor_data.CustomerSnapshot:
        user_id = self.id_of("User", next(self._numbers))
        customer = saleor_data.CustomerSnapshot(user_id, email, name or email)
        self.customers[user_id] = customer
        return customer

    def add_checkout(self, channel: str, email: str | None = None) -> FakeCheckout:
        """A checkout as the shop itself would make it."""
        checkout = FakeCheckout(self.id_of("Checkout", uuid.uuid4()), channel, email or "")
        self.checkouts[checkout.id] = checkout
        return checkout

    def place_order(
        self, checkout_id: str, *, now: datetime, is_paid: bool = True
    ) -> saleor_data.OrderSnapshot:
        """Complete the checkout, which Saleor then forgets."""
        checkout = self.checkouts.pop(checkout_id)
        number = next(self._numbers)
        order = saleor_data.OrderSnapshot(
            id=self.id_of("Order", uuid.uuid4()),
            number=str(number),
            checkout_id=checkout.id,
            channel=checkout.channel,
            is_cancelled=False,
            is_paid=is_paid,
            is_refunded=False,
            created_at=now,
            updated_at=now,
            customer_user_id="",
            customer_email=checkout.email,
            lines=tuple(self._order_line(checkout, line) for line in checkout.lines),
            event_hint=checkout.event_hint,
        )
        self.orders[order.id] = order
        return order

    def change_order(self, order_id: str, *, now: datetime, **changes: object) -> None:
        """Give the order another version, e.g. `is_cancelled=True`."""
        self.orders[order_id] = replace(
            self.orders[order_id],
            updated_at=now,
            **changes,  # type: ignore[arg-type]
        )

    def reverse_lines(self, order_id: str, quantity: int, *, now: datetime) -> None:
        """Return `quantity` of each line."""
        lines = tuple(
            replace(line, quantity_reversed=quantity) for line in self.orders[order_id].lines
        )
        self.change_order(order_id, now=now, lines=lines)

    def new_line(self, variant_id: str, quantity: int) -> FakeLine:
        return FakeLine(self.id_of("CheckoutLine", uuid.uuid4()), variant_id, quantity)

    def answer(self, call: str) -> None:
        """Stand for the way to Saleor: slow, down, or with a dead token when told so."""
        self.calls.append(call)
        if self.is_down:
            raise saleor_data.SaleorUnavailable("The fake Saleor is down.")
        if self.is_token_dead:
            raise saleor_data.SaleorTokenDead("The fake Saleor no longer knows the token.")

    def lose_answer(self) -> None:
        """After a change was made: as often as told, its answer never arrives."""
        if self.answers_to_lose:
            self.answers_to_lose -= 1
            raise saleor_data.SaleorUnavailable("The fake Saleor's answer was lost.")

    def begin_change(self) -> None:
        with self._lock:
            self._changes += 1
            self.most_changes_at_once = max(self.most_changes_at_once, self._changes)

    def pause(self) -> None:
        """Between reading and writing of a change: where two changes at once go wrong."""
        time.sleep(self.delay)

    def end_change(self) -> None:
        with self._lock:
            self._changes -= 1

    def _order_line(self, checkout: FakeCheckout, line: FakeLine) -> saleor_data.OrderLine:
        known = self.variants[line.variant_id]
        price = known.variant.price
        assert price is not None
        return saleor_data.OrderLine(
            variant_id=line.variant_id,
            product_id=known.product_id,
            product_name=self.products[known.product_id].card.name,
            quantity=line.quantity,
            quantity_reversed=0,
            unit_gross=price,
            event_hint=checkout.line_hints.get(line.id, ""),
        )
