"""From the last byte to the chat message: inspect, scan, keep, tell the room."""

from __future__ import annotations

import logging
import tempfile
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from ... import ports
from ...errors import DomainError
from ...events.changes import lock_event_of
from ...events.services import send_file_message
from .. import storage
from ..error_codes import FileErrorCode
from ..inspecting import inspect
from ..inspection.verdict import Accepted, Refused
from ..models import FileState, SharedFile
from ..names import name_as, split_ending

TERM = timedelta(minutes=3)
"""How long an inspection may take before another worker takes it up."""
TRIES = 3
SCANNER_PATIENCE = timedelta(minutes=10)
SCAN_PAUSE = timedelta(seconds=20)
KEPT_REFUSED = timedelta(hours=1)
"""How long whoever sent a file may ask why it was refused."""
log = logging.getLogger(__name__)


def share_file(
    file_id: uuid.UUID, *, clock: Callable[[], datetime] = timezone.now
) -> SharedFile | None:
    """Inspect a received file and post it in the chat, once, or note why it was refused.

    None when there is nothing to do. Harmless twice, also at once.
    """
    file = _take(file_id, clock())
    if file is None:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="personal-shopper-") as folder:
            found = _examine(file, Path(folder))
            _keep(file, found)
            _post(file, clock())
    except (Refused, DomainError) as refusal:
        _refuse(file, str(refusal.code), clock())
    except ports.ScannerUnavailable:
        _wait_for_scanner(file, clock())
    _drop_if_gone(file)
    return file


def _take(file_id: uuid.UUID, now: datetime) -> SharedFile | None:
    """The file, if it waits for inspection and nobody else is at it."""
    due = SharedFile.objects.across_installations().filter(
        pk=file_id, state=FileState.RECEIVED, due_at__lte=now
    )
    if not due.update(attempts=F("attempts") + 1, due_at=now + TERM):
        return None
    files = SharedFile.objects.across_installations().select_related("participant__event")
    return files.get(pk=file_id)


def _examine(file: SharedFile, folder: Path) -> Accepted:
    """What may be kept. Raises Refused, or ScannerUnavailable."""
    if file.attempts > TRIES:  # it took workers with it
        raise Refused(FileErrorCode.DAMAGED)
    source = folder / "received"
    storage.join_parts(file, source)
    if ports.file_scanner().find_virus(source):
        raise Refused(FileErrorCode.INFECTED)
    return inspect(source, ending=split_ending(file.name)[1].lower(), folder=folder)


def _keep(file: SharedFile, found: Accepted) -> None:
    storage.save(storage.content_key(file), found.content)
    if found.thumbnail:
        storage.save(storage.thumbnail_key(file), found.thumbnail)
    file.name = name_as(file.name, found.endings)
    file.size = found.content.stat().st_size
    file.content_type = found.content_type
    file.width, file.height = found.width, found.height


@transaction.atomic
def _post(file: SharedFile, now: datetime) -> None:
    """The message and the file's new state, together or not at all."""
    lock_event_of(file.participant)
    if _mine(file).select_for_update().first() is None:
        return  # cancelled or forgotten meanwhile, or another worker was faster
    file.message = send_file_message(participant=file.participant, file=snapshot(file), now=now)
    file.state, file.due_at = FileState.SHARED, now
    file.save()
    transaction.on_commit(lambda: tidy(file), robust=True)


def snapshot(file: SharedFile) -> dict[str, object]:
    """What the chat message keeps of its file."""
    return {
        "id": str(file.pk),
        "name": file.name,
        "size": file.size,
        "contentType": file.content_type,
        "width": file.width,
        "height": file.height,
    }


def tidy(file: SharedFile) -> None:
    """Delete the parts of a file that was shared or refused."""
    storage.delete_parts(file, file.parts)
    SharedFile.objects.of(file.installation_id).filter(pk=file.pk).update(parts=[])


def _refuse(file: SharedFile, code: str, now: datetime) -> None:
    log.info("A file was refused", extra={"event": file.event_id, "code": code})
    gone = {"state": FileState.REFUSED, "refusal": code, "parts": []}
    if _mine(file).update(**gone, due_at=now + KEPT_REFUSED):
        storage.delete_file(file)


def _wait_for_scanner(file: SharedFile, now: datetime) -> None:
    """Nothing is passed on unchecked: try again, for some minutes."""
    if now - file.created_at > SCANNER_PATIENCE + TERM:
        _refuse(file, FileErrorCode.NOT_CHECKED, now)
        return
    _mine(file).update(due_at=now + SCAN_PAUSE, attempts=F("attempts") - 1)


def _mine(file: SharedFile) -> QuerySet[SharedFile]:
    """The row, as long as it waits for what this worker finds."""
    return SharedFile.objects.of(file.installation_id).filter(
        pk=file.pk, state=FileState.RECEIVED, attempts=file.attempts
    )


def _drop_if_gone(file: SharedFile) -> None:
    """Whoever erased the file while it was inspected did not know of what was kept since."""
    rows = SharedFile.objects.of(file.installation_id).exclude(state=FileState.ERASED)
    if not rows.filter(pk=file.pk).exists():
        storage.delete_file(file)
