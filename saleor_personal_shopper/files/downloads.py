"""Handing files out: to participants of the event, and to who holds a ticket for this very one.

Everybody else gets 404, as for a file that never was. Nothing here runs in a page: see SANDBOX.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import content_disposition_header

from ..core.errors import DomainError
from ..core.events.models import Participant
from ..core.events.tokens import InvalidToken
from ..core.files import selectors, storage, tickets
from ..core.files.error_codes import FileErrorCode
from ..core.files.models import SharedFile
from ..core.files.refusals import sentence
from .http import participant_of, participants_view, refusal

SANDBOX = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}
THUMBNAIL_TYPE = "image/webp"


async def content(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """The file, as a download under its name. Pages may show pictures of it all the same."""
    return await _hand_out(request, file_id, tickets.Opens.CONTENT)


async def thumbnail(request: HttpRequest, file_id: uuid.UUID) -> HttpResponseBase:
    """The small picture of a picture."""
    return await _hand_out(request, file_id, tickets.Opens.THUMBNAIL)


@participants_view(["POST"])
def link(request: HttpRequest, participant: Participant, file_id: uuid.UUID) -> HttpResponse:
    """Addresses with a ticket, for pictures in a page and for the browser's own downloads."""
    now = timezone.now()
    file = selectors.shared_file_in(participant, file_id)
    answer = {
        "url": tickets.content_link(file, now),
        "thumbnailUrl": tickets.thumbnail_link(file, now),
        "expiresAt": (now + tickets.LIFETIME).isoformat(),
    }
    return JsonResponse(answer)


async def _hand_out(
    request: HttpRequest, file_id: uuid.UUID, what: tickets.Opens
) -> HttpResponseBase:
    if request.method not in {"GET", "HEAD"}:
        response = HttpResponse(status=405)
        response["Allow"] = "GET, HEAD"
        return response
    try:
        file = await sync_to_async(_file_for)(request, file_id, what)
        return sandboxed(await _streamed(file, what), file.name)
    except (InvalidToken, DomainError, FileNotFoundError):
        return sandboxed(refusal(404, FileErrorCode.NOT_FOUND, sentence(FileErrorCode.NOT_FOUND)))


def _file_for(request: HttpRequest, file_id: uuid.UUID, what: tickets.Opens) -> SharedFile:
    """The file, if whoever asks may have it. Raises InvalidToken, or DomainError NOT_FOUND."""
    ticket = request.GET.get("ticket")
    if ticket is None:
        return selectors.shared_file_in(participant_of(request), file_id)
    tickets.check(ticket, what, file_id, timezone.now())
    return selectors.shared_file(file_id)


async def _streamed(file: SharedFile, what: tickets.Opens) -> StreamingHttpResponse:
    is_small = what == tickets.Opens.THUMBNAIL
    key = storage.thumbnail_key(file) if is_small else storage.content_key(file)
    stored = await sync_to_async(storage.open_stored)(key)

    async def stream() -> AsyncIterator[bytes]:
        with stored:
            while chunk := await sync_to_async(stored.read)(storage.CHUNK):
                yield chunk

    response = StreamingHttpResponse(stream())
    response["Content-Type"] = THUMBNAIL_TYPE if is_small else file.content_type
    if not is_small:
        response["Content-Length"] = str(file.size)
    return response


def sandboxed(response: HttpResponseBase, name: str = "") -> HttpResponseBase:
    """With every header that keeps a browser from doing more than saving it or drawing it."""
    for header, value in SANDBOX.items():
        response[header] = value
    response["Content-Disposition"] = content_disposition_header(True, name or "file")
    return response
