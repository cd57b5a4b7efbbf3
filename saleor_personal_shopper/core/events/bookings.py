"""What belongs to bookings beside the event itself: slots held for a moment, and who did what."""

from __future__ import annotations

import uuid

from django.db import models

from ..campaigns.models import Campaign
from ..installations.scoping import ScopedManager, ScopedModel
from ..shoppers.models import PersonalShopper


class SlotHold(ScopedModel):
    """A slot kept for a customer while he fills the form; it counts until `expires_at`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="holds")
    personal_shopper = models.ForeignKey(
        PersonalShopper, on_delete=models.CASCADE, related_name="holds"
    )
    starts_at = models.DateTimeField()
    blocked_from = models.DateTimeField()
    blocked_until = models.DateTimeField()
    key = models.CharField("of whoever holds it", max_length=64)
    expires_at = models.DateTimeField()

    objects: ScopedManager[SlotHold] = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["personal_shopper", "expires_at"], name="holds_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["installation", "key"], name="one_hold_per_key")
        ]


class LogAction(models.TextChoices):
    BOOKED = "BOOKED"
    RESCHEDULED = "RESCHEDULED"
    REASSIGNED = "REASSIGNED"
    CHANGED = "CHANGED"
    CANCELLED = "CANCELLED"
    MISSED = "MISSED"
    NO_SHOW = "NO_SHOW"


class LogActor(models.TextChoices):
    CUSTOMER = "CUSTOMER"
    STAFF = "STAFF"
    SYSTEM = "SYSTEM"


class LogEntry(ScopedModel):
    """Who did what to an event, when and why; append-only."""

    event = models.ForeignKey("events.Event", on_delete=models.CASCADE, related_name="log")
    action = models.CharField(max_length=16, choices=LogAction)
    actor = models.CharField(max_length=16, choices=LogActor)
    actor_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    data = models.JSONField("before and after; why this person was chosen", default=dict)
    at = models.DateTimeField()

    objects: ScopedManager[LogEntry] = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["event", "at"], name="log_in_order")]
