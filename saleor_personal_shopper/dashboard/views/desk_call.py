"""The call view of the desk: the one call page, for staff."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse

from ...core.events.selectors import event_for
from ...core.global_ids import GlobalType, to_global_id
from ..callers import Caller
from .call_page import Shop, call_page


def desk_call(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """The shell for an event that this staff user may see; joining is the page's business."""
    event = event_for(caller.rights, event_id)
    bootstrap = {
        "mode": "desk",
        "event": to_global_id(GlobalType.EVENT, event.pk),
        "staffTokenUrl": f"{caller.base}/token",
        "deskUrl": f"{caller.base}/",
    }
    return call_page(request, Shop(caller.installation, event.channel), bootstrap, caller.language)
