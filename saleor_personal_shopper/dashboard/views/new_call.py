"""Creating a private call for one customer: now, or at a date (DC-02..DC-12)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ...core import ports
from ...core.errors import DomainError
from ...core.events.errors import required
from ...core.events.models import Event
from ...core.events.services import create_event
from ...core.installations.models import Installation, Module
from ...core.installations.selectors import all_channel_settings
from ...core.notifications.selectors import is_mail_configured
from ...core.shoppers.models import PersonalShopper
from ...core.shoppers.selectors import personal_shoppers
from ..callers import Caller
from ..content import Content, fragment
from ..local_time import read_local_time
from .event import link_context

DURATIONS = (15, 30, 45, 60, 90, 120)
PRODUCTS_OFFERED = 8
SEARCH_LENGTH = 100
MARKED = frozenset({"name", "email", "phone", "channel", "startsAt", "durationMinutes"})
"""Fields that show their own error; any other is told above the form."""


def new_call(request: HttpRequest, caller: Caller) -> Content:
    """The form, filled in for a customer of Saleor when the address names one."""
    customer = _known_customer(caller.installation, request.GET.get("customer", ""))
    return Content("new_call.html", form_context(caller, {**customer, "invite": "on"}, {}))


def create(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Make the call and show its link, or show the form again with what is wrong."""
    form = request.POST
    errors = _missing(form)
    event: Event | None = None
    try:
        if not errors:
            event = _create(caller, form)
    except DomainError as error:
        errors = {error.field or "": error.message}
    if event is None:
        context = form_context(caller, form.dict(), errors)
        return fragment(request, caller, "new_call.html", context, 422)
    is_now = form.get("when") != "later"
    context = {"event": event, "is_now": is_now, **link_context(caller, event)}
    return fragment(request, caller, "new_call_done.html", context)


def products(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What the product search of the form finds, the chosen one first."""
    asked = {
        "channel": request.GET.get("channel", ""),
        "search": request.GET.get("product_search", "")[:SEARCH_LENGTH].replace("\x00", ""),
    }
    api = ports.saleor_api(caller.installation)
    chosen = request.GET.get("product", "")
    detail = chosen and api.product(product_id=chosen, channel=asked["channel"])
    found = api.search_products(**asked, first=PRODUCTS_OFFERED).items if asked["search"] else ()
    cards = [*([detail.card] if detail else []), *(one for one in found if one.id != chosen)]
    context = {"cards": cards, "chosen": chosen, "search": asked["search"]}
    return fragment(request, caller, "product_choices.html", context)


def form_context(
    caller: Caller, values: Mapping[str, str], errors: Mapping[str, str]
) -> dict[str, Any]:
    """What the form is drawn from."""
    mine = caller.rights.personal_shopper
    own_language = translation.get_language() or settings.LANGUAGE_CODE
    defaults = {
        "when": "now",
        "duration": "30",
        "language": own_language,
        "personal_shopper": str(mine.pk) if mine else "",
        "channel": _usual_channel(caller.installation),
    }
    return {
        "values": {**defaults, **values},
        "errors": errors,
        "problem": next((words for name, words in errors.items() if name not in MARKED), ""),
        "channels": ports.saleor_api(caller.installation).channels(),
        "durations": DURATIONS,
        "languages": settings.LANGUAGES,
        "personal_shoppers": _choosable_shoppers(caller),
    }


def _usual_channel(installation: Installation) -> str:
    """One that is set up: customers of any other have no shop to go back to."""
    rows = all_channel_settings(installation).exclude(customer_url="")
    return rows.values_list("channel", flat=True).first() or ""


def _missing(form: Mapping[str, str]) -> dict[str, str]:
    """Every field that has to be filled in and is not, so that all are told at once."""
    asked = {"name": "name", "email": "email"}
    if form.get("when") == "later":
        asked["startsAt"] = "starts_at"
    return {
        field: required(field).message
        for field, name in asked.items()
        if not form.get(name, "").strip()
    }


def _create(caller: Caller, form: Mapping[str, str]) -> Event:
    return create_event(
        rights=caller.rights,
        name=form.get("name", ""),
        email=form.get("email", ""),
        phone=form.get("phone", ""),
        product_id=form.get("product", ""),
        channel=form.get("channel", ""),
        starts_at=_starts_at(form),
        duration_minutes=_minutes(form.get("duration", "")),
        personal_shopper=_chosen_shopper(caller, form.get("personal_shopper", "")),
        language=form.get("language", ""),
        time_zone=form.get("time_zone", ""),
        send_invitation=form.get("invite") == "on" and is_mail_configured(),
        now=caller.now,
    )


def _starts_at(form: Mapping[str, str]) -> datetime | None:
    return read_local_time(form) if form.get("when") == "later" else None


def _minutes(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 5 else None


def _choosable_shoppers(caller: Caller) -> Sequence[PersonalShopper]:
    """Administrators choose who holds the call; everybody else holds it himself."""
    if not caller.rights.may(Module.SETTINGS):
        return ()
    return list(personal_shoppers(caller.installation))


def _chosen_shopper(caller: Caller, key: str) -> PersonalShopper | None:
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        return None
    return personal_shoppers(caller.installation).filter(pk=wanted).first()


def _known_customer(installation: Installation, user_id: str) -> dict[str, str]:
    """Name and email of a customer in Saleor; empty when it does not know him."""
    customer = ports.saleor_api(installation).customer(user_id) if user_id else None
    return {"name": customer.name, "email": customer.email} if customer else {}
