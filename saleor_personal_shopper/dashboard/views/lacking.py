"""Looks in Saleor, while staff wait, whether the app still lacks what it lacked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ...core.ports import app_upkeep
from ..callers import Caller
from ..content import announce, fragment
from ..lacking import lacking_for


def look(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The banner anew, empty when all is there now; `lacked` are the permissions it named."""
    app_upkeep().keep_up(caller.installation)
    lacking = lacking_for(caller, answer=request.POST.get("answer", ""))
    response = fragment(request, caller, "lacking.html", {"lacking": lacking, "is_known": True})
    if request.POST.get("lacked") and not lacking.permissions:
        announce(response, _("Thank you: Personal Shopper has all permissions that it needs."))
    return response
