"""Files that go: rows and bytes (P02)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ...events.models import Event
from .. import storage
from ..models import FileState, SharedFile


def forget_files_of(event: Event, now: datetime) -> None:
    """Everything that was sent in an event: the names at once, the bytes after the commit."""
    mark_erased(SharedFile.objects.of(event.installation_id).filter(event=event), now=now)


def mark_erased(files: QuerySet[SharedFile], *, now: datetime) -> None:
    """Nobody gets these files any more, and their bytes go after the commit.

    The rows stay until that is done; the sweeper does what a crash left.
    """
    found = list(files.select_for_update())
    files.filter(pk__in=[one.pk for one in found]).update(
        state=FileState.ERASED, name="", content_type="", message=None, due_at=now
    )
    for file in found:
        transaction.on_commit(_erasing(file), robust=True)


def _erasing(file: SharedFile) -> Any:
    return lambda: erase(file)


def erase(file: SharedFile) -> None:
    """Delete the bytes of a file that is marked, then its row. Harmless twice."""
    storage.delete_file(file)
    SharedFile.objects.of(file.installation_id).filter(pk=file.pk, state=FileState.ERASED).delete()


def erase_installation(installation_id: uuid.UUID) -> None:
    """The bytes of everything that was sent in a shop's calls. Harmless twice."""
    storage.delete_installation(installation_id)
