"""The texts that customers agree to."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from ..installations.scoping import ScopedManager, ScopedModel


class ConsentText(ScopedModel):
    """One version of the merchant's consent text (ST-05); never changed, only followed.

    `confirmed_at` is when the merchant saved it; our suggestion may be agreed to before that.
    """

    version = models.PositiveIntegerField()
    text = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)

    objects: ScopedManager[ConsentText] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["installation", "version"], name="one_consent_text_version"
            )
        ]
