"""Upcoming, active or completed: by the dates, in the campaign's time zone (CP-07)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Case, Q, TextChoices, Value, When

from .models import Campaign


class CampaignState(TextChoices):
    UPCOMING = "UPCOMING"
    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"


def campaign_state(campaign: Campaign, *, now: datetime) -> CampaignState:
    """Where the campaign stands."""
    today = _today(campaign.time_zone, now)
    if today < campaign.starts_on:
        return CampaignState.UPCOMING
    return CampaignState.COMPLETED if today > campaign.ends_on else CampaignState.ACTIVE


def state_in_sql(zones: Iterable[str], *, now: datetime) -> Case:
    """The same for rows whose time zone is one of `zones`."""
    before, after = Q(pk__in=[]), Q(pk__in=[])
    for zone in zones:
        today = _today(zone, now)
        before |= Q(time_zone=zone, starts_on__gt=today)
        after |= Q(time_zone=zone, ends_on__lt=today)
    return Case(
        When(before, then=Value(CampaignState.UPCOMING.value)),
        When(after, then=Value(CampaignState.COMPLETED.value)),
        default=Value(CampaignState.ACTIVE.value),
    )


def _today(zone: str, now: datetime) -> date:
    return now.astimezone(ZoneInfo(zone)).date()
