"""Groups of personal shoppers (MN-04)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.errors import DomainError
from ....core.installations.models import Installation
from ....core.shoppers.models import Group
from ....core.shoppers.selectors import groups, personal_shoppers
from ....core.shoppers.services import create_group, delete_group, update_group
from ...callers import Caller
from ...content import Content, announce, fragment
from ...refusals import Refusal
from ...refused_fields import field_errors
from ..settings import page as settings_page


def new(request: HttpRequest, caller: Caller) -> Content:
    """The empty form."""
    return Content("people/group.html", _context(caller.installation))


def edit(request: HttpRequest, caller: Caller, group_id: uuid.UUID) -> Content:
    """The form of one."""
    return Content("people/group.html", _context(caller.installation, _find(caller, group_id)))


def create(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Make one."""
    typed = _typed(request)
    try:
        create_group(
            installation=caller.installation,
            now=caller.now,
            name=typed["name"],
            members=_keys(typed["members"]),
        )
    except DomainError as error:
        context = _context(caller.installation, None, typed, field_errors(error))
        return fragment(request, caller, "people/group.html", context, 422)
    return _back(request, caller, _("Group created"))


def save(request: HttpRequest, caller: Caller, group_id: uuid.UUID) -> HttpResponse:
    """Change one; booked events stay with whom they are."""
    group, typed = _find(caller, group_id), _typed(request)
    try:
        update_group(group=group, name=typed["name"], members=_keys(typed["members"]))
    except DomainError as error:
        context = _context(caller.installation, group, typed, field_errors(error))
        return fragment(request, caller, "people/group.html", context, 422)
    return _back(request, caller, _("Group saved"))


def delete(request: HttpRequest, caller: Caller, group_id: uuid.UUID) -> HttpResponse:
    """Delete one that no campaign has."""
    group = _find(caller, group_id)
    try:
        delete_group(group=group, now=caller.now)
    except DomainError as error:
        context = {**_context(caller.installation, group), "problem": error.message}
        return fragment(request, caller, "people/group.html", context, 422)
    return _back(request, caller, _("Group deleted"))


def _find(caller: Caller, group_id: uuid.UUID) -> Group:
    found = groups(caller.installation).filter(pk=group_id).first()
    if found is None:
        raise Refusal(404, "not_found", caller.installation)
    return found


def _typed(request: HttpRequest) -> dict[str, Any]:
    return {"name": request.POST.get("name", ""), "members": request.POST.getlist("members")}


def _keys(texts: Iterable[str]) -> list[uuid.UUID]:
    """Of what is no key nothing is left; that happens to nobody who used the form."""
    found: list[uuid.UUID] = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found


def _context(
    installation: Installation,
    group: Group | None = None,
    typed: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    if typed is None:
        members = group.members.values_list("personal_shopper_id", flat=True) if group else ()
        typed = {"name": group.name if group else "", "members": [str(key) for key in members]}
    chosen = set(typed["members"])
    people = personal_shoppers(installation)
    return {
        "group": group,
        "values": typed,
        "people": [(person, str(person.pk) in chosen) for person in people],
        "errors": errors or {},
    }


def _back(request: HttpRequest, caller: Caller, note: str) -> HttpResponse:
    content = settings_page.page(request, caller)
    response = fragment(request, caller, content.template, content.context)
    response.headers["HX-Push-Url"] = f"/dashboard/settings{caller.kept_query}"
    return announce(response, note)
