"""Handing an event to somebody who is free, and putting right whom it is for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.errors import DomainError
from ....core.events.models import Event
from ....core.events.reassigning import free_colleagues
from ....core.events.selectors import event_for
from ....core.events.services import change_customer, reassign_event
from ....core.shoppers.selectors import active_personal_shoppers
from ...callers import Caller
from ...content import changed, fragment
from ...refused_fields import field_errors
from .event_list import read_key
from .leaving import has_left, list_instead


def colleagues(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """The people who are free then, in a dialog."""
    return _dialog(request, caller, event_for(caller.rights, event_id))


def reassign(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """Hand it over, or show again who is free with why it did not go."""
    found = event_for(caller.rights, event_id)
    key = read_key(request.POST.get("person", ""))
    people = active_personal_shoppers(caller.installation)
    person = people.filter(pk=key).first() if key else None
    if person is None:
        return _dialog(request, caller, found, _("Choose who is to hold the call."))
    reason = request.POST.get("reason", "")
    try:
        reassign_event(
            event=found,
            rights=caller.rights,
            personal_shopper=person,
            reason=reason,
            now=caller.now,
        )
    except DomainError as error:
        return _dialog(request, caller, event_for(caller.rights, event_id), error.message)
    note = _("Call handed over to %(name)s") % {"name": person.name}
    if has_left(caller, event_id):
        return list_instead(request, caller, note)
    return changed(note)


def details(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """Name and addresses of the customer, to be put right in a dialog."""
    found = event_for(caller.rights, event_id)
    values = {
        "name": found.customer_name,
        "email": found.customer_email,
        "phone": found.customer_phone,
        "language": found.language,
    }
    return _details(request, caller, found, values, {})


def change(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """Keep what was put right, or show what is wrong."""
    found = event_for(caller.rights, event_id)
    typed = {name: request.POST.get(name, "") for name in ("name", "email", "phone", "language")}
    try:
        change_customer(event=found, rights=caller.rights, **typed, now=caller.now)
    except DomainError as error:
        return _details(request, caller, found, typed, field_errors(error))
    return changed(_("Changes saved"))


def _details(
    request: HttpRequest,
    caller: Caller,
    event: Event,
    values: Mapping[str, str],
    errors: Mapping[str, str],
) -> HttpResponse:
    context = {"event": event, "values": values, "errors": errors, "languages": settings.LANGUAGES}
    return fragment(request, caller, "events/change.html", context, 422 if errors else 200)


def _dialog(request: HttpRequest, caller: Caller, event: Event, problem: str = "") -> HttpResponse:
    context = {
        "event": event,
        "colleagues": free_colleagues(event, now=caller.now),
        "problem": problem,
    }
    return fragment(request, caller, "events/reassign.html", context, 422 if problem else 200)
