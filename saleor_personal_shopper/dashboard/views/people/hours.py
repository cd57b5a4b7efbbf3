"""A person's own hours and busy calendars (PS-06, PS-07, S11), at the desk or in the settings."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.campaigns.addresses import booking_url
from ....core.campaigns.selectors import campaigns_of
from ....core.errors import DomainError
from ....core.shoppers.models import PersonalShopper
from ....core.shoppers.selectors import busy_calendars, own_hours
from ....core.shoppers.services import (
    add_busy_calendar,
    clear_own_hours,
    refresh_busy_calendar,
    remove_busy_calendar,
    set_own_hours,
)
from ...callers import Caller
from ...content import Content, announce, fragment
from ...hours_form import shown_hours, typed_hours
from ...refusals import Refusal
from ...refused_fields import field_errors
from .feed import context as feed_context
from .find import Place, find_person, part_base
from .picture import picture_context

LINKS_SHOWN = 50


def mine(request: HttpRequest, caller: Caller) -> Content:
    """What a personal shopper sets himself, and his links to hand out (AD-09)."""
    person = caller.rights.personal_shopper
    if person is None:
        return Content("people/no_hours.html", {})
    found = campaigns_of(person, now=caller.now)[:LINKS_SHOWN]
    links = [(one, booking_url(one, person)) for one in found]
    shown = {
        **context(caller, person, None),
        **feed_context(caller, person),
        **picture_context(caller, person, None),
        "own_links": links,
    }
    return Content("people/mine.html", shown)


def save(request: HttpRequest, caller: Caller, shopper_id: Place = None) -> HttpResponse:
    """Change the hours; booked events never move."""
    person = find_person(caller, shopper_id)
    form, values = typed_hours(request.POST)
    try:
        set_own_hours(personal_shopper=person, **values)
    except DomainError as error:
        again = {"hours": form, "hours_errors": field_errors(error)}
        whole = {**context(caller, person, shopper_id), **again}
        return fragment(request, caller, "people/hours.html", whole, 422)
    return _hours(request, caller, person, shopper_id, _("Hours saved"))


def clear(request: HttpRequest, caller: Caller, shopper_id: Place = None) -> HttpResponse:
    """Have the hours of campaigns alone count."""
    person = find_person(caller, shopper_id)
    clear_own_hours(personal_shopper=person)
    return _hours(request, caller, person, shopper_id, _("Own hours removed"))


def calendars(request: HttpRequest, caller: Caller, shopper_id: Place = None) -> HttpResponse:
    """The calendars anew, as they are read while the page is open."""
    person = find_person(caller, shopper_id)
    return fragment(request, caller, "people/calendars.html", context(caller, person, shopper_id))


def add_calendar(request: HttpRequest, caller: Caller, shopper_id: Place = None) -> HttpResponse:
    """Keep the address of a calendar."""
    person = find_person(caller, shopper_id)
    url = request.POST.get("url", "")
    try:
        add_busy_calendar(personal_shopper=person, url=url, now=caller.now)
    except DomainError as error:
        again = {"calendar_url": url, "calendar_error": error.message}
        whole = {**context(caller, person, shopper_id), **again}
        return fragment(request, caller, "people/calendars.html", whole, 422)
    return _calendars(request, caller, person, shopper_id, _("Calendar added"))


def remove_calendar(
    request: HttpRequest, caller: Caller, calendar_id: uuid.UUID, shopper_id: Place = None
) -> HttpResponse:
    """Forget a calendar."""
    person = find_person(caller, shopper_id)
    found = busy_calendars(person).filter(pk=calendar_id).first()
    if found is None:
        raise Refusal(404, "not_found", caller.installation)
    remove_busy_calendar(calendar=found)
    return _calendars(request, caller, person, shopper_id, _("Calendar removed"))


def refresh_calendar(
    request: HttpRequest, caller: Caller, calendar_id: uuid.UUID, shopper_id: Place = None
) -> HttpResponse:
    """Have a calendar read now."""
    person = find_person(caller, shopper_id)
    found = busy_calendars(person).filter(pk=calendar_id).first()
    if found is None:
        raise Refusal(404, "not_found", caller.installation)
    refresh_busy_calendar(calendar=found, now=caller.now)
    return _calendars(request, caller, person, shopper_id, _("The calendar is read now"))


def context(caller: Caller, person: PersonalShopper, shopper_id: Place) -> dict[str, Any]:
    """What both parts are drawn from."""
    hours = own_hours(person)
    return {
        "person": person,
        "part_base": part_base(caller, shopper_id),
        "hours": shown_hours(hours),
        "has_hours": hours is not None,
        "hours_errors": {},
        "calendars": list(busy_calendars(person)),
    }


def _hours(
    request: HttpRequest, caller: Caller, person: PersonalShopper, shopper_id: Place, note: str
) -> HttpResponse:
    whole = context(caller, person, shopper_id)
    return announce(fragment(request, caller, "people/hours.html", whole), note)


def _calendars(
    request: HttpRequest, caller: Caller, person: PersonalShopper, shopper_id: Place, note: str
) -> HttpResponse:
    whole = context(caller, person, shopper_id)
    return announce(fragment(request, caller, "people/calendars.html", whole), note)
