"""Campaigns: events of one kind, held by one group, with an agenda that customers book in."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..installations.scoping import ScopedManager, ScopedModel
from ..shoppers.models import Availability, Group, public_id


class Campaign(ScopedModel):
    """Basic info (CP-13..CP-21), agenda (AD-01..AD-09) and how its mail is sent (NT-01..NT-04)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_id = models.CharField("in booking links", max_length=16, default=public_id, unique=True)
    name = models.CharField(max_length=120)
    description = models.TextField()
    starts_on = models.DateField("first day, in `time_zone`")
    ends_on = models.DateField("last day, in `time_zone`")
    channel = models.CharField("slug of the Saleor channel", max_length=255)
    time_zone = models.CharField("of the channel: IANA name", max_length=64, default="UTC")
    group = models.ForeignKey(Group, on_delete=models.RESTRICT, related_name="campaigns")
    image = models.CharField("name in the storage; for staff (CP-21)", max_length=200, blank=True)
    logo = models.CharField("name in the storage; on the booking page", max_length=200, blank=True)

    availability = models.ForeignKey(
        Availability, null=True, on_delete=models.RESTRICT, related_name="campaigns"
    )
    duration_minutes = models.PositiveSmallIntegerField(default=30)
    increment_minutes = models.PositiveSmallIntegerField("between starts", default=30)
    buffer_before_minutes = models.PositiveSmallIntegerField(default=0)
    buffer_after_minutes = models.PositiveSmallIntegerField(default=0)
    notice_minutes = models.PositiveIntegerField("least time before a booked start", default=120)
    horizon_days = models.PositiveSmallIntegerField("how far ahead may be booked", default=60)
    daily_limit = models.PositiveSmallIntegerField("bookings a person and day", null=True)
    weekly_limit = models.PositiveSmallIntegerField("bookings a person and week", null=True)
    questions = models.JSONField("asked at booking: [{id, label, kind, required, …}]", default=list)

    sends_mail = models.BooleanField(default=True)
    from_address = models.EmailField(blank=True)
    from_name = models.CharField(max_length=120, blank=True)

    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    objects: ScopedManager[Campaign] = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["installation", "-starts_on"], name="campaigns_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CampaignMail(ScopedModel):
    """The merchant's own words for one kind of mail in one language (NT-05)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="mails")
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)

    objects: ScopedManager[CampaignMail] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind", "language"], name="one_text_per_kind_and_language"
            )
        ]
