"""What staff take along from an event's page: its files and the transcript of its chat.

The page sends a POST, which carries the bearer or comes from our own page, and is sent on to an
address that opens just this for five minutes; the browser downloads it and the page stays.
"""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from ...core.events.errors import not_found
from ...core.events.selectors import event_for
from ...core.files.models import FileState, SharedFile
from ...core.files.tickets import content_link, transcript_link
from ..callers import Caller


def file(
    request: HttpRequest, caller: Caller, event_id: uuid.UUID, file_id: uuid.UUID
) -> HttpResponse:
    """A file of the event's chat."""
    event = event_for(caller.rights, event_id)
    files = SharedFile.objects.of(caller.installation).filter(event=event, state=FileState.SHARED)
    found = files.filter(pk=file_id).first()
    if found is None:
        raise not_found()
    return _sent_to(content_link(found, caller.now))


def transcript(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """The chat as text or JSON, in the reader's language and zone."""
    event = event_for(caller.rights, event_id)
    how = urlencode(
        {
            "format": request.POST.get("format", "text"),
            "timeZone": request.POST.get("time_zone", ""),
            "language": get_language() or "",
        }
    )
    return _sent_to(f"{transcript_link(event, caller.now)}&{how}")


def _sent_to(url: str) -> HttpResponse:
    return HttpResponse(status=204, headers={"HX-Redirect": url})
