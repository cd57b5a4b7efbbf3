"""What leads a page in a shop's frame back to its seat after a full page load of the shop."""

from __future__ import annotations

from django.db import models

from ..installations.scoping import ScopedManager, ScopedModel


class ResumeKey(ScopedModel):
    """A cookie's key, good again and again, or a handle of the shop's page, good once.

    Only digests are kept, and only while the seat is taken.
    """

    participant = models.ForeignKey(
        "events.Participant", on_delete=models.CASCADE, related_name="resume_keys"
    )
    is_cookie = models.BooleanField("else a one-use handle")
    digest = models.CharField(max_length=64)
    origin = models.CharField("of the shop's page", max_length=255)
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField("by which a handle was spent", null=True)

    objects: ScopedManager[ResumeKey] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participant", "digest"], name="one_row_per_resume_key")
        ]
