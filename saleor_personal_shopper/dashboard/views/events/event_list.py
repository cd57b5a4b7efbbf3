"""The list of all events with its filters (MN-05)."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.campaigns.models import Campaign
from ....core.campaigns.selectors import campaigns
from ....core.events.searching import ARCHIVED, EventSearch, search_events
from ....core.events.selectors import overseen
from ....core.shoppers.hours import start_of_day
from ....core.shoppers.models import PersonalShopper
from ....core.shoppers.selectors import personal_shoppers
from ...callers import Caller
from ...content import Content, fragment
from ...labels import STATUSES
from ...local_time import read_day, reader_zone

ROWS_A_PAGE = 25
FILTERS = ("search", "status", "campaign", "person", "since", "until", "time_zone")
DAY = timedelta(days=1)


def page(request: HttpRequest, caller: Caller) -> Content:
    """The whole page."""
    return Content("events/list.html", _context(request, caller))


def rows(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Another page or other filters; the address keeps them."""
    context = _context(request, caller)
    response = fragment(request, caller, "events/rows.html", context)
    response.headers["HX-Replace-Url"] = _address(request, caller)
    return response


def _context(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    found = search_events(caller.rights, _search(request, asked))
    is_overseer = overseen(caller.rights) is None
    return {
        "events": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page", "1")),
        "asked": asked,
        "is_filtered": any(asked[name] for name in FILTERS[:-1]),
        "status_choices": [*STATUSES.items(), (ARCHIVED, _("Archived"))],
        "campaign_choices": _campaigns(caller),
        "people": list(_people(caller)) if is_overseer else [],
    }


def _search(request: HttpRequest, asked: dict[str, str]) -> EventSearch:
    zone = reader_zone(request)
    since, until = read_day(asked["since"]), read_day(asked["until"])
    return EventSearch(
        words=asked["search"][:100],
        status=asked["status"],
        campaign_id=read_key(asked["campaign"]),
        personal_shopper_id=read_key(asked["person"]),
        since=start_of_day(since, zone) if since else None,
        until=start_of_day(until + DAY, zone) if until else None,
    )


def _campaigns(caller: Caller) -> list[Campaign]:
    return list(campaigns(caller.installation, now=caller.now).order_by("name", "pk"))


def _people(caller: Caller) -> list[PersonalShopper]:
    return list(personal_shoppers(caller.installation))


def _address(request: HttpRequest, caller: Caller) -> str:
    kept = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    query = urlencode(kept)
    if caller.is_desk:
        return f"{caller.base}/events" + (f"?{query}" if query else "")
    return f"{caller.base}/events{caller.kept_query}" + (f"&{query}" if query else "")


def read_key(text: str) -> uuid.UUID | None:
    """What an address or a form names; a key of nothing for what is none."""
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return uuid.UUID(int=0)
