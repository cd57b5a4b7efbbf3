"""How a shop is called in pages and mail (NT-11): as set, as in Saleor, or by its host."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from .. import ports, saleor_data
from ..expendable import keep, recall
from .models import Installation, ShopSettings
from .selectors import shop_settings

NAME_SECONDS = 24 * 3600


def shop_name(installation: Installation) -> str:
    """The name, which Saleor is asked for where nobody set one."""
    at_hand = shop_name_at_hand(shop_settings(installation))
    host = str(urlsplit(installation.saleor_api_url).hostname)
    return at_hand or _ask_saleor(installation) or host


def shop_name_at_hand(shop: ShopSettings) -> str:
    """The name for a page that waits for nobody: empty until Saleor was asked once."""
    return shop.store_name or recall(_key(shop.installation_id)) or ""


def _ask_saleor(installation: Installation) -> str:
    try:
        name = ports.saleor_api(installation).shop().name
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead):
        return ""
    keep(_key(installation.pk), name, seconds=NAME_SECONDS)
    return name


def _key(installation_id: uuid.UUID) -> str:
    return f"shop-name:{installation_id}"
