"""Which orders a call brought."""

from __future__ import annotations

from django.db import models

from ..events.models import Event
from ..installations.scoping import ScopedManager, ScopedModel


class AttributionKind(models.TextChoices):
    ASSISTED = "ASSISTED"
    INFLUENCED = "INFLUENCED"


class AttributionState(models.TextChoices):
    PENDING = "PENDING"
    CONFIRMED = "CONFIRMED"
    REVERSED = "REVERSED"


class OrderRecord(ScopedModel):
    """The last version of a Saleor order that was credited; older versions are ignored."""

    order_id = models.CharField(max_length=64)
    order_number = models.CharField(max_length=64)
    checkout_id = models.CharField(max_length=128, blank=True)
    version_at = models.DateTimeField("updatedAt of the version read")
    version_rank = models.PositiveIntegerField("orders versions of one moment", default=0)
    created_at = models.DateTimeField("when the order was placed")

    objects: ScopedManager[OrderRecord] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["installation", "order_id"], name="one_order_record")
        ]


class Attribution(ScopedModel):
    """One variant of an order credited to an event, net of what was cancelled or given back."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attributions")
    order = models.ForeignKey(OrderRecord, on_delete=models.CASCADE, related_name="attributions")
    kind = models.CharField(max_length=16, choices=AttributionKind)
    state = models.CharField(max_length=16, choices=AttributionState)
    variant_id = models.CharField(max_length=64)
    product_name = models.CharField(max_length=250)
    quantity = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=3)
    currency = models.CharField(max_length=3)

    objects: ScopedManager[Attribution] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["order", "event", "variant_id", "kind"], name="one_credit_per_variant"
            )
        ]
