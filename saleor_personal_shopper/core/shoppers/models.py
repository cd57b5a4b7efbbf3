"""Personal shoppers: the staff users who take calls."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from ..installations.scoping import ScopedManager, ScopedModel


class PersonalShopper(ScopedModel):
    """A Saleor staff user who takes calls, found by the email of the staff profile (DC-13)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    saleor_user_id = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    is_available = models.BooleanField("wants calls (DC-14)", default=False)
    desk_seen_at = models.DateTimeField("last sign of an open desk", null=True)
    deleted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ScopedManager[PersonalShopper] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "installation",
                Lower("email"),
                condition=Q(deleted_at=None),
                name="one_personal_shopper_per_email",
            )
        ]

    def __str__(self) -> str:
        return self.name
