"""How a shop calls its channels, for whoever reads of one; events and campaigns keep slugs."""

from __future__ import annotations

from collections.abc import Mapping

from .. import ports, saleor_data
from ..expendable import keep, recall
from .models import Installation

NAMES_SECONDS = 3600
SILENT_SECONDS = 60
"""So long a Saleor that did not answer is not asked again."""


def channel_names(installation: Installation) -> Mapping[str, str]:
    """By slug, at most an hour old; nothing while Saleor does not say."""
    key = f"channel-names:{installation.pk}"
    known: dict[str, str] | None = recall(key)
    if known is not None:
        return known
    try:
        channels = ports.saleor_api(installation).channels()
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead):
        keep(key, {}, seconds=SILENT_SECONDS)
        return {}
    names = {one.slug: one.name for one in channels}
    keep(key, names, seconds=NAMES_SECONDS)
    return names
