"""Personal shoppers: added by the email of a staff user, changed, removed (PS-01..PS-04)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.errors import DomainError
from ....core.events.errors import not_found
from ....core.installations.models import Installation
from ....core.shoppers.models import PersonalShopper
from ....core.shoppers.selectors import personal_shoppers
from ....core.shoppers.services import (
    add_personal_shopper,
    remove_personal_shopper,
    update_personal_shopper,
)
from ...callers import Caller
from ...content import fragment
from .answers import field_errors, refused, saved

SECTION = "shoppers"


def context(installation: Installation, search: str = "") -> dict[str, Any]:
    found = list(personal_shoppers(installation, search.replace("\x00", "")))
    return {"personal_shoppers": found, "shopper_search": search}


def search(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The rows that match (PS-09)."""
    found = context(caller.installation, request.GET.get("shopper_search", ""))
    return fragment(request, caller, "settings/shopper_rows.html", found)


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


def change(request: HttpRequest, caller: Caller, shopper_id: uuid.UUID) -> HttpResponse:
    """Change name and phone."""
    person = _person(caller, shopper_id)
    values: Any = {name: request.POST.get(name, "") for name in ("name", "phone")}
    try:
        update_personal_shopper(personal_shopper=person, **values)
    except DomainError as error:
        again = {
            **context(caller.installation),
            "editing": person.pk,
            "edited": values,
            "edit_errors": field_errors(error),
        }
        return fragment(request, caller, "settings/shoppers.html", again, 422)
    return saved(request, caller, SECTION, context(caller.installation), _("Changes saved"))


def remove(request: HttpRequest, caller: Caller, shopper_id: uuid.UUID) -> HttpResponse:
    """Remove the person; what the calls brought stays counted."""
    remove_personal_shopper(personal_shopper=_person(caller, shopper_id), now=caller.now)
    return saved(
        request, caller, SECTION, context(caller.installation), _("Personal shopper removed")
    )


def _person(caller: Caller, shopper_id: uuid.UUID) -> PersonalShopper:
    found = personal_shoppers(caller.installation).filter(pk=shopper_id).first()
    if found is None:
        raise not_found()
    return found
