"""The meeting of a customer with a personal shopper, and what happens in it."""

from __future__ import annotations

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from ..campaigns.models import Campaign
from ..installations.models import StaffMember
from ..installations.scoping import ScopedManager, ScopedModel
from ..privacy.models import ConsentText
from ..shoppers.models import PersonalShopper
from .bookings import LogEntry, SlotHold  # noqa: F401
from .resume_keys import ResumeKey  # noqa: F401


class EventStatus(models.TextChoices):
    REQUESTED = "REQUESTED"
    SCHEDULED = "SCHEDULED"
    WAITING = "WAITING"
    LIVE = "LIVE"
    FINISHED = "FINISHED"
    CANCELLED = "CANCELLED"
    MISSED = "MISSED"
    NO_SHOW = "NO_SHOW"
    EXPIRED = "EXPIRED"


class EventOrigin(models.TextChoices):
    PRIVATE = "PRIVATE"
    REQUEST = "REQUEST"
    BOOKING = "BOOKING"


AHEAD_STATUSES = ("SCHEDULED", "WAITING", "LIVE")
AHEAD = Q(status__in=AHEAD_STATUSES)
BOOKED = AHEAD & Q(origin="BOOKING")
"""Bookings that take place."""


class TsTzRange(models.Func):
    """Two columns as one range of time."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Event(ScopedModel):
    """A call, however it came about. Its live part is the call itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    status = models.CharField(max_length=16, choices=EventStatus)
    origin = models.CharField(max_length=16, choices=EventOrigin)
    channel = models.CharField("slug of the Saleor channel", max_length=255)
    language = models.CharField(max_length=8, default="en")
    personal_shopper = models.ForeignKey(
        PersonalShopper, null=True, on_delete=models.SET_NULL, related_name="events"
    )
    campaign = models.ForeignKey(
        Campaign, null=True, on_delete=models.SET_NULL, related_name="events"
    )
    customer_name = models.CharField(max_length=120)
    customer_email = models.EmailField(blank=True)
    customer_phone = models.CharField(max_length=40, blank=True)
    saleor_user_id = models.CharField("of a signed-in customer", max_length=64, blank=True)
    product_id = models.CharField("product of interest", max_length=64, blank=True)
    device_key = models.CharField("of the asking device", max_length=64, blank=True)
    created_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True)
    duration_minutes = models.PositiveSmallIntegerField(default=30)
    ends_at = models.DateTimeField("as planned", null=True)
    blocked_from = models.DateTimeField("the start, less a booking's buffer", null=True)
    blocked_until = models.DateTimeField("the planned end, and a booking's buffer", null=True)
    answers = models.JSONField("to the campaign's questions: [{label, answer}]", default=list)
    idempotency_key = models.CharField("of whoever booked", max_length=64, blank=True)
    time_zone = models.CharField("in which its date was chosen", max_length=64, blank=True)
    sequence = models.PositiveIntegerField("how often it was moved (RFC 5545)", default=0)
    queued_at = models.DateTimeField(null=True)
    customer_seen_at = models.DateTimeField("last sign of the waiting customer", null=True)
    live_at = models.DateTimeField("first moment both sides were present (CL-28)", null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=120, blank=True)
    is_archived = models.BooleanField(default=False)
    last_seq = models.PositiveBigIntegerField("of the room's messages", default=0)

    objects: ScopedManager[Event] = ScopedManager()

    class Meta:
        indexes = [
            models.Index(fields=["installation", "status", "queued_at"], name="events_by_status"),
            models.Index(fields=["installation", "-created_at"], name="events_newest"),
            # For the sweepers, which look across installations every few seconds.
            models.Index(
                fields=["status"],
                condition=Q(status__in=["REQUESTED", "SCHEDULED", "WAITING", "LIVE"]),
                name="events_open",
            ),
            models.Index(
                fields=["personal_shopper", "starts_at"],
                condition=Q(starts_at__isnull=False),
                name="events_of_person",
            ),
            models.Index(
                fields=["personal_shopper", "-created_at"],
                condition=Q(origin="BOOKING"),
                name="events_last_booked",
            ),
            models.Index(
                "installation", Lower("customer_email"), condition=AHEAD, name="events_of_customer"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["installation", "device_key"],
                condition=Q(status__in=["REQUESTED", "WAITING"], origin="REQUEST")
                & ~Q(device_key=""),
                name="one_open_request_per_device",
            ),
            models.UniqueConstraint(
                fields=["installation", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="one_booking_per_idempotency_key",
            ),
            # A person, and a customer, is in one place at a time: whatever the services overlook,
            # no two bookings overlap.
            ExclusionConstraint(
                name="one_booking_of_a_person_at_a_time",
                expressions=[
                    ("personal_shopper", RangeOperators.EQUAL),
                    (TsTzRange("blocked_from", "blocked_until"), RangeOperators.OVERLAPS),
                ],
                condition=BOOKED,
            ),
            ExclusionConstraint(
                name="one_booking_of_a_customer_at_a_time",
                expressions=[
                    ("installation", RangeOperators.EQUAL),
                    (Lower("customer_email"), RangeOperators.EQUAL),
                    (TsTzRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=BOOKED & ~Q(customer_email=""),
            ),
        ]

    @property
    def is_ahead(self) -> bool:
        """Whether it takes place: ahead, or going on."""
        return self.status in AHEAD_STATUSES


class LinkKind(models.TextChoices):
    CUSTOMER = "CUSTOMER"
    GUEST = "GUEST"
    MANAGE = "MANAGE"


class EventLink(ScopedModel):
    """A way into an event: whoever holds the token may come in by it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=16, choices=LinkKind)
    token = models.CharField(max_length=64, unique=True)

    objects: ScopedManager[EventLink] = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "kind"], name="one_link_per_kind")]


class ParticipantRole(models.TextChoices):
    CUSTOMER = "CUSTOMER"
    PERSONAL_SHOPPER = "PERSONAL_SHOPPER"
    GUEST = "GUEST"


class DeviceType(models.TextChoices):
    DESKTOP = "DESKTOP"
    MOBILE = "MOBILE"


class ConnectionQuality(models.TextChoices):
    """How well somebody is connected, best first. SILENT: nothing of his arrives at all."""

    GOOD = "GOOD"
    FAIR = "FAIR"
    POOR = "POOR"
    SILENT = "SILENT"


class Participant(ScopedModel):
    """Someone in an event."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    role = models.CharField(max_length=20, choices=ParticipantRole)
    name = models.CharField(max_length=120)
    personal_shopper = models.ForeignKey(
        PersonalShopper, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    capabilities = models.JSONField(default=list)
    device_type = models.CharField(max_length=8, choices=DeviceType, default="DESKTOP")
    token_generation = models.PositiveIntegerField("raised to revoke", default=1)
    has_microphone = models.BooleanField(default=False)
    has_camera = models.BooleanField(default=False)
    worst_quality = models.CharField(
        "of his connection; empty until one is told",
        max_length=8,
        choices=ConnectionQuality,
        blank=True,
        default="",
        db_default="",
    )
    video_paused = models.BooleanField(
        "his connection once carried no picture", default=False, db_default=False
    )
    joined_at = models.DateTimeField()
    socket_id = models.CharField("of the newest socket; empty when away", max_length=64, blank=True)
    seen_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    objects: ScopedManager[Participant] = ScopedManager()

    class Meta:
        indexes = [
            models.Index(fields=["seen_at"], condition=~Q(socket_id=""), name="sockets_open")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(role="CUSTOMER"), name="one_customer_per_event"
            ),
            models.UniqueConstraint(
                fields=["event", "personal_shopper"],
                condition=Q(role="PERSONAL_SHOPPER"),
                name="one_seat_per_personal_shopper",
            ),
        ]


class PublicationSource(models.TextChoices):
    CAMERA = "camera"
    SCREEN = "screen"


class Publication(ScopedModel):
    """What a participant sends; alive while `ended_at` is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="publications")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="publications"
    )
    source = models.CharField(max_length=8, choices=PublicationSource)
    media_session = models.CharField("id of the session on the media node", max_length=64)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ScopedManager[Publication] = ScopedManager()


class RoomMessage(ScopedModel):
    """A message that changed the room's state, kept for replay."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="messages")
    seq = models.PositiveBigIntegerField()
    type = models.CharField(max_length=40)
    data = models.JSONField()
    at = models.DateTimeField()

    objects: ScopedManager[RoomMessage] = ScopedManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "seq"], name="one_message_per_seq")]


