"""The transcript of an event's chat (CL-26), to keep."""

from __future__ import annotations

import json
import uuid

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from ..core.errors import DomainError
from ..core.events import fields
from ..core.events.errors import not_found
from ..core.events.models import Event
from ..core.events.tokens import InvalidToken
from ..core.events.transcript import known_zone, transcript_data, transcript_text
from ..core.files import tickets
from ..core.installations.models import InstallationStatus
from .downloads import sandboxed
from .http import participant_of, refusal


@require_safe
def transcript(request: HttpRequest, event_id: uuid.UUID) -> HttpResponseBase:
    """`?format=json` or text, with the times of `timeZone` and in `language`."""
    try:
        event = _event_for(request, event_id)
    except (InvalidToken, DomainError):
        error = not_found()
        return sandboxed(refusal(404, error.code, error.message))
    zone = known_zone(request.GET.get("timeZone", ""))
    name = f"chat-{event.created_at.astimezone(zone):%Y-%m-%d}"
    if request.GET.get("format") == "json":
        text = json.dumps(transcript_data(event, zone), ensure_ascii=False, indent=2)
        return sandboxed(HttpResponse(text, content_type="application/json"), f"{name}.json")
    language = request.GET.get("language") or translation.get_language() or ""
    with translation.override(fields.clean_language(language)):
        text = transcript_text(event, zone)
    return sandboxed(HttpResponse(text, content_type="text/plain; charset=utf-8"), f"{name}.txt")


def _event_for(request: HttpRequest, event_id: uuid.UUID) -> Event:
    """The event, for who was in it or holds a ticket. Raises InvalidToken, DomainError."""
    ticket = request.GET.get("ticket")
    if ticket is None:
        event = participant_of(request).event
        if event.pk != event_id:
            raise not_found()
        return event
    tickets.check(ticket, tickets.Opens.TRANSCRIPT, event_id, timezone.now())
    events = Event.objects.across_installations().select_related("personal_shopper")
    active = events.filter(installation__status=InstallationStatus.ACTIVE)
    found = active.filter(pk=event_id).first()
    if found is None:
        raise not_found()
    return found
