"""Booking a call in a campaign for a customer (MN-05, AD-04)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from ....core.campaigns.models import Campaign
from ....core.campaigns.selectors import campaigns
from ....core.errors import DomainError
from ....core.events.diaries import hosts_of
from ....core.events.error_codes import EventErrorCode
from ....core.events.errors import SlotRefused, required
from ....core.events.models import Event
from ....core.events.selectors import event_for
from ....core.events.services import book_for_customer
from ....core.installations.models import Module
from ....core.shoppers.models import PersonalShopper
from ...callers import Caller
from ...content import Content, announce, fragment
from ...local_time import read_day, read_local_time, read_moment, reader_zone
from ...slot_choices import SlotQuestion, slot_context
from ...zones import zones_by_region
from ..event import event_context
from .event_list import read_key

FIELDS = (
    *("campaign", "person", "duration", "slot", "starts_at", "key"),
    *("name", "email", "phone", "language", "customer_zone"),
)
OTHER = "other"
"""What stands for a time that is no slot."""
MARKED = frozenset({"campaign", "name", "email", "phone", "startsAt", "durationMinutes"})


def new(request: HttpRequest, caller: Caller) -> Content:
    """The form, for the campaign that the address names or the only one."""
    values = {"campaign": request.GET.get("campaign", ""), "key": uuid.uuid4().hex}
    return Content("events/new.html", _context(request, caller, values, {}))


def slots(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The form's part that hangs on campaign, person, duration and day."""
    context = _context(request, caller, {name: request.GET.get(name, "") for name in FIELDS}, {})
    return fragment(request, caller, "events/when.html", context)


