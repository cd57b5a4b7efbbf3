"""Resumable uploads by the tus protocol 1.0: creation, expiration, termination.

One request brings at most 1 MB: what proxies let pass unless told otherwise, and what a lost
connection costs.
"""

from __future__ import annotations

import base64
import binascii
import uuid

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _

from ..core.errors import DomainError
from ..core.events.addresses import upload_url
from ..core.events.error_codes import EventErrorCode
from ..core.events.models import Participant
from ..core.files import limits, refusals, selectors, services
from ..core.files.error_codes import FileErrorCode
from ..core.files.models import FileState, SharedFile
from ..core.global_ids import GlobalType, to_global_id
from .http import participants_view, refusal

VERSION = "1.0.0"
PART_TYPE = "application/offset+octet-stream"


def _speak_tus(response: HttpResponse) -> None:
    response["Tus-Resumable"] = VERSION
    response["Tus-Version"] = VERSION
    response["Tus-Extension"] = "creation,expiration,termination"
    response["Tus-Max-Size"] = str(limits.FILE_BYTES)


@participants_view(["POST"], finish=_speak_tus)
def uploads(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Announce a file: 201 with the Location of the upload, and the id of the file to be."""
    if request.headers.get("Tus-Resumable") != VERSION:
        return _wrong_version()
    file = services.begin_upload(
        participant=participant,
        name=_name_in(request.headers.get("Upload-Metadata", "")),
        size=_number(request, "Upload-Length"),
        now=timezone.now(),
    )
    response = JsonResponse({"id": to_global_id(GlobalType.FILE, file.pk)}, status=201)
    response["Location"] = upload_url(file.pk)
    return _with_offset(response, file)


@participants_view(["GET", "HEAD", "PATCH", "DELETE"], finish=_speak_tus)
def upload(request: HttpRequest, participant: Participant, file_id: uuid.UUID) -> HttpResponse:
    """How far an upload came (HEAD), its next part (PATCH), its end (DELETE).

    GET is ours: what became of it, for whoever waits for the chat message.
    """
    file = selectors.upload_of(participant, file_id)
    if request.method == "GET":
        return JsonResponse(_outcome(file))
    if request.headers.get("Tus-Resumable") != VERSION:
        return _wrong_version()
    if request.method == "DELETE":
        services.cancel_upload(file=file, now=timezone.now())
        return HttpResponse(status=204)
    if request.method == "PATCH":
        return _add_part(request, participant, file)
    response = _with_offset(HttpResponse(status=200), file)
    response["Upload-Length"] = str(file.size)
    return response


def _add_part(request: HttpRequest, participant: Participant, file: SharedFile) -> HttpResponse:
    if request.content_type != PART_TYPE:
        return refusal(415, "UNSUPPORTED_MEDIA_TYPE", _("The body must be %s.") % PART_TYPE)
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > limits.PART_BYTES:
        return _too_large_a_part()
    data = request.read(limits.PART_BYTES + 1)
    if len(data) > limits.PART_BYTES:
        return _too_large_a_part()
    file = services.add_part(
        file=file,
        participant=participant,
        offset=_number(request, "Upload-Offset"),
        data=data,
        now=timezone.now(),
    )
    return _with_offset(HttpResponse(status=204), file)


def _outcome(file: SharedFile) -> dict[str, object]:
    """SHARED and REFUSED are final; `error` says why."""
    error = None
    if file.state == FileState.REFUSED:
        error = {"code": file.refusal, "message": refusals.sentence(file.refusal)}
    return {"id": to_global_id(GlobalType.FILE, file.pk), "state": file.state, "error": error}


def _with_offset(response: HttpResponse, file: SharedFile) -> HttpResponse:
    response["Upload-Offset"] = str(file.received)
    if file.state == FileState.RECEIVING:
        response["Upload-Expires"] = http_date(file.due_at.timestamp())
    return response


def _name_in(metadata: str) -> str:
    """The file's name in tus' `key base64,key base64`; empty where there is none."""
    for pair in metadata.split(","):
        key, _space, value = pair.strip().partition(" ")
        if key in {"filename", "name"}:
            try:
                return base64.b64decode(value, validate=True).decode(errors="replace")[:1000]
            except binascii.Error:
                return ""
    return ""


def _number(request: HttpRequest, header: str) -> int:
    """A header that is a whole number. Raises DomainError INVALID."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        message = _("Send the header %s, a whole number.") % header
        raise DomainError(EventErrorCode.INVALID, message)
    return int(text)


def _wrong_version() -> HttpResponse:
    message = _("Speak tus %s and say so in Tus-Resumable.") % VERSION
    return refusal(412, "UNSUPPORTED_VERSION", message)


def _too_large_a_part() -> HttpResponse:
    message = _("Send at most %(limit)d MB at a time.") % {
        "limit": limits.PART_BYTES // limits.MEGABYTE
    }
    return refusal(413, FileErrorCode.TOO_LARGE, message)
