"""All rows together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from saleor_personal_shopper.demo.store.records.apps import App, AppInstallation
from saleor_personal_shopper.demo.store.records.catalogue import (
    Attribute,
    Category,
    Channel,
    Collection,
    Media,
    Product,
    ProductType,
    Variant,
)
from saleor_personal_shopper.demo.store.records.people import Address, Group, User
from saleor_personal_shopper.demo.store.records.sales import Checkout, Order


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
