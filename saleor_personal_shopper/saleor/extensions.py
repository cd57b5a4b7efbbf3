"""Where the app shows in the Dashboard.

Extensions ask no permission of their own, so that staff without any Saleor permission can work;
each of our pages decides by itself whom it serves. Addresses are relative to the app's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Extension:
    """One entry; `method` is how a new tab or a widget is opened."""

    identifier: str
    label: str | Promise
    mount: str
    target: str
    url: str
    method: str | None = None

    @property
    def options(self) -> dict[str, Any]:
        """How the target is opened, where that is said."""
        if not self.method:
            return {}
        kind = {"NEW_TAB": "newTabTarget", "WIDGET": "widgetTarget"}[self.target]
        return {kind: {"method": self.method}}

    def as_manifest(self) -> dict[str, Any]:
        return {
            "identifier": self.identifier,
            "label": str(self.label),
            "mount": self.mount,
            "target": self.target,
            "url": self.url,
            "permissions": [],
            **({"options": self.options} if self.options else {}),
        }


EXTENSIONS = (
    Extension(
        identifier="calls",
        label=_("Personal Shopper"),
        mount="NAVIGATION_CUSTOMERS",
        target="APP_PAGE",
        url="/dashboard/calls",
    ),
    Extension(
        identifier="desk",
        label=_("Open desk"),
        mount="NAVIGATION_CUSTOMERS",
        target="NEW_TAB",
        url="/desk/open",
        method="POST",
    ),
    Extension(
        identifier="customer-call",
        label=_("Start a call"),
        mount="CUSTOMER_DETAILS_MORE_ACTIONS",
        target="NEW_TAB",
        url="/desk/open",
        method="POST",
    ),
    Extension(
        identifier="order-widget",
        label=_("Personal Shopper"),
        mount="ORDER_DETAILS_WIDGETS",
        target="WIDGET",
        url="/dashboard/order-widget",
        method="GET",
    ),
)
