"""Trying before a call whether media would come through: a connection that carries nothing."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse

from .bearer import event_to_try
from .media_changes import media_control
from .media_http import SDP, media_view, read_sdp


@media_view(["POST"], event_to_try)
async def try_out(request: HttpRequest, event_id: uuid.UUID) -> HttpResponse:
    """201 with the answer of the event's worker, which ends the connection by itself."""
    answer = await media_control().try_out(event_id=event_id, offer=read_sdp(request, SDP))
    return HttpResponse(answer, status=201, content_type=SDP)
