"""The list of campaigns (CP-04..CP-12)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.campaigns.selectors import campaigns, with_counts
from ....core.campaigns.states import CampaignState
from ....core.installations.channel_names import channel_names
from ....core.shoppers.selectors import groups
from ...callers import Caller
from ...content import Content, fragment
from ...labels import CAMPAIGN_STATES
from .rows import campaign_rows

ROWS_A_PAGE = 25


def page(request: HttpRequest, caller: Caller) -> Content:
    """The whole page."""
    return Content("campaigns/list.html", _context(request, caller))


def rows(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Another page, another filter or other words."""
    return fragment(request, caller, "campaigns/rows.html", _context(request, caller))


def _context(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    asked = {name: request.GET.get(name, "") for name in ("state", "search")}
    states = [asked["state"]] if asked["state"] in CampaignState.values else []
    found = campaigns(caller.installation, now=caller.now, search=asked["search"], states=states)
    shown = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page", "1"))
    # The counts are asked for the rows shown alone, not when all are counted.
    listed = with_counts(found).filter(pk__in=[one.pk for one in shown])
    return {
        "campaigns": shown,
        "rows": campaign_rows(listed, channel_names(caller.installation), now=caller.now),
        "state_choices": [("", _("All")), *CAMPAIGN_STATES.items()],
        "has_groups": groups(caller.installation).exists(),
        **asked,
    }
