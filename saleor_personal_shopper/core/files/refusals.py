"""What people read when a file is refused: what is wrong, and what to do."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from ..errors import DomainError
from ..events.error_codes import EventErrorCode
from .error_codes import FileErrorCode
from .limits import FILE_BYTES, MEGABYTE

C = FileErrorCode


def sentence(code: str) -> str:
    """In the reader's language."""
    sentences: dict[str, str] = {
        C.ACTIVE_CONTENT: _(
            "This file holds a program or macro, so it was not sent. Send it as a PDF or a picture."
        ),
        C.DAMAGED: _("This file cannot be opened. Check it, or send it in another format."),
        C.EMPTY: _("This file is empty. Choose another one."),
        C.EXPIRED: _("This upload took too long. Send the file again."),
        C.INFECTED: _("This file holds a virus, so it was not sent. Check your device."),
        C.MIXED_CONTENT: _(
            "This file hides another one, so it was not sent. Save it again with its own program."
        ),
        C.NOT_ALLOWED: _(
            "This kind of file cannot be sent. Send a picture, a PDF, a text, or a document of "
            "Word, Excel, PowerPoint or LibreOffice."
        ),
        C.NOT_CHECKED: _("This file could not be checked for viruses. Try again later."),
        C.NOT_FOUND: _("There is no such file. Perhaps it was deleted."),
        C.OFFSET_MISMATCH: _(
            "The upload stands at another place. Ask where, and go on from there."
        ),
        C.PASSWORD_PROTECTED: _(
            "This file is protected by a password. Remove the password, then send it."
        ),
        C.QUOTA_EXCEEDED: _("No more files fit into this call. Send the others by email."),
        C.TOO_LARGE: _("Files may have up to %(limit)d MB. Make it smaller, or send a part.")
        % {"limit": FILE_BYTES // MEGABYTE},
        C.TOO_LARGE_UNPACKED: _("This file unpacks to too much. Send a part of it."),
        C.TOO_MANY_PIXELS: _("This picture has too many pixels. Make it smaller, then send it."),
        EventErrorCode.RATE_LIMITED: _("You sent many files at once. Wait some minutes."),
    }
    return sentences.get(code) or _("The call is over, so the file was not sent.")


def refused(code: StrEnum) -> DomainError:
    """The refusal with its sentence."""
    return DomainError(code, sentence(code))
