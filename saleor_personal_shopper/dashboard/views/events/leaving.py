"""Where staff go on who have given away what they looked at."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse

from ....core.events.selectors import visible_events
from ...callers import Caller
from ...content import announce, fragment
from . import event_list


def has_left(caller: Caller, event_id: uuid.UUID) -> bool:
    """Whether the event is out of the caller's sight now."""
    return not visible_events(caller.rights).filter(pk=event_id).exists()


def list_instead(request: HttpRequest, caller: Caller, note: str) -> HttpResponse:
    """The list of events in place of the whole page, whatever form asked."""
    content = event_list.page(request, caller)
    response = fragment(request, caller, content.template, content.context)
    response.headers["HX-Retarget"] = "#content"
    response.headers["HX-Reswap"] = "innerHTML show:window:top"
    response.headers["HX-Push-Url"] = f"{caller.base}/events{caller.kept_query}"
    return announce(response, note)
