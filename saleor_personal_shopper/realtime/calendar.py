"""The calendar file behind a link."""

from __future__ import annotations

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.translation import gettext as _

from ..core.events.addresses import link_url
from ..core.events.icalendar import CalendarEntry, calendar_file
from ..core.events.selectors import event_by_link_token
from ..core.events.states import is_open
from ..core.installations.selectors import shop_settings


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
    store = shop_settings(event.installation).store_name
    entry = CalendarEntry(
        uid=str(event.pk),
        summary=_("Video call with %(store)s") % {"store": store} if store else _("Video call"),
        starts_at=event.starts_at,
        minutes=event.duration_minutes,
        url=link_url(token),
    )
    return calendar_file(entry, now=now)
