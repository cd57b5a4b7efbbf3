"""Where the Dashboard shows the app's extensions, in words that staff find them by."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EXTENSION_PLACES: dict[str, str | Promise] = {
    "calls": _("“Personal Shopper” in the menu under Customers"),
    "desk": _("“Open desk” in the menu under Customers"),
    "customer-call": _("“Start a call” on a customer's page"),
    "order-widget": _("“Personal Shopper” beside an order"),
}


def extension_places(identifiers: Iterable[str]) -> list[str]:
    """Where they are; one without a place here goes by its identifier."""
    return [str(EXTENSION_PLACES.get(one, one)) for one in identifiers]
