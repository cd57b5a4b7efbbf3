"""Reading files."""

from __future__ import annotations

import uuid

from ..events.models import Participant
from ..installations.models import InstallationStatus
from .error_codes import FileErrorCode
from .models import FileState, SharedFile
from .refusals import refused


def upload_of(participant: Participant, file_id: uuid.UUID) -> SharedFile:
    """A participant's own upload, in whatever state. Raises DomainError NOT_FOUND."""
    mine = SharedFile.objects.of(participant.installation_id).filter(participant=participant)
    return _found(mine.exclude(state=FileState.ERASED).filter(pk=file_id).first())


def shared_file_in(participant: Participant, file_id: uuid.UUID) -> SharedFile:
    """A file that was shared in the participant's event. Raises DomainError NOT_FOUND."""
    here = SharedFile.objects.of(participant.installation_id).filter(event=participant.event_id)
    return _found(here.filter(pk=file_id, state=FileState.SHARED).first())


def shared_file(file_id: uuid.UUID) -> SharedFile:
    """A shared file, for who holds a ticket that names it. Raises DomainError NOT_FOUND."""
    files = SharedFile.objects.across_installations().filter(
        installation__status=InstallationStatus.ACTIVE
    )
    return _found(files.filter(pk=file_id, state=FileState.SHARED).first())


def _found(file: SharedFile | None) -> SharedFile:
    if file is None:
        raise refused(FileErrorCode.NOT_FOUND)
    return file
