"""Availabilities: named hours that campaigns can choose (MN-03)."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.errors import DomainError
from ....core.shoppers.models import Availability
from ....core.shoppers.selectors import availabilities
from ....core.shoppers.services import (
    create_availability,
    delete_availability,
    update_availability,
)
from ...callers import Caller
from ...content import Content, announce, fragment
from ...hours_form import HoursForm, shown_hours, typed_hours
from ...refusals import Refusal
from ...refused_fields import field_errors

ROWS_A_PAGE = 25


def page(request: HttpRequest, caller: Caller) -> Content:
    """The list."""
    return Content("availabilities/list.html", _list_context(request, caller))


def rows(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Another page, or other words."""
    return fragment(request, caller, "availabilities/rows.html", _list_context(request, caller))


def new(request: HttpRequest, caller: Caller) -> Content:
    """The empty form."""
    return Content("availabilities/form.html", _context(shown_hours(None)))


def edit(request: HttpRequest, caller: Caller, availability_id: uuid.UUID) -> Content:
    """The form of one."""
    found = _find(caller, availability_id)
    return Content("availabilities/form.html", _context(shown_hours(found), found))


def create(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Make one."""
    form, values = typed_hours(request.POST)
    try:
        create_availability(
            installation=caller.installation, now=caller.now, name=form.name, **values
        )
    except DomainError as error:
        return _refused(request, caller, _context(form, None, error))
    return _back(request, caller, _("Availability created"))


def save(request: HttpRequest, caller: Caller, availability_id: uuid.UUID) -> HttpResponse:
    """Change one; booked events never move."""
    found = _find(caller, availability_id)
    form, values = typed_hours(request.POST)
    try:
        update_availability(availability=found, name=form.name, **values)
    except DomainError as error:
        return _refused(request, caller, _context(form, found, error))
    return _back(request, caller, _("Availability saved"))


def delete(request: HttpRequest, caller: Caller, availability_id: uuid.UUID) -> HttpResponse:
    """Delete one that no campaign has."""
    found = _find(caller, availability_id)
    try:
        delete_availability(availability=found)
    except DomainError as error:
        context = {**_context(shown_hours(found), found), "problem": error.message}
        return _refused(request, caller, context)
    return _back(request, caller, _("Availability deleted"))


def _find(caller: Caller, availability_id: uuid.UUID) -> Availability:
    found = availabilities(caller.installation).filter(pk=availability_id).first()
    if found is None:
        raise Refusal(404, "not_found", caller.installation)
    return found


def _list_context(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    search = request.GET.get("search", "")
    used = Count("campaigns", filter=Q(campaigns__deleted_at=None))
    found = availabilities(caller.installation, search).annotate(campaign_count=used)
    shown = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page", "1"))
    return {"availabilities": shown, "search": search}


def _context(
    form: HoursForm, found: Availability | None = None, error: DomainError | None = None
) -> dict[str, Any]:
    errors = field_errors(error) if error else {}
    return {"availability": found, "hours": form, "errors": errors}


def _refused(request: HttpRequest, caller: Caller, context: dict[str, Any]) -> HttpResponse:
    return fragment(request, caller, "availabilities/form.html", context, 422)


def _back(request: HttpRequest, caller: Caller, note: str) -> HttpResponse:
    """To the list, as it is now."""
    context = _list_context(request, caller)
    response = fragment(request, caller, "availabilities/list.html", context)
    response.headers["HX-Push-Url"] = f"/dashboard/campaigns/availabilities{caller.kept_query}"
    return announce(response, note)