def book(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Book and show the event, or the form again with what is wrong and the nearest free times."""
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    errors = _missing(typed)
    try:
        if not errors:
            return _booked(request, caller, _book(request, caller, typed))
    except DomainError as error:
        errors = {error.field or "": error.message}
        alternatives = error.alternatives if isinstance(error, SlotRefused) else ()
        typed["slot"] = "" if alternatives else typed["slot"]
        context = _context(request, caller, typed, errors)
        again = {**context, "alternatives": alternatives}
        return fragment(request, caller, "events/new.html", again, 422)
    return fragment(
        request, caller, "events/new.html", _context(request, caller, typed, errors), 422
    )


def _book(request: HttpRequest, caller: Caller, typed: Mapping[str, str]) -> Event:
    campaign = _campaign(caller, typed["campaign"])
    if campaign is None:
        raise _no_campaign()
    person = _person(caller, campaign, typed["person"])
    slot = read_moment(typed["slot"])
    return book_for_customer(
        rights=caller.rights,
        campaign=campaign,
        starts_at=slot or read_local_time(request.POST),
        duration_minutes=read_minutes(typed["duration"]),
        personal_shopper=person,
        name=typed["name"],
        email=typed["email"],
        phone=typed["phone"],
        language=typed["language"],
        time_zone=typed["customer_zone"],
        answers=_answers(campaign, request.POST),
        idempotency_key=typed["key"],
        now=caller.now,
    ).event


def _booked(request: HttpRequest, caller: Caller, made: Event) -> HttpResponse:
    context = event_context(caller, event_for(caller.rights, made.pk))
    response = fragment(request, caller, "event.html", context)
    response.headers["HX-Push-Url"] = f"{caller.base}/events/{made.pk}{caller.kept_query}"
    return announce(response, _("Call booked"))


def _context(
    request: HttpRequest, caller: Caller, typed: Mapping[str, str], errors: Mapping[str, str]
) -> dict[str, Any]:
    choices = _campaigns(caller)
    wanted = typed.get("campaign") or (str(choices[0].pk) if len(choices) == 1 else "")
    campaign = next((one for one in choices if str(one.pk) == wanted), None)
    language = translation.get_language() or settings.LANGUAGE_CODE
    defaults = {
        "campaign": wanted,
        "duration": str(campaign.duration_minutes) if campaign else "",
        "language": language,
        "customer_zone": campaign.time_zone if campaign else "",
    }
    return {
        "values": {**defaults, **{name: value for name, value in typed.items() if value}},
        "errors": errors,
        "problem": next((words for name, words in errors.items() if name not in MARKED), ""),
        "campaigns": choices,
        "campaign": campaign,
        "languages": settings.LANGUAGES,
        "zones": zones_by_region().items(),
        **_when(request, caller, campaign, typed),
    }


def _when(
    request: HttpRequest, caller: Caller, campaign: Campaign | None, typed: Mapping[str, str]
) -> dict[str, Any]:
    """Whom and which slots there are to choose from."""
    asked = request.POST if request.method == "POST" else request.GET
    if campaign is None:
        return {"slots_base": f"{caller.base}/events/slots"}
    may_choose = caller.rights.may(Module.SETTINGS)
    mine = caller.rights.personal_shopper
    person = _person(caller, campaign, typed.get("person", "")) if may_choose else mine
    minutes = read_minutes(typed.get("duration", ""))
    question = SlotQuestion(campaign, person, timedelta(minutes=minutes) if minutes else None)
    days = {"first": read_day(asked.get("first", "")), "day": read_day(asked.get("day", ""))}
    return {
        "slots_base": f"{caller.base}/events/slots",
        "questions": _questions(campaign, asked),
        "hosts": _hosts(campaign) if may_choose else [],
        "person": person,
        **slot_context(question, reader_zone(request), **days, now=caller.now),
    }


def _questions(campaign: Campaign, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """What the campaign asks of customers, with the names of the fields and what was typed."""
    named = [{**question, "field": f"answer-{question['id']}"} for question in campaign.questions]
    return [{**question, "value": asked.get(question["field"], "")} for question in named]


def _answers(campaign: Campaign, asked: Mapping[str, str]) -> dict[str, str]:
    return {one["id"]: one["value"] for one in _questions(campaign, asked) if one["value"]}


def _campaigns(caller: Caller) -> Sequence[Campaign]:
    """Those that are not over, in which the caller can book somebody."""
    found = campaigns(caller.installation, now=caller.now, states=("ACTIVE", "UPCOMING"))
    found = found.select_related("installation", "availability")
    if not caller.rights.may(Module.SETTINGS):
        mine = caller.rights.personal_shopper
        found = found.filter(group__members__personal_shopper=mine)
    return list(found.order_by("name", "pk"))


def _campaign(caller: Caller, key: str) -> Campaign | None:
    return next((one for one in _campaigns(caller) if str(one.pk) == key), None)


def _hosts(campaign: Campaign) -> list[PersonalShopper]:
    return [host.person for host in hosts_of(campaign)]


def _person(caller: Caller, campaign: Campaign, key: str) -> PersonalShopper | None:
    """Whom the form names; nobody for anyone who is free."""
    if not caller.rights.may(Module.SETTINGS):
        return caller.rights.personal_shopper
    wanted = read_key(key)
    return next((one for one in _hosts(campaign) if one.pk == wanted), None)


def _missing(typed: Mapping[str, str]) -> dict[str, str]:
    """Every field that has to be filled in and is not, so that all are told at once."""
    asked = {"campaign": "campaign", "name": "name", "email": "email"}
    errors = {
        field: required(field).message for field, name in asked.items() if not typed[name].strip()
    }
    if not typed["slot"] or (typed["slot"] == OTHER and not typed["starts_at"]):
        errors["startsAt"] = _("Choose a time.")
    return errors


def _no_campaign() -> DomainError:
    return DomainError(
        EventErrorCode.NOT_FOUND, _("Choose a campaign that is open."), field="campaign"
    )


def read_minutes(text: str) -> int | None:
    """A duration as it was typed; the core says what is wrong with others."""
    return int(text) if text.isdecimal() and len(text) < 5 else None