class ChatMessage(ScopedModel):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="chat")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    file = models.JSONField("what came with it: id, name, size, …", null=True)
    sent_at = models.DateTimeField()
    key = models.CharField("of the sender's: sent again, it is the same", max_length=64, blank=True)

    objects: ScopedManager[ChatMessage] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "key"],
                condition=~models.Q(key=""),
                name="one_message_per_key",
            )
        ]
        indexes = [models.Index(fields=["event", "sent_at", "id"], name="chat_in_order")]


class ShownProduct(ScopedModel):
    """A product that a personal shopper showed (CL-16)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="shown_products")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    product_id = models.CharField(max_length=64)
    variant_id = models.CharField(max_length=64, blank=True)
    name = models.CharField("at the time", max_length=250)
    shown_at = models.DateTimeField()

    objects: ScopedManager[ShownProduct] = ScopedManager()


class ConsentKind(models.TextChoices):
    CALL = "CALL"
    RECORDING = "RECORDING"


class Consent(ScopedModel):
    """One answer to one question; append-only, the newest counts (P05)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="consents")
    participant = models.ForeignKey(
        Participant, null=True, on_delete=models.CASCADE, related_name="consents"
    )
    kind = models.CharField(max_length=16, choices=ConsentKind)
    given = models.BooleanField()
    text = models.ForeignKey(ConsentText, null=True, on_delete=models.RESTRICT)
    language = models.CharField(max_length=8)
    answered_at = models.DateTimeField()

    objects: ScopedManager[Consent] = ScopedManager()


class Survey(ScopedModel):
    """The customer's answer after the call (CL-24, K18)."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="survey")
    score = models.PositiveSmallIntegerField()
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    objects: ScopedManager[Survey] = ScopedManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(score__lte=10), name="score_from_0_to_10")
        ]


class LeftMessage(ScopedModel):
    """What a customer left when nobody was available (Q5)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=255)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    text = models.TextField()
    product_id = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=8, default="en")
    left_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.CharField(max_length=200, blank=True)
    answer = models.TextField("as it was sent by mail", blank=True)
    answered_by = models.ForeignKey(
        StaffMember, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects: ScopedManager[LeftMessage] = ScopedManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["installation", "left_at"],
                condition=Q(done_at=None),
                name="messages_open",
            )
        ]
