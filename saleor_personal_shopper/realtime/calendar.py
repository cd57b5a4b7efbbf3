"""The calendar file behind a link."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone

from ..core.events.addresses import link_url
from ..core.events.entries import calendar_entry
from ..core.events.icalendar import calendar_file
from ..core.events.selectors import event_by_link_token
from ..core.events.states import is_open
from ..core.notifications.selectors import shop_name


async def event_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The call behind the link as an iCalendar file; 404 when it has no date or is over."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    text = await sync_to_async(_file)(token)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="call.ics"'
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _file(token: str) -> str:
    now = timezone.now()
    event = event_by_link_token(token, now=now).event
    if event is None or event.starts_at is None or not is_open(event.status):
        raise Http404
    shop = shop_name(event.installation)
    return calendar_file(calendar_entry(event, url=link_url(token), shop=shop), now=now)
