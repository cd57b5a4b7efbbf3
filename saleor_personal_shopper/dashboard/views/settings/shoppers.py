"""The list of personal shoppers and their groups; people are added by email (PS-01, PS-13)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ....core.errors import DomainError
from ....core.installations.models import Installation
from ....core.shoppers.selectors import available_keys, groups, search_personal_shoppers
from ....core.shoppers.services import add_personal_shopper
from ...callers import Caller
from ...content import fragment
from ...lists import to_reassign
from .answers import refused, saved

ROWS_A_PAGE = 20
SECTION = "shoppers"


def context(installation: Installation, search: str = "", page: str = "1") -> dict[str, Any]:
    found = search_personal_shoppers(installation, search).prefetch_related("collections")
    now = timezone.now()
    return {
        "available": available_keys(installation, now=now),
        "personal_shoppers": Paginator(found, ROWS_A_PAGE).get_page(page),
        "shopper_search": search,
        **to_reassign(installation, now=now),
        "groups": list(groups(installation)),
    }


def search(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The rows that match (PS-09), or another page of them."""
    asked = request.GET.get("shopper_search", ""), request.GET.get("page", "1")
    found = context(caller.installation, *asked)
    return fragment(request, caller, "settings/shopper_rows.html", found)


def reassign(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The events that need somebody else anew, once some were handed over."""
    found = to_reassign(caller.installation, now=caller.now)
    return fragment(request, caller, "settings/reassign.html", found)


def add(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Register a staff user."""
    values: Any = {name: request.POST.get(name, "") for name in ("email", "name", "phone")}
    try:
        add_personal_shopper(installation=caller.installation, now=caller.now, **values)
    except DomainError as error:
        again = {**context(caller.installation), "adding": values}
        return refused(request, caller, SECTION, again, error)
    return saved(
        request, caller, SECTION, context(caller.installation), _("Personal shopper added")
    )
