"""Receiving a file part by part, so that a lost connection costs one part at most."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, Sum

from ...events.capabilities import Capability, require
from ...events.changes import lock_event_of
from ...events.error_codes import EventErrorCode
from ...events.errors import require_open
from ...events.models import Participant
from ...expendable import count
from .. import limits, storage
from ..error_codes import FileErrorCode
from ..models import FileState, SharedFile
from ..names import clean_name
from ..refusals import refused
from .erase import mark_erased

COUNTED = (FileState.RECEIVING, FileState.RECEIVED, FileState.SHARED)


@transaction.atomic
def begin_upload(*, participant: Participant, name: str, size: int, now: datetime) -> SharedFile:
    """Announce a file of `size` bytes; it may then be sent for an hour, or longer in parts.

    Raises DomainError EMPTY, TOO_LARGE, QUOTA_EXCEEDED, RATE_LIMITED, PERMISSION_DENIED, or why
    the call is over.
    """
    require(participant, Capability.SHARE_FILES)
    if size <= 0:
        raise refused(FileErrorCode.EMPTY)
    if size > limits.FILE_BYTES:
        raise refused(FileErrorCode.TOO_LARGE)
    event = lock_event_of(participant)
    _check_quota(participant, size)
    _check_rate(participant)
    return SharedFile.objects.create(
        installation_id=event.installation_id,
        event=event,
        participant=participant,
        name=clean_name(name),
        size=size,
        created_at=now,
        due_at=now + limits.UPLOAD_LIFETIME,
    )


def add_part(
    *, file: SharedFile, participant: Participant, offset: int, data: bytes, now: datetime
) -> SharedFile:
    """Keep the bytes that follow the first `offset` ones; the last of them begin the inspection.

    Of several parts for one place the first wins. An empty part changes nothing.

    Raises DomainError OFFSET_MISMATCH, EXPIRED, TOO_LARGE, or why the call is over.
    """
    require_open(participant.event)
    _check_place(file, offset, len(data), now)
    if not data:
        return file
    part = storage.save_part(file, offset, data)
    try:
        return _append(file, part, offset, len(data), now)
    except BaseException:
        storage.delete_parts(file, [part])
        raise


@transaction.atomic
def cancel_upload(*, file: SharedFile, now: datetime) -> None:
    """Drop what was received. Harmless twice, and without effect once the file is shared."""
    files = SharedFile.objects.of(file.installation_id).filter(pk=file.pk)
    mark_erased(files.exclude(state=FileState.SHARED), now=now)


@transaction.atomic
def _append(upload: SharedFile, part: str, offset: int, length: int, now: datetime) -> SharedFile:
    """Count the part in, if it still is the next one."""
    files = SharedFile.objects.of(upload.installation_id).select_for_update()
    file = files.filter(pk=upload.pk).first()
    if file is None:
        raise refused(FileErrorCode.NOT_FOUND)
    _check_place(file, offset, length, now)
    file.parts.append(part)
    file.received += length
    file.due_at = now + limits.UPLOAD_LIFETIME
    if file.received == file.size:
        file.state = FileState.RECEIVED
        file.due_at = now
        transaction.on_commit(lambda: _inspect_soon(file), robust=True)
    file.save(update_fields=["parts", "received", "state", "due_at"])
    return file


def _inspect_soon(file: SharedFile) -> None:
    from ..tasks import inspect_file

    inspect_file.delay(str(file.pk))


def _check_place(file: SharedFile, offset: int, length: int, now: datetime) -> None:
    """Whether so many bytes belong there, now."""
    is_complete = file.state in {FileState.RECEIVED, FileState.SHARED}
    if file.state != FileState.RECEIVING and not is_complete:
        raise refused(FileErrorCode.NOT_FOUND)
    if offset != file.received or (is_complete and length):
        raise refused(FileErrorCode.OFFSET_MISMATCH)
    if not is_complete and file.due_at <= now:
        raise refused(FileErrorCode.EXPIRED)
    if offset + length > file.size or len(file.parts) >= limits.PARTS:
        raise refused(FileErrorCode.TOO_LARGE)


def _check_quota(participant: Participant, size: int) -> None:
    """Under the event's lock, so that uploads which begin at once are counted one by one."""
    own = Q(participant=participant)
    files = SharedFile.objects.of(participant.installation_id).filter(
        event=participant.event_id, state__in=COUNTED
    )
    sums = files.aggregate(
        all_files=Count("pk"),
        all_bytes=Sum("size", default=0),
        own_files=Count("pk", filter=own),
        own_bytes=Sum("size", filter=own, default=0),
    )
    if (
        sums["all_files"] >= limits.EVENT_FILES
        or sums["all_bytes"] + size > limits.EVENT_BYTES
        or sums["own_files"] >= limits.PARTICIPANT_FILES
        or sums["own_bytes"] + size > limits.PARTICIPANT_BYTES
    ):
        raise refused(FileErrorCode.QUOTA_EXCEEDED)


def _check_rate(participant: Participant) -> None:
    key = f"uploads:{participant.installation_id}:{participant.pk}"
    if count(key, seconds=limits.WINDOW_SECONDS) > limits.UPLOADS_PER_WINDOW:
        raise refused(EventErrorCode.RATE_LIMITED)
