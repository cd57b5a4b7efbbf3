"""One connected Saleor and what its merchant has set."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.dateparse import parse_datetime

from .scoping import ScopedManager, ScopedModel


class Module(models.TextChoices):
    """A part of the product that staff may use (PM-01..PM-03, K13)."""

    CALLS = "CALLS"
    ANALYTICS = "ANALYTICS"
    SETTINGS = "SETTINGS"
    CAMPAIGNS = "CAMPAIGNS"


class InstallationStatus(models.TextChoices):
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"


class Installation(models.Model):
    """One connected Saleor. Every other row hangs on one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    saleor_api_url = models.URLField(max_length=500, unique=True)
    app_id = models.CharField(max_length=128)
    token_encrypted = models.TextField()
    jwks = models.JSONField(default=dict)
    jwks_fetched_at = models.DateTimeField(null=True)
    permissions = models.JSONField(default=list)
    saleor_version = models.CharField(max_length=32, blank=True)
    dashboard_origins = models.JSONField(default=list)
    status = models.CharField(max_length=16, choices=InstallationStatus, default="ACTIVE")
    status_reason = models.CharField(max_length=200, blank=True)
    suspended_at = models.DateTimeField(null=True)
    is_removed = models.BooleanField("the app was removed from this Saleor", default=False)
    installed_at = models.DateTimeField(auto_now_add=True)
    reconciled_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.saleor_api_url

    @property
    def is_active(self) -> bool:
        return self.status == InstallationStatus.ACTIVE


class AddingMode(models.TextChoices):
    """What a personal shopper's add does (K1)."""

    PROPOSE = "PROPOSE"
    DIRECT = "DIRECT"


class ShopSettings(ScopedModel):
    """What the merchant set for the whole shop; one row an installation."""

    store_name = models.CharField(max_length=120, blank=True)
    logo = models.CharField(
        "name in the storage; of agendas without one", max_length=200, blank=True
    )
    adding_mode = models.CharField(max_length=16, choices=AddingMode, default=AddingMode.PROPOSE)
    attribution_window_days = models.PositiveSmallIntegerField(default=30)
    team_email = models.EmailField("told of messages that customers leave", blank=True)
    participant_limit = models.PositiveSmallIntegerField(default=6)
    modules_reviewed_at = models.DateTimeField("last time the module matrix was saved", null=True)

    objects: ScopedManager[ShopSettings] = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["installation"], name="one_shop_settings")]


class ChannelSettings(ScopedModel):
    """What the merchant set for one Saleor channel."""

    channel = models.CharField("slug of the channel", max_length=255)
    customer_url = models.URLField(max_length=500, blank=True)
    storefront_origins = models.JSONField(default=list)
    cart_url_template = models.CharField(max_length=500, blank=True)
    privacy_policy_url = models.URLField(max_length=500, blank=True)
    terms_url = models.URLField(max_length=500, blank=True)
    widget_seen_at = models.DateTimeField("last sign of the widget in the shop", null=True)

    objects: ScopedManager[ChannelSettings] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["installation", "channel"], name="one_settings_per_channel"
            )
        ]


class ModuleGrant(ScopedModel):
    """A module given to a Saleor permission group."""

    group_id = models.CharField(max_length=64)
    module = models.CharField(max_length=16, choices=Module)

    objects: ScopedManager[ModuleGrant] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["installation", "group_id", "module"], name="one_grant")
        ]


class StaffMember(ScopedModel):
    """What Saleor last said of one staff user; never trusted beyond 60 seconds."""

    saleor_user_id = models.CharField(max_length=64)
    email = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    permissions = models.JSONField(default=list)
    group_ids = models.JSONField(default=list)
    checked_at = models.DateTimeField(null=True)

    objects: ScopedManager[StaffMember] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["installation", "saleor_user_id"], name="one_staff_member"
            )
        ]


class StaffSession(ScopedModel):
    """A first-party session of the desk, made from a verified Dashboard token."""

    key_digest = models.CharField(max_length=64, unique=True)
    staff_member = models.ForeignKey(StaffMember, on_delete=models.CASCADE)
    language = models.CharField("that the desk speaks", max_length=8, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects: ScopedManager[StaffSession] = ScopedManager()


class WebhookStatus(models.TextChoices):
    RECEIVED = "RECEIVED"
    PROCESSED = "PROCESSED"
    FAILED = "FAILED"


class WebhookDelivery(ScopedModel):
    """A verified webhook, kept before it is answered and worked off by Celery."""

    event = models.CharField("Saleor's event name", max_length=64)
    digest = models.CharField("sha256 of the raw body", max_length=64)
    payload = models.JSONField()
    status = models.CharField(max_length=16, choices=WebhookStatus, default=WebhookStatus.RECEIVED)
    attempts = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField("when it is to be worked, or tried again")
    processed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    objects: ScopedManager[WebhookDelivery] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["installation", "event", "digest"], name="one_webhook_delivery"
            )
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(status="RECEIVED"),
                name="webhooks_due",
            )
        ]

    @property
    def issued_at(self) -> datetime | None:
        """When it happened in Saleor, however much later we hear of it."""
        said = self.payload.get("issuedAt")
        return parse_datetime(said) if isinstance(said, str) else None


class Upkeep(ScopedModel):
    """The app as Saleor keeps it, beside what this version needs; one row an installation."""

    webhooks_digest = models.CharField(
        "of the webhooks that Saleor was last brought to", max_length=64, blank=True
    )
    app_version = models.CharField("that brought it there", max_length=60, blank=True)
    missing_permissions = models.JSONField(default=list)
    missing_extensions = models.JSONField("that only a new installation brings", default=list)
    checked_at = models.DateTimeField("last time that all went well", null=True)
    due_at = models.DateTimeField("when to look again")
    failures = models.PositiveSmallIntegerField("since it last went well", default=0)
    trouble = models.CharField("why it failed last", max_length=200, blank=True)
    missed_read_at = models.DateTimeField("last reading of missed webhooks", null=True)

    objects: ScopedManager[Upkeep] = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["installation"], name="one_upkeep")]


class MissedWebhook(ScopedModel):
    """A webhook that Saleor could not deliver, and that we read there afterwards."""

    saleor_id = models.CharField("Saleor's id of the delivery", max_length=128)
    event = models.CharField("Saleor's event name", max_length=64)
    sent_at = models.DateTimeField("when Saleor made it")
    read_at = models.DateTimeField()
    problem = models.CharField("why it could not be taken in", max_length=200, blank=True)

    objects: ScopedManager[MissedWebhook] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["installation", "saleor_id"], name="one_missed_webhook")
        ]
