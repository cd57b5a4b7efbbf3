"""A file that somebody sends in the chat of an event (CL-12)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from ..events.models import ChatMessage, Event, Participant
from ..installations.scoping import ScopedManager, ScopedModel


class FileState(models.TextChoices):
    """RECEIVING → RECEIVED → SHARED, or REFUSED; ERASED until its bytes are gone as well."""

    RECEIVING = "RECEIVING"
    RECEIVED = "RECEIVED"
    SHARED = "SHARED"
    REFUSED = "REFUSED"
    ERASED = "ERASED"


class SharedFile(ScopedModel):
    """A file from the first announced byte to the chat message.

    `size` is what was announced, and once shared what is kept, in bytes. `parts` are the keys of
    what was received so far, in order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="files")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    message = models.OneToOneField(
        ChatMessage, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=16, choices=FileState, default=FileState.RECEIVING)
    refusal = models.CharField("FileErrorCode or EventErrorCode", max_length=32, blank=True)
    name = models.CharField("as people see it", max_length=120)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField("bytes so far", default=0)
    parts = models.JSONField(default=list)
    content_type = models.CharField(max_length=120, blank=True)
    width = models.PositiveIntegerField("of pictures, in pixels", null=True)
    height = models.PositiveIntegerField("of pictures, in pixels", null=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField("when a sweeper may take it up, in the state it is in")
    attempts = models.PositiveSmallIntegerField("to inspect it", default=0)

    objects: ScopedManager[SharedFile] = ScopedManager()

    class Meta:
        indexes = [
            # For the sweeper: what is shared and tidy needs nothing more.
            models.Index(
                fields=["due_at"],
                condition=~Q(state=FileState.SHARED) | ~Q(parts=[]),
                name="files_due",
            )
        ]

    @property
    def is_picture(self) -> bool:
        return self.width is not None
