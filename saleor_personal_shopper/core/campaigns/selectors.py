"""Reading campaigns."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ..installations.models import Installation, InstallationStatus
from ..shoppers.models import GroupMember, PersonalShopper
from .models import Campaign
from .states import state_in_sql


def campaigns(
    installation: Installation,
    *,
    now: datetime,
    search: str = "",
    states: Collection[str] = (),
) -> QuerySet[Campaign]:
    """Those not deleted, the latest to start first, with `state` (CP-01..CP-07).

    Each word of `search` must stand in name or description.
    """
    rows = Campaign.objects.of(installation).filter(deleted_at=None)
    zones = list(rows.order_by().values_list("time_zone", flat=True).distinct())
    found = rows.annotate(state=state_in_sql(zones, now=now))
    for word in search.replace("\x00", "").split():
        found = found.filter(Q(name__icontains=word) | Q(description__icontains=word))
    if states:
        found = found.filter(state__in=states)
    return found.select_related("group").order_by("-starts_on", "-pk")


def with_counts(rows: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """With `event_count` (CP-09) and `host_count`, those who may attend its events (CP-10)."""
    events = Campaign.objects.across_installations().filter(pk=OuterRef("pk")).order_by()
    hosts = (
        GroupMember.objects.across_installations()
        .filter(
            group=OuterRef("group"),
            personal_shopper__deleted_at=None,
            personal_shopper__deactivated_at=None,
        )
        .order_by()
        .values("group")
    )
    counted_events = events.annotate(number=Count("events")).values("number")
    counted_hosts = hosts.annotate(number=Count("pk")).values("number")
    return rows.annotate(
        event_count=Subquery(counted_events, output_field=IntegerField()),
        host_count=Coalesce(Subquery(counted_hosts, output_field=IntegerField()), 0),
    )


def campaigns_of(personal_shopper: PersonalShopper, *, now: datetime) -> QuerySet[Campaign]:
    """Campaigns that he is a host of and that are not over, to hand out his link (AD-09)."""
    rows = campaigns(personal_shopper.installation, now=now, states=("UPCOMING", "ACTIVE"))
    mine = GroupMember.objects.of(personal_shopper.installation_id).filter(
        personal_shopper=personal_shopper
    )
    return rows.filter(group__in=mine.values("group"))


def is_host(personal_shopper: PersonalShopper, campaign: Campaign) -> bool:
    """Whether customers may book him in the campaign."""
    members = GroupMember.objects.of(campaign.installation_id)
    return (
        personal_shopper.deactivated_at is None
        and members.filter(group=campaign.group_id, personal_shopper=personal_shopper).exists()
    )


def campaign_to_book(key: uuid.UUID | str) -> Campaign | None:
    """By its id or by the public id of its booking page, whichever shop it is of.

    None for what is deleted, or while the shop has the app switched off.
    """
    mine = {"pk": key} if isinstance(key, uuid.UUID) else {"public_id": key}
    rows = Campaign.objects.across_installations().filter(
        deleted_at=None, installation__status=InstallationStatus.ACTIVE
    )
    return rows.filter(**mine).select_related("installation", "availability").first()
