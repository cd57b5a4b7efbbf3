"""The outbox: each mail is a row, written together with what causes it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from ..installations.scoping import ScopedManager, ScopedModel


class MailStatus(models.TextChoices):
    """PENDING until it was sent, given up, or is no longer wanted."""

    PENDING = "PENDING"
    SENT = "SENT"
    FAILED = "FAILED"
    DROPPED = "DROPPED"


class Mail(ScopedModel):
    """One mail to one person. What it says is no part of it: that is written when it is sent."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("who writes it: see kinds.py", max_length=40)
    key = models.CharField("the same for the same mail", max_length=200)
    about = models.UUIDField("key of the row that caused it")
    recipient = models.EmailField(blank=True)
    data = models.JSONField("further keys, as its kind needs them", default=dict)
    status = models.CharField(max_length=8, choices=MailStatus, default=MailStatus.PENDING)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField("when it is to be sent, or tried again")
    expires_at = models.DateTimeField("when it is given up")
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField("of the last attempt", max_length=300, blank=True)
    lease_token = models.UUIDField("of the sender at work", null=True)
    leased_until = models.DateTimeField("when that sender counts as dead", null=True)
    revision = models.PositiveIntegerField("of what it told, as its kind counts", default=0)
    sent_at = models.DateTimeField(null=True)
    is_counted = models.BooleanField("towards the hourly limit of its recipient", default=True)

    objects: ScopedManager[Mail] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["installation", "key"], name="one_mail_per_key")
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(status="PENDING"), name="mail_due"),
            models.Index(fields=["about", "kind"], name="mail_about"),
            models.Index(fields=["installation", "recipient", "due_at"], name="mail_of_recipient"),
        ]
