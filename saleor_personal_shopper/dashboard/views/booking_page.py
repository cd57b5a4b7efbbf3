"""The shells of the booking and manage pages: they hold no booking's data and change nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from ...core.campaigns.addresses import booking_url
from ...core.campaigns.models import Campaign
from ...core.campaigns.selectors import campaign_to_book
from ...core.events.links import find_manage_link
from ..content_security import secure_booking_page
from ..languages import wanted_language
from ..page_assets import BOOKING_PAGE, page_assets
from .call_page import Shop, common_facts, likely_shop, named_installation, storefront_origins


@require_safe
def booking_page(request: HttpRequest, campaign: str, personal_shopper: str = "") -> HttpResponse:
    """`/book/<campaign>` and `/book/<campaign>/<personal shopper>`, by their public ids.

    Also behind an unknown one; GraphQL tells more.
    """
    found = campaign_to_book(campaign.replace("\x00", ""))
    shop = _shop_of(found) if found else _named_shop(request)
    person = {"personalShopper": personal_shopper or None}
    return _page(request, shop, {"mode": "book", "campaign": campaign, **person})


@require_safe
def manage_page(request: HttpRequest, token: str) -> HttpResponse:
    """`/manage/<token>`: opening it changes nothing, since mail scanners open links (S7)."""
    link = find_manage_link(token)
    campaign = link.event.campaign if link else None
    shop = Shop(link.event.installation, link.event.channel) if link else likely_shop()
    is_there = campaign is not None and campaign.deleted_at is None
    anew = {"bookUrl": booking_url(campaign)} if campaign and is_there else {}
    return _page(request, shop, {"mode": "manage", "token": token, **anew}, is_framed=False)


def _shop_of(campaign: Campaign) -> Shop:
    return Shop(campaign.installation, campaign.channel)


def _named_shop(request: HttpRequest) -> Shop:
    """The one whose page embeds an agenda that does not exist, so that it may be told there."""
    installation = named_installation(request)
    channel = request.GET.get("channel", "")
    return Shop(installation, channel) if installation and channel else likely_shop()


def _page(
    request: HttpRequest, shop: Shop, told: dict[str, Any], *, is_framed: bool = True
) -> HttpResponse:
    """The shell, framed by the channel's storefront alone, or by nobody."""
    origins = storefront_origins(shop) if is_framed else []
    language = wanted_language(request)
    bootstrap = {**common_facts(shop, language, origins), "channel": shop.channel, **told}
    with translation.override(language):
        context = {"bootstrap": bootstrap, "assets": page_assets(BOOKING_PAGE, language)}
        response = render(request, "dashboard/booking_page.html", context)
    return secure_booking_page(response, shop.installation, framed_by=origins)
