"""The shells of the one call page: they hold no data of an event and change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from ...core.events.selectors import event_by_link_token
from ...core.installations.models import Installation
from ...core.installations.selectors import (
    all_channel_settings,
    allowed_origins,
    channel_settings,
    installation_by_api_url,
    only_installation,
    shop_settings,
)
from ...core.installations.shop_name import shop_name_at_hand
from ..content_security import secure_call_page
from ..languages import wanted_language
from ..page_assets import CALL_PAGE, page_assets
from ..refusals import Refusal, as_page


@dataclass(frozen=True)
class Shop:
    """Whose page this is; an unknown link leads to no shop where there are several."""

    installation: Installation | None
    channel: str = ""


@require_safe
def request_page(request: HttpRequest) -> HttpResponse:
    """`/call`: a customer asks for a call. The shop is named by `saleorApiUrl`."""
    installation = named_installation(request)
    if installation is None or not installation.is_active:
        return as_page(request, Refusal(404, "unknown_shop"))
    channel = request.GET.get("channel", "")
    shop = Shop(installation, channel)
    product = request.GET.get("product") or None
    return call_page(request, shop, {"mode": "request", "channel": channel, "product": product})


@require_safe
def link_page(request: HttpRequest, token: str) -> HttpResponse:
    """`/e/<token>`: the page behind a link, also behind an unknown one; GraphQL tells more."""
    event = event_by_link_token(token, now=timezone.now()).event
    shop = Shop(event.installation, event.channel) if event else likely_shop()
    return call_page(request, shop, {"mode": "link", "token": token, "channel": shop.channel})


def likely_shop() -> Shop:
    """Where an unknown link leads on to: the only shop there is, by a channel that is open."""
    installation = only_installation()
    if installation is None:
        return Shop(None)
    channels = all_channel_settings(installation)
    found = channels.exclude(customer_url="").first() or channels.first()
    return Shop(installation, found.channel if found else "")


def call_page(
    request: HttpRequest, shop: Shop, bootstrap: dict[str, Any], language: str = ""
) -> HttpResponse:
    """The shell with what every mode needs, framed by the channel's storefront alone."""
    origins = storefront_origins(shop) if bootstrap["mode"] != "desk" else []
    language = language or wanted_language(request)
    told = {**common_facts(shop, language, origins), **bootstrap}
    with translation.override(language):
        context = {"bootstrap": told, "assets": page_assets(CALL_PAGE, language)}
        response = render(request, "dashboard/call_page.html", context)
    return secure_call_page(response, shop.installation, framed_by=origins)


def common_facts(shop: Shop, language: str, origins: list[str]) -> dict[str, Any]:
    """What every page of ours is told."""
    return {
        "graphqlUrl": "/graphql/",
        "locale": language,
        "storefrontOrigins": origins,
        **_shop_facts(shop),
    }


def _shop_facts(shop: Shop) -> dict[str, str]:
    if shop.installation is None:
        return {"storeName": ""}
    return {
        "storeName": shop_name_at_hand(shop_settings(shop.installation)),
        "saleorApiUrl": shop.installation.saleor_api_url,
        "shopUrl": channel_settings(shop.installation, shop.channel).customer_url,
    }


def storefront_origins(shop: Shop) -> list[str]:
    """Who may frame a page of the shop and speak to it."""
    if shop.installation is None:
        return []
    return sorted(allowed_origins(shop.installation, shop.channel))


def named_installation(request: HttpRequest) -> Installation | None:
    """Whose shop the address names by `saleorApiUrl`; without it the only one there is."""
    named = request.GET.get("saleorApiUrl")
    return installation_by_api_url(named) if named else only_installation()
