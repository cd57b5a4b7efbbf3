"""One personal shopper, for who may change settings (PS-04..PS-12)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ....core import ports
from ....core.errors import DomainError
from ....core.events.reassigning import events_ahead_of
from ....core.events.services import reassign_all
from ....core.shoppers.models import PersonalShopper
from ....core.shoppers.selectors import active_personal_shoppers, available_keys
from ....core.shoppers.services import remove_personal_shopper, update_personal_shopper
from ...callers import Caller
from ...content import Content, announce, fragment
from ...language_names import language_choices
from ...refusals import Refusal
from ...refused_fields import field_errors
from ..events.event_list import read_key
from ..settings import page as settings_page
from . import hours
from .find import find_person
from .picture import picture_context

COLLECTIONS_OFFERED = 10
EVENTS_SHOWN = 50


def page(request: HttpRequest, caller: Caller, shopper_id: uuid.UUID) -> Content:
    """The whole page."""
    person = find_person(caller, shopper_id)
    return Content("people/page.html", _page_context(caller, person))


def save(request: HttpRequest, caller: Caller, shopper_id: uuid.UUID) -> HttpResponse:
    """Change name, phone, languages, rank and collections."""
    person = find_person(caller, shopper_id)
    typed: Any = {
        **{name: request.POST.get(name, "") for name in ("name", "phone", "priority")},
        "languages": request.POST.getlist("languages"),
        "collections": request.POST.getlist("collections"),
    }
    names = dict(zip(typed["collections"], request.POST.getlist("collection-name"), strict=False))
    try:
        update_personal_shopper(personal_shopper=person, **typed)
    except DomainError as error:
        chosen = [(key, names.get(key, key)) for key in typed["collections"]]
        context = _context(person, typed, chosen, field_errors(error))
        return fragment(request, caller, "people/basic.html", context, 422)
    context = _context(find_person(caller, shopper_id))
    return announce(fragment(request, caller, "people/basic.html", context), _("Changes saved"))


def remove(request: HttpRequest, caller: Caller, shopper_id: uuid.UUID) -> HttpResponse:
    """Remove the person; what the calls brought stays counted."""
    person = find_person(caller, shopper_id)
    try:
        remove_personal_shopper(personal_shopper=person, now=caller.now)
    except DomainError as error:
        context = {**_page_context(caller, person), "problem": error.message}
        return fragment(request, caller, "people/page.html", context, 422)
    content = settings_page.page(request, caller)
    response = fragment(request, caller, content.template, content.context)
    response.headers["HX-Push-Url"] = f"/dashboard/settings{caller.kept_query}"
    return announce(response, _("Personal shopper removed"))


def reassign(request: HttpRequest, caller: Caller, shopper_id: uuid.UUID) -> HttpResponse:
    """Hand over all that is ahead of the person, and show what could not go (PS-11)."""
    person = find_person(caller, shopper_id)
    key = read_key(request.POST.get("to", ""))
    to = active_personal_shoppers(caller.installation).filter(pk=key).first() if key else None
    if key and to is None:
        raise Refusal(404, "not_found", caller.installation)
    done = reassign_all(personal_shopper=person, rights=caller.rights, to=to, now=caller.now)
    context = {**_page_context(caller, person), "left_over": done.refused}
    response = fragment(request, caller, "people/page.html", context)
    count = len(done.events)
    note = ngettext("One event handed over", "%(number)d events handed over", count)
    return announce(response, note % {"number": count})


def collections(request: HttpRequest, caller: Caller) -> HttpResponse:
    """What the search for collections finds, without those chosen already."""
    search = request.GET.get("collection_search", "")[:100].replace("\x00", "")
    chosen = set(request.GET.getlist("collections"))
    found = ports.saleor_api(caller.installation).collections(search=search, first=50)
    offered = [one for one in found if one.id not in chosen][:COLLECTIONS_OFFERED]
    context = {"offered": offered, "collection_search": search}
    return fragment(request, caller, "people/collection_choices.html", context)


def _page_context(caller: Caller, person: PersonalShopper) -> dict[str, Any]:
    events = events_ahead_of(person, now=caller.now)
    return {
        **_context(person),
        **hours.context(caller, person, person.pk),
        **picture_context(caller, person, person.pk),
        "open_events": list(events[:EVENTS_SHOWN]),
        "open_events_count": events.count(),
        "available": available_keys(caller.installation, now=caller.now),
        "others": active_personal_shoppers(caller.installation).exclude(pk=person.pk),
    }


def _context(
    person: PersonalShopper,
    typed: Mapping[str, Any] | None = None,
    chosen: Sequence[tuple[str, str]] | None = None,
    errors: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    fields = ("name", "phone", "priority", "languages")
    values = typed or {name: getattr(person, name) for name in fields}
    rows = person.collections.order_by("name").values_list("collection_id", "name")
    return {
        "person": person,
        "values": values,
        "collections": list(rows) if chosen is None else chosen,
        "language_choices": language_choices(values["languages"]),
        "errors": errors or {},
    }
