"""What personal shoppers and groups refer to: one query for all of an answer."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db.models import Model, QuerySet
from strawberry.dataloader import DataLoader

from ...core.shoppers.models import (
    Availability,
    BusyCalendar,
    Group,
    GroupMember,
    PersonalShopper,
    ShopperCollection,
)

M = TypeVar("M", bound=Model)


def by_key(rows: QuerySet[M], name: str) -> DataLoader[uuid.UUID, list[M]]:
    """A loader of the rows whose field `name` is a key.

    It is asked only for keys of what was found to be the reader's business.
    """

    def load(keys: list[uuid.UUID]) -> list[list[M]]:
        groups: dict[uuid.UUID, list[M]] = defaultdict(list)
        for row in rows.filter(**{f"{name}__in": keys}):
            groups[getattr(row, name)].append(row)
        return [groups[key] for key in keys]

    return DataLoader(load_fn=sync_to_async(load))


def by_pk(rows: QuerySet[M]) -> DataLoader[uuid.UUID, M | None]:
    """A loader of single rows by their key."""

    def load(keys: list[uuid.UUID]) -> list[M | None]:
        found = rows.in_bulk(keys)
        return [found.get(key) for key in keys]

    return DataLoader(load_fn=sync_to_async(load))


def _members() -> DataLoader[uuid.UUID, list[PersonalShopper]]:
    """Those of a group who were not removed, by name."""
    rows = GroupMember.objects.across_installations().filter(personal_shopper__deleted_at=None)

    def load(keys: list[uuid.UUID]) -> list[list[PersonalShopper]]:
        groups: dict[uuid.UUID, list[PersonalShopper]] = defaultdict(list)
        found = rows.filter(group_id__in=keys).select_related("personal_shopper")
        for row in found.order_by("personal_shopper__name", "personal_shopper_id"):
            groups[row.group_id].append(row.personal_shopper)
        return [groups[key] for key in keys]

    return DataLoader(load_fn=sync_to_async(load))


def _collections() -> DataLoader[uuid.UUID, list[ShopperCollection]]:
    rows = ShopperCollection.objects.across_installations().order_by("name", "pk")
    return by_key(rows, "personal_shopper_id")


def _hours() -> DataLoader[uuid.UUID, list[Availability]]:
    return by_key(Availability.objects.across_installations(), "personal_shopper_id")


def _calendars() -> DataLoader[uuid.UUID, list[BusyCalendar]]:
    rows = BusyCalendar.objects.across_installations().order_by("created_at", "pk")
    return by_key(rows, "personal_shopper_id")


def _groups() -> DataLoader[uuid.UUID, Group | None]:
    return by_pk(Group.objects.across_installations())


def _availabilities() -> DataLoader[uuid.UUID, Availability | None]:
    return by_pk(Availability.objects.across_installations())


@dataclass
class ShopperLoaders:
    """The loaders of one request."""

    collections: DataLoader[uuid.UUID, list[ShopperCollection]] = field(
        default_factory=_collections
    )
    hours: DataLoader[uuid.UUID, list[Availability]] = field(default_factory=_hours)
    busy_calendars: DataLoader[uuid.UUID, list[BusyCalendar]] = field(default_factory=_calendars)
    members: DataLoader[uuid.UUID, list[PersonalShopper]] = field(default_factory=_members)
    groups: DataLoader[uuid.UUID, Group | None] = field(default_factory=_groups)
    availabilities: DataLoader[uuid.UUID, Availability | None] = field(
        default_factory=_availabilities
    )
