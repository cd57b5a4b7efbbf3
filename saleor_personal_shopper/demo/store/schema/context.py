"""What resolvers are given besides their parent, and rows together with what they need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.apps.installation import Installer, QueryReader
from saleor_personal_shopper.demo.store.requestor import Requestor
from saleor_personal_shopper.demo.store.store import Store


@dataclass(frozen=True)
class StoreContext:
    store: Store
    requestor: Requestor
    installer: Installer
    # Checks a subscription query and returns the events it asks for.
    read_query: QueryReader

    @property
    def state(self) -> records.State:
        return self.store.state


@dataclass(frozen=True)
class Placed:
    """A row that cannot be shown without knowing where it stands."""

    record: Any


@dataclass(frozen=True)
class InChannel(Placed):
    """A catalogue row as seen in a channel; without one it has no prices."""

    channel: records.Channel | None


@dataclass(frozen=True)
class InCheckout(Placed):
    checkout: records.Checkout


@dataclass(frozen=True)
class InOrder(Placed):
    order: records.Order


def context_of(info: Any) -> StoreContext:
    return cast(StoreContext, info.context)


def record_of(root: Any) -> Any:
    return root.record if isinstance(root, Placed) else root


def record_attribute(name: str, default: Any, root: Any, _info: Any, **_arguments: Any) -> Any:
    """Default resolver of types whose parent is a placed row: the attribute of the row."""
    return getattr(record_of(root), name, default)
