"""The customer's Saleor checkout as the call sees it, and every change made to it."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from ..events.models import Event, Participant
from ..installations.scoping import ScopedManager, ScopedModel


class EventCheckout(ScopedModel):
    """A Saleor checkout that an event works on; a new one follows when the order is placed.

    Nothing is made in Saleor before the first add, so `checkout_id` is empty until then.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="checkouts")
    checkout_id = models.CharField(max_length=128, blank=True)
    created_by_us = models.BooleanField()
    state = models.JSONField("last state read, as CheckoutState.as_json()", default=dict)
    read_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    order_id = models.CharField(max_length=64, blank=True)
    order_number = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)
    drain_token = models.UUIDField("of the drainer at work", null=True)
    drain_until = models.DateTimeField("when that drainer counts as dead", null=True)
    in_flight = models.JSONField("sent and not yet settled: see flight.py", default=dict)
    failed_drains = models.PositiveSmallIntegerField("in a row", default=0)
    retry_at = models.DateTimeField(null=True)

    objects: ScopedManager[EventCheckout] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(closed_at=None), name="one_open_checkout"
            )
        ]
        indexes = [models.Index(fields=["installation", "checkout_id"], name="by_checkout")]


class ChangeKind(models.TextChoices):
    ADD = "ADD"
    SET = "SET"
    REMOVE = "REMOVE"


class ChangeStatus(models.TextChoices):
    PENDING = "PENDING"
    APPLIED = "APPLIED"
    REFUSED = "REFUSED"


class Proposal(ScopedModel):
    """A personal shopper's suggestion that the customer answers (K1, C3)."""

    class Status(models.TextChoices):
        PENDING = "PENDING"
        ACCEPTED = "ACCEPTED"
        DECLINED = "DECLINED"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="proposals")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    lines = models.JSONField("[{variant_id, quantity}]")
    status = models.CharField(max_length=16, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects: ScopedManager[Proposal] = ScopedManager()


class CartChange(ScopedModel):
    """One change of a checkout by somebody in the event: the truth of attribution."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="cart_changes")
    checkout = models.ForeignKey(EventCheckout, on_delete=models.CASCADE, related_name="changes")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=8, choices=ChangeKind)
    variant_id = models.CharField(max_length=64)
    product_name = models.CharField("once applied", max_length=250, blank=True)
    quantity = models.PositiveIntegerField("added (ADD) or wanted (SET)")
    status = models.CharField(max_length=8, choices=ChangeStatus, default=ChangeStatus.PENDING)
    error_code = models.CharField(max_length=64, blank=True)
    error_message = models.CharField("Saleor's own words", max_length=300, blank=True)
    available_quantity = models.PositiveIntegerField("said by a refusal", null=True)
    effect = models.IntegerField("what it did to the variant's quantity, once applied", null=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    objects: ScopedManager[CartChange] = ScopedManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["checkout", "id"], condition=Q(status="PENDING"), name="changes_due"
            )
        ]


class CartHandover(ScopedModel):
    """A one-use code that carries a checkout to the shop's own page; lives 60 seconds."""

    code_digest = models.CharField(max_length=64, unique=True)
    checkout = models.ForeignKey(EventCheckout, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects: ScopedManager[CartHandover] = ScopedManager()
