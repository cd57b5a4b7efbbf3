"""The calls page: who waits, what is ahead, messages, and all that was (DC-01, DC-15..DC-19)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ...core.events.searching import ARCHIVED
from ...core.installations.checklist import setup_checklist
from ...core.installations.models import Module
from ...core.shoppers.services import set_available
from ..callers import Caller
from ..content import Content, fragment
from ..labels import STATUSES
from ..lacking import lacking_context
from ..lists import recent_events, short_lists


def calls(request: HttpRequest, caller: Caller) -> Content:
    """The whole page."""
    return Content(
        "calls.html",
        {
            **lacking_context(request, caller),
            **short_lists(caller),
            **_recent(request, caller),
            "steps_left": _steps_left(caller),
        },
    )


def lists(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The short lists anew, as they change while the page is open."""
    found = short_lists(caller, whose=request.GET.get("whose", ""))
    return fragment(request, caller, "calls_lists.html", found)


def recent(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Another page or another filter of the events."""
    return fragment(request, caller, "calls_recent.html", _recent(request, caller))


def available(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The toggle of DC-14."""
    personal_shopper = caller.rights.personal_shopper
    if personal_shopper is not None:
        wanted = request.POST.get("available") == "true"
        set_available(personal_shopper=personal_shopper, available=wanted, now=caller.now)
    return fragment(request, caller, "available.html", {})


def _recent(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    asked = {name: request.GET.get(name, "") for name in ("status", "search")}
    page = recent_events(caller, **asked, page=request.GET.get("page", "1"))
    choices = [("", _("All")), *STATUSES.items(), (ARCHIVED, _("Archived"))]
    return {"recent": page, "status_choices": choices, **asked}


def _steps_left(caller: Caller) -> int:
    """How much of the set-up is open, for who can do it."""
    if not caller.rights.may(Module.SETTINGS):
        return 0
    return sum(not item.done for item in setup_checklist(caller.installation))
