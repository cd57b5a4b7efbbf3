"""Renders the content of a page: as a fragment for htmx, or inside the desk's frame."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..core.installations.models import Module
from ..core.installations.selectors import shop_settings
from ..core.installations.shop_name import shop_name_at_hand
from ..core.notifications.selectors import is_mail_configured
from .callers import Caller
from .dashboard_origins import dashboard_address


@dataclass(frozen=True)
class Content:
    """What a page holds: its template and what stands in it."""

    template: str
    context: dict[str, Any]


def fragment(
    request: HttpRequest, caller: Caller, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A part of a page."""
    whole = {**places(caller), **context}
    return render(request, f"dashboard/{template}", whole, status=status)


def desk_page(request: HttpRequest, caller: Caller, content: Content) -> HttpResponse:
    """A whole page of the desk, with its header."""
    context = {
        **places(caller),
        **content.context,
        "content_template": f"dashboard/{content.template}",
        "store_name": shop_name_at_hand(shop_settings(caller.installation)),
        "dashboard_url": dashboard_address(caller.installation),
    }
    return render(request, "dashboard/desk.html", context)


def places(caller: Caller) -> dict[str, Any]:
    """What every template needs to write addresses and to know who reads."""
    return {
        "caller": caller,
        "base": caller.base,
        "kept_query": caller.kept_query,
        "is_desk": caller.is_desk,
        "may_settings": caller.rights.may(Module.SETTINGS),
        "may_calls": caller.rights.may(Module.CALLS),
        "may_campaigns": caller.rights.may(Module.CAMPAIGNS),
        "me": caller.rights.personal_shopper,
        "has_mail": is_mail_configured(),
    }


def announce(response: HttpResponse, message: str, *, status: str = "success") -> HttpResponse:
    """Have the page show a passing note: by the Dashboard when framed, else its own."""
    return trigger(response, "staff:note", {"status": status, "text": message})


def changed(message: str) -> HttpResponse:
    """Answers a form of a dialog that did its work: the dialog goes, and what shows the changed
    row reads it anew on `staff:changed`."""
    response = HttpResponse()
    note = {"status": "success", "text": message}
    response.headers["HX-Trigger"] = json.dumps({"staff:note": note, "staff:changed": {}})
    return response


def trigger(response: HttpResponse, name: str, detail: dict[str, Any]) -> HttpResponse:
    """Have htmx dispatch a DOM event once the answer is in."""
    response.headers["HX-Trigger"] = json.dumps({name: detail})
    return response
