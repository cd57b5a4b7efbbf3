"""Giving an event another time, another duration or, at once, anybody who is free (S6, AD-04)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.errors import DomainError
from ....core.events.diaries import Except
from ....core.events.errors import SlotRefused, required
from ....core.events.mails.notices import tells_customer
from ....core.events.models import Event
from ....core.events.selectors import event_for
from ....core.events.services import reassign_event, reschedule_event
from ....core.shoppers.models import PersonalShopper
from ....core.shoppers.selectors import active_personal_shoppers
from ...callers import Caller
from ...content import Content, announce, changed, fragment
from ...local_time import is_zone_known, read_day, read_local_time, read_moment, reader_zone
from ...slot_choices import SlotQuestion, slot_context
from ..event import event_context
from .book import read_minutes
from .event_list import read_key
from .leaving import has_left, list_instead

FIELDS = ("duration", "who", "slot", "starts_at", "reason")
ANYBODY = "anybody"


def page(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> Content:
    """Free slots to choose from, or another time."""
    found = event_for(caller.rights, event_id)
    return Content("events/move.html", _context(request, caller, found, request.GET.dict()))


def slots(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """The slots of another day, duration or person."""
    found = event_for(caller.rights, event_id)
    context = _context(request, caller, found, request.GET.dict())
    return fragment(request, caller, "events/move_when.html", context)


def move(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """Move it and show it, or the page again with why not and the nearest free times."""
    found, form = event_for(caller.rights, event_id), request.POST
    try:
        moved = reschedule_event(
            event=found,
            actor=caller.rights,
            starts_at=_starts_at(form),
            duration_minutes=read_minutes(form.get("duration", "")),
            any_personal_shopper=form.get("who") == ANYBODY,
            # The customer's own zone stays; where none is known, the staff's stands for it.
            time_zone="" if found.time_zone else form.get("time_zone", ""),
            reason=form.get("reason", ""),
            now=caller.now,
        )
    except DomainError as error:
        context = _context(request, caller, event_for(caller.rights, event_id), form.dict())
        return fragment(request, caller, "events/move.html", {**context, **_refusal(error)}, 422)
    if has_left(caller, moved.pk):
        return list_instead(request, caller, _("Call moved"))
    context = event_context(caller, event_for(caller.rights, moved.pk))
    response = fragment(request, caller, "event.html", context)
    response.headers["HX-Push-Url"] = f"{caller.base}/events/{moved.pk}{caller.kept_query}"
    return announce(response, _("Call moved"))


def drop(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """Asks whether it is to go where it was dropped in the agenda."""
    found = event_for(caller.rights, event_id)
    return _dialog(request, caller, found, request.GET)


def move_to(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """Moves it there: to another time, another person, or both."""
    found, form = event_for(caller.rights, event_id), request.POST
    starts_at, person = read_moment(form.get("starts_at", "")), _person(caller, form)
    if starts_at is None:
        return _dialog(request, caller, found, form, required("startsAt"))
    try:
        _move_to(caller, found, starts_at, person, form.get("reason", ""))
    except DomainError as error:
        return _dialog(request, caller, event_for(caller.rights, event_id), form, error)
    return changed(_("Call moved"))


def _move_to(
    caller: Caller, event: Event, starts_at: datetime, person: PersonalShopper | None, reason: str
) -> None:
    now = caller.now
    if starts_at == event.starts_at and person is not None:
        reassign_event(
            event=event, rights=caller.rights, personal_shopper=person, reason=reason, now=now
        )
        return
    reschedule_event(
        event=event,
        actor=caller.rights,
        starts_at=starts_at,
        personal_shopper=person,
        reason=reason,
        now=now,
    )


def _dialog(
    request: HttpRequest,
    caller: Caller,
    event: Event,
    asked: Mapping[str, str],
    error: DomainError | None = None,
) -> HttpResponse:
    context = {
        "event": event,
        "tells_customer": tells_customer(event),
        "starts_at": read_moment(asked.get("starts_at", "")),
        "person": _person(caller, asked) or event.personal_shopper,
        "reason": asked.get("reason", ""),
        **(_refusal(error) if error else {}),
    }
    return fragment(request, caller, "events/drop.html", context, 422 if error else 200)


def _refusal(error: DomainError) -> dict[str, Any]:
    alternatives = error.alternatives if isinstance(error, SlotRefused) else ()
    return {"problem": error.message, "alternatives": alternatives}


def _starts_at(form: Mapping[str, str]) -> datetime:
    return read_moment(form.get("slot", "")) or read_local_time(form)


def _person(caller: Caller, asked: Mapping[str, str]) -> PersonalShopper | None:
    key = read_key(asked.get("person", ""))
    return active_personal_shoppers(caller.installation).filter(pk=key).first() if key else None


def _context(
    request: HttpRequest, caller: Caller, event: Event, asked: Mapping[str, str]
) -> dict[str, Any]:
    values = {name: asked.get(name, "") for name in FIELDS}
    values["duration"] = values["duration"] or str(event.duration_minutes)
    values["starts_at"] = values["starts_at"] or _present_time(request, event)
    context = {
        "event": event,
        "tells_customer": tells_customer(event),
        "values": values,
        "slots_base": f"{caller.base}/events/{event.pk}/slots",
    }
    return {**context, **_slots(request, caller, event, asked, values["duration"])}


def _present_time(request: HttpRequest, event: Event) -> str:
    """As of `datetime-local`; empty where the reader's zone is not known."""
    if event.starts_at is None or not is_zone_known(request):
        return ""
    return f"{event.starts_at.astimezone(reader_zone(request)):%Y-%m-%dT%H:%M}"


def _slots(
    request: HttpRequest, caller: Caller, event: Event, asked: Mapping[str, str], minutes: str
) -> dict[str, Any]:
    """None for a private call, which keeps to no campaign's hours."""
    if event.campaign is None:
        return {}
    is_any = asked.get("who") == ANYBODY
    question = SlotQuestion(
        event.campaign,
        None if is_any else event.personal_shopper,
        timedelta(minutes=read_minutes(minutes) or event.duration_minutes),
        Except(event_id=event.pk),
    )
    zone = reader_zone(request)
    first, day = read_day(asked.get("first", "")), read_day(asked.get("day", ""))
    if first is None and day is None and event.starts_at is not None:
        day = event.starts_at.astimezone(zone).date()
    return slot_context(question, zone, first=first, day=day, now=caller.now)
