"""SaleorApi over a shop in memory: the fake beside `api.SaleorApiClient`."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from ..core import saleor_data
from ..core.installations.models import Installation
from ..core.saleor_data import Money
from .fake_shop import QUANTITY_LIMIT, FakeCheckout, FakeLine, FakeShop, FakeVariant

_shops: dict[uuid.UUID, FakeShop] = {}


def fake_shop(installation: Installation) -> FakeShop:
    """The shop behind an installation, empty at first."""
    return _shops.setdefault(installation.pk, FakeShop())


def forget_fake_shops() -> None:
    """Start anew; call it between tests."""
    _shops.clear()


class FakeSaleorApi:
    """What SaleorApi promises, on `fake_shop(installation)`."""

    def __init__(self, installation: Installation) -> None:
        self.fake = fake_shop(installation)

    def shop(self) -> saleor_data.ShopInfo:
        self.fake.answer("shop")
        return saleor_data.ShopInfo(self.fake.name)

    def channels(self) -> Sequence[saleor_data.Channel]:
        self.fake.answer("channels")
        return tuple(self.fake.channels)

    def search_products(
        self, *, channel: str, search: str, first: int = 24, after: str | None = None
    ) -> saleor_data.ProductPage:
        self.fake.answer("search_products")
        found = [
            product.card
            for product in self.fake.products.values()
            if search.lower() in product.card.name.lower()
        ]
        start = int(after or 0)
        end = start + first
        return saleor_data.ProductPage(tuple(found[start:end]), str(end), end < len(found))

    def product(self, *, product_id: str, channel: str) -> saleor_data.ProductDetail | None:
        self.fake.answer("product")
        detail = self.fake.products.get(product_id)
        if detail is None:
            return None
        return replace(detail, variants=tuple(map(self._in_stock, detail.variants)))

    def variants(
        self, *, variant_ids: Sequence[str], channel: str
    ) -> Sequence[saleor_data.VariantCard]:
        self.fake.answer("variants")
        known = self.fake.variants
        return tuple(self._card(known[key]) for key in variant_ids if key in known)

    def collections(
        self, *, search: str = "", ids: Sequence[str] = (), first: int = 20
    ) -> Sequence[saleor_data.Collection]:
        self.fake.answer("collections")
        known = [one.collection for one in self.fake.collections.values()]
        found = [one for one in known if search.lower() in one.name.lower()]
        return tuple(one for one in found if not ids or one.id in ids)[:first]

    def collections_with(self, *, product: str) -> frozenset[str]:
        self.fake.answer("collections_with")
        cards = [detail.card for detail in self.fake.products.values()]
        found = {card.id for card in cards if product.lower() in card.name.lower()}
        known = self.fake.collections.items()
        return frozenset(key for key, one in known if one.product_ids & found)

    def create_checkout(
        self, *, channel: str, email: str | None = None
    ) -> saleor_data.CheckoutState:
        self.fake.answer("create_checkout")
        if channel not in {known.slug for known in self.fake.channels}:
            raise saleor_data.SaleorRefused("NOT_FOUND", f"No channel {channel}.")
        return self._state(self.fake.add_checkout(channel, email))

    def checkout(self, checkout_id: str) -> saleor_data.CheckoutState | None:
        self.fake.answer("checkout")
        checkout = self.fake.checkouts.get(checkout_id)
        return self._state(checkout) if checkout else None

    def add_lines(
        self, checkout_id: str, lines: Sequence[saleor_data.VariantQuantity]
    ) -> saleor_data.CheckoutState:
        with self._change("add_lines", checkout_id) as checkout:
            for line in lines:
                if line.quantity < 1:
                    raise saleor_data.SaleorRefused("ZERO_QUANTITY", "Quantity must be above zero.")
                self._check(checkout, line.variant_id, line.quantity)
            targets = [self._only_line(checkout, line.variant_id) for line in lines]
            self.fake.pause()
            for line, target in zip(lines, targets, strict=True):
                if target:
                    target.quantity += line.quantity
                else:
                    checkout.lines.append(self.fake.new_line(line.variant_id, line.quantity))
        return self._state(checkout)

    def set_line(self, checkout_id: str, line_id: str, quantity: int) -> saleor_data.CheckoutState:
        with self._change("set_line", checkout_id) as checkout:
            line = self._line(checkout, line_id)
            if quantity == 0:
                checkout.lines.remove(line)
            else:
                self._check(checkout, line.variant_id, quantity - line.quantity)
                self.fake.pause()
                line.quantity = quantity
        return self._state(checkout)

    def delete_lines(self, checkout_id: str, line_ids: Sequence[str]) -> saleor_data.CheckoutState:
        with self._change("delete_lines", checkout_id) as checkout:
            for line in [self._line(checkout, line_id) for line_id in line_ids]:
                checkout.lines.remove(line)
        return self._state(checkout)

    def mark_checkout(self, checkout_id: str, line_ids: Sequence[str], event_id: uuid.UUID) -> None:
        self.fake.answer("mark_checkout")
        checkout = self._checkout(checkout_id)
        checkout.event_hint = str(event_id)
        checkout.line_hints.update(dict.fromkeys(line_ids, str(event_id)))

    def orders_by_checkout(self, checkout_id: str) -> Sequence[saleor_data.OrderSnapshot]:
        self.fake.answer("orders_by_checkout")
        orders = self.fake.orders.values()
        return tuple(order for order in orders if order.checkout_id == checkout_id)

    def order(self, order_id: str) -> saleor_data.OrderSnapshot | None:
        self.fake.answer("order")
        return self.fake.orders.get(order_id)

    def orders_updated_since(
        self, at: datetime, *, first: int = 100, after: str | None = None
    ) -> saleor_data.OrderPage:
        self.fake.answer("orders_updated_since")
        found = sorted(
            (order for order in self.fake.orders.values() if order.updated_at >= at),
            key=lambda order: order.updated_at,
        )
        start = int(after or 0)
        end = start + first
        return saleor_data.OrderPage(tuple(found[start:end]), str(end), end < len(found))

    def staff_user(self, user_id: str) -> saleor_data.StaffSnapshot | None:
        self.fake.answer("staff_user")
        return self.fake.staff.get(user_id)

    def find_staff(self, email: str) -> saleor_data.StaffSnapshot | None:
        self.fake.answer("find_staff")
        staff = self.fake.staff.values()
        return next((one for one in staff if one.email.lower() == email.lower()), None)

    def permission_groups(self) -> Sequence[saleor_data.PermissionGroup]:
        self.fake.answer("permission_groups")
        return tuple(self.fake.groups)

    def customer(self, user_id: str) -> saleor_data.CustomerSnapshot | None:
        self.fake.answer("customer")
        return self.fake.customers.get(user_id)

    @contextmanager
    def _change(self, call: str, checkout_id: str) -> Iterator[FakeCheckout]:
        self.fake.answer(call)
        self.fake.begin_change()
        try:
            yield self._checkout(checkout_id)
        finally:
            self.fake.end_change()
        self.fake.lose_answer()

    def _checkout(self, checkout_id: str) -> FakeCheckout:
        if checkout_id not in self.fake.checkouts:
            raise saleor_data.SaleorRefused("NOT_FOUND", "Couldn't resolve to a node.")
        return self.fake.checkouts[checkout_id]

    def _line(self, checkout: FakeCheckout, line_id: str) -> FakeLine:
        for line in checkout.lines:
            if line.id == line_id:
                return line
        raise saleor_data.SaleorRefused("NOT_FOUND", "Couldn't resolve to a node.")

    def _only_line(self, checkout: FakeCheckout, variant_id: str) -> FakeLine | None:
        lines = [line for line in checkout.lines if line.variant_id == variant_id]
        return lines[0] if len(lines) == 1 else None

    def _check(self, checkout: FakeCheckout, variant_id: str, more: int) -> None:
        """Refuse as Saleor does what is unknown, unavailable, too much or out of stock."""
        known = self.fake.variants.get(variant_id)
        if known is None:
            raise saleor_data.SaleorRefused("GRAPHQL_ERROR", f"Could not resolve {variant_id}.")
        ids = (variant_id,)
        if not known.is_available:
            raise saleor_data.SaleorRefused(
                "UNAVAILABLE_VARIANT_IN_CHANNEL", "Not available.", variant_ids=ids
            )
        wanted = more + sum(
            line.quantity for line in checkout.lines if line.variant_id == variant_id
        )
        if wanted > QUANTITY_LIMIT:
            message = f"Cannot add more than {QUANTITY_LIMIT} times this item."
            raise saleor_data.SaleorRefused("QUANTITY_GREATER_THAN_LIMIT", message, variant_ids=ids)
        if wanted > known.stock:
            message = f"Only {known.stock} remaining in stock."
            raise saleor_data.SaleorRefused(
                "INSUFFICIENT_STOCK", message, variant_ids=ids, available_quantity=known.stock
            )

    def _card(self, known: FakeVariant) -> saleor_data.VariantCard:
        product = self.fake.products[known.product_id].card
        return saleor_data.VariantCard(
            id=known.variant.id,
            name=known.variant.name,
            product_id=product.id,
            product_name=product.name,
            thumbnail_url=product.thumbnail_url,
            price=known.variant.price if known.is_available else None,
        )

    def _in_stock(self, variant: saleor_data.Variant) -> saleor_data.Variant:
        stock = self.fake.variants[variant.id].stock
        return replace(variant, quantity_available=min(stock, QUANTITY_LIMIT))

    def _state(self, checkout: FakeCheckout) -> saleor_data.CheckoutState:
        lines = tuple(self._line_state(line) for line in checkout.lines)
        currency = next(
            known.currency for known in self.fake.channels if known.slug == checkout.channel
        )
        total = sum((line.total_price.amount for line in lines), Decimal(0))
        return saleor_data.CheckoutState(
            id=checkout.id,
            channel=checkout.channel,
            lines=lines,
            total=Money(total, currency),
            problems=tuple(problem for line in checkout.lines for problem in self._problem(line)),
        )

    def _line_state(self, line: FakeLine) -> saleor_data.CheckoutLine:
        known = self.fake.variants[line.variant_id]
        product = self.fake.products[known.product_id].card
        price = known.variant.price
        assert price is not None
        return saleor_data.CheckoutLine(
            id=line.id,
            variant_id=line.variant_id,
            variant_name=known.variant.name,
            product_id=product.id,
            product_name=product.name,
            thumbnail_url=product.thumbnail_url,
            quantity=line.quantity,
            unit_price=price,
            total_price=Money(price.amount * line.quantity, price.currency),
        )

    def _problem(self, line: FakeLine) -> Iterator[saleor_data.CheckoutProblem]:
        known = self.fake.variants[line.variant_id]
        if not known.is_available:
            yield saleor_data.CheckoutProblem("VARIANT_NOT_AVAILABLE", line.id, line.variant_id)
        elif line.quantity > known.stock:
            yield saleor_data.CheckoutProblem(
                "INSUFFICIENT_STOCK", line.id, line.variant_id, known.stock
            )
