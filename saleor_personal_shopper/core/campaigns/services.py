"""Making, changing and deleting campaigns (CP-12..CP-21, AD-02..AD-06)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypedDict, Unpack
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import ports
from ..errors import DomainError, DomainErrors
from ..installations.models import Installation
from ..shoppers import cleaning
from ..shoppers.models import Availability, Group
from .error_codes import CampaignErrorCode
from .models import Campaign
from .questions import clean_questions

NAME_LENGTH = 120
DESCRIPTION_LENGTH = 2000
REQUIRED = ("name", "description", "starts_on", "ends_on", "channel", "group")
OPEN = ("REQUESTED", "SCHEDULED", "WAITING", "LIVE")
NAMED = 3
"""How many open events a refusal names."""
A_DAY, A_MONTH = 24 * 60, 31 * 24 * 60
LONGEST_EVENT, LONGEST_BUFFER = 8 * 60, 4 * 60
"""In minutes; together less than a day."""


class CampaignInput(TypedDict, total=False):
    """The fields to change; what is left out stays.

    `group` and `availability` are keys; `time_zone` is the zone of the dates, that of the
    channel's newest campaign unless given.
    """

    name: str
    description: str
    starts_on: date
    ends_on: date
    channel: str
    time_zone: str
    group: uuid.UUID
    availability: uuid.UUID | None
    duration_minutes: int
    increment_minutes: int
    buffer_before_minutes: int
    buffer_after_minutes: int
    notice_minutes: int
    horizon_days: int
    daily_limit: int | None
    weekly_limit: int | None
    questions: Iterable[Mapping[str, Any]]
    sends_mail: bool
    from_address: str
    from_name: str


def create_campaign(
    *, installation: Installation, now: datetime, **values: Unpack[CampaignInput]
) -> Campaign:
    """Make a campaign; those of REQUIRED must be given (CP-13..CP-18).

    Raises DomainErrors with REQUIRED or INVALID, and SaleorUnavailable.
    """
    campaign = Campaign(installation=installation, created_at=now)
    return _save(campaign, values, required=REQUIRED)


def update_campaign(*, campaign: Campaign, **values: Unpack[CampaignInput]) -> Campaign:
    """Change some fields; events that are booked never move.

    Raises DomainErrors with REQUIRED or INVALID, and SaleorUnavailable.
    """
    return _save(campaign, values)


@transaction.atomic
def delete_campaign(*, campaign: Campaign, now: datetime) -> None:
    """Put the campaign away; its past events keep it for statistics. Harmless twice.

    Raises DomainError IN_USE naming events that are still open.
    """
    locked = Campaign.objects.of(campaign.installation_id).select_for_update().get(pk=campaign.pk)
    if locked.deleted_at is not None:
        return
    open_events = [*locked.events.filter(status__in=OPEN).order_by("starts_at")[: NAMED + 1]]
    if open_events:
        names = [_named(event, locked) for event in open_events[:NAMED]]
        listed = ", ".join(names) + (" …" if len(open_events) > NAMED else "")
        message = _(
            "Events are still open: %(events)s. Cancel them or let them pass; to stop bookings "
            "now, change the last day instead."
        )
        raise DomainError(CampaignErrorCode.IN_USE, message % {"events": listed})
    locked.deleted_at = now
    locked.availability = None
    locked.save(update_fields=["deleted_at", "availability"])


@transaction.atomic
def _save(campaign: Campaign, values: CampaignInput, required: Iterable[str] = ()) -> Campaign:
    cleaned = cleaning.clean_form(values, _cleaners(campaign), required=required)
    for name, value in cleaned.items():
        setattr(campaign, name, value)
    _check_dates(campaign)
    if campaign._state.adding and "time_zone" not in cleaned:
        campaign.time_zone = usual_time_zone(campaign.installation, campaign.channel)
    campaign.save()
    return campaign


def usual_time_zone(installation: Installation, channel: str) -> str:
    """The zone of the channel's newest campaign, UTC for the first one."""
    rows = Campaign.objects.of(installation).filter(channel=channel).order_by("-created_at")
    return rows.values_list("time_zone", flat=True).first() or "UTC"


def _cleaners(campaign: Campaign) -> dict[str, cleaning.Clean]:
    minutes = cleaning.whole_number
    return {
        "name": cleaning.text(NAME_LENGTH, is_required=True),
        "description": cleaning.text(DESCRIPTION_LENGTH, is_required=True),
        "starts_on": cleaning.day,
        "ends_on": cleaning.day,
        "channel": lambda slug: _channel(campaign, slug),
        "time_zone": cleaning.time_zone,
        "group": lambda key: _group(campaign, key),
        "availability": lambda key: _availability(campaign, key),
        "duration_minutes": minutes(5, LONGEST_EVENT),
        "increment_minutes": minutes(5, A_DAY),
        "buffer_before_minutes": minutes(0, LONGEST_BUFFER),
        "buffer_after_minutes": minutes(0, LONGEST_BUFFER),
        "notice_minutes": minutes(0, A_MONTH),
        "horizon_days": minutes(1, 365),
        "daily_limit": minutes(1, 100, is_optional=True),
        "weekly_limit": minutes(1, 500, is_optional=True),
        "questions": clean_questions,
        "sends_mail": cleaning.flag,
        "from_address": cleaning.email_address,
        "from_name": cleaning.line(NAME_LENGTH),
    }


def _check_dates(campaign: Campaign) -> None:
    if campaign.ends_on < campaign.starts_on:
        message = _("The last day must not come before the first one.")
        error = DomainError(CampaignErrorCode.INVALID, message, field="ends_on")
        raise DomainErrors([error])


def _channel(campaign: Campaign, slug: Any) -> str:
    if not slug:
        raise cleaning.missing()
    known = ports.saleor_api(campaign.installation).channels
    if slug != campaign.channel and slug not in {one.slug for one in known()}:
        raise cleaning.wrong(_("Choose one of the shop's channels."))
    return str(slug)


def _group(campaign: Campaign, key: uuid.UUID | None) -> Group:
    """Locked, so that nobody deletes it meanwhile."""
    if key is None:
        raise cleaning.missing()
    rows = Group.objects.of(campaign.installation_id).select_for_update()
    found = rows.filter(pk=key, deleted_at=None).first()
    if found is None:
        raise cleaning.gone(_("This group is not there (any more). Choose another one."))
    return found


def _availability(campaign: Campaign, key: uuid.UUID | None) -> Availability | None:
    if key is None:
        return None
    rows = Availability.objects.of(campaign.installation_id).select_for_update()
    found = rows.filter(pk=key, personal_shopper=None).first()
    if found is None:
        raise cleaning.gone(_("This availability is not there (any more). Choose another one."))
    return found


def _named(event: Any, campaign: Campaign) -> str:
    """The customer and the date, as it is in the campaign's zone."""
    if event.starts_at is None:
        return str(event.customer_name)
    local = event.starts_at.astimezone(ZoneInfo(campaign.time_zone))
    return f"{event.customer_name} ({date_format(local, 'SHORT_DATETIME_FORMAT')})"
