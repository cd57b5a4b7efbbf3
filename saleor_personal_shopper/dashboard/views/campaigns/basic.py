"""Making a campaign, and its tab "Basic info" (CP-12..CP-21)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core import ports
from ....core.campaigns.models import Campaign
from ....core.campaigns.services import (
    create_campaign,
    delete_campaign,
    update_campaign,
    usual_time_zone,
)
from ....core.errors import DomainError
from ....core.shoppers.selectors import groups
from ...callers import Caller
from ...content import Content, announce, fragment
from ...refused_fields import field_errors
from ...zones import zones_by_region
from . import agenda
from .campaign_list import page as list_page
from .find import find_campaign
from .pictures import picture_context

FIELDS = ("name", "description", "starts_on", "ends_on", "channel", "group", "time_zone")


def new(request: HttpRequest, caller: Caller) -> Content:
    """The empty form."""
    channels = ports.saleor_api(caller.installation).channels()
    channel = channels[0].slug if len(channels) == 1 else ""
    zone = usual_time_zone(caller.installation, channel)
    values = {"channel": channel, "time_zone": "" if zone == "UTC" else zone}
    return Content("campaigns/new.html", form_context(caller, values, {}))


def create(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Make the campaign and go on with its agenda, or show the form with what is wrong."""
    typed = _typed(request)
    try:
        made = create_campaign(installation=caller.installation, now=caller.now, **_values(typed))
    except DomainError as error:
        context = form_context(caller, typed, field_errors(error))
        return fragment(request, caller, "campaigns/new.html", context, 422)
    context = agenda.context(caller, find_campaign(caller, made.pk))
    response = fragment(request, caller, "campaigns/agenda.html", {**context, "is_new": True})
    kept = caller.kept_query
    response.headers["HX-Push-Url"] = f"/dashboard/campaigns/{made.pk}/agenda{kept}"
    return announce(response, _("Campaign created"))


def basic(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> Content:
    """The tab."""
    return Content("campaigns/basic.html", _context(caller, find_campaign(caller, campaign_id)))


def save(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> HttpResponse:
    """Change the basic info."""
    campaign, typed = find_campaign(caller, campaign_id), _typed(request)
    try:
        update_campaign(campaign=campaign, **_values(typed))
    except DomainError as error:
        campaign = find_campaign(caller, campaign_id)
        context = {**_context(caller, campaign), **form_context(caller, typed, field_errors(error))}
        return fragment(request, caller, "campaigns/basic.html", context, 422)
    context = _context(caller, find_campaign(caller, campaign_id))
    return announce(fragment(request, caller, "campaigns/basic.html", context), _("Changes saved"))


def delete(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID) -> HttpResponse:
    """Put the campaign away, unless events of it are open."""
    campaign = find_campaign(caller, campaign_id)
    try:
        delete_campaign(campaign=campaign, now=caller.now)
    except DomainError as error:
        context = {**_context(caller, campaign), "problem": error.message}
        return fragment(request, caller, "campaigns/basic.html", context, 422)
    content = list_page(request, caller)
    response = fragment(request, caller, content.template, content.context)
    response.headers["HX-Push-Url"] = f"/dashboard/campaigns{caller.kept_query}"
    return announce(response, _("Campaign deleted"))


def form_context(
    caller: Caller, values: Mapping[str, Any], errors: Mapping[str, str]
) -> dict[str, Any]:
    """What the form is drawn from."""
    return {
        "values": values,
        "errors": errors,
        "channels": ports.saleor_api(caller.installation).channels(),
        "groups": list(groups(caller.installation)),
        "zones": zones_by_region().items(),
    }


def _context(caller: Caller, campaign: Campaign) -> dict[str, Any]:
    values = {name: getattr(campaign, name) for name in FIELDS}
    values["group"] = str(campaign.group_id)
    for name in ("starts_on", "ends_on"):
        values[name] = values[name].isoformat()
    return {
        "campaign": campaign,
        **form_context(caller, values, {}),
        **picture_context(campaign, "image"),
    }


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in FIELDS}


def _values(typed: Mapping[str, str]) -> dict[str, Any]:
    """As the core takes it; a group that is no key is none."""
    try:
        group = uuid.UUID(typed["group"]) if typed["group"] else None
    except ValueError:
        group = uuid.UUID(int=0)
    return {**typed, "group": group}
