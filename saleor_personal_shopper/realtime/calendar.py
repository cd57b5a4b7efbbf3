"""Calendars by their addresses: the file of one call, and a personal shopper's own feed."""

from __future__ import annotations

from hashlib import sha256

from asgiref.sync import sync_to_async
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.utils.cache import get_conditional_response

from ..core.events.addresses import link_url
from ..core.events.entries import calendar_entry
from ..core.events.feeds import feed
from ..core.events.icalendar import calendar_file
from ..core.events.selectors import event_by_link_token
from ..core.events.states import is_open
from ..core.installations.shop_name import shop_name

FEED_SECONDS = 300


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


async def personal_feed(request: HttpRequest, token: str) -> HttpResponse:
    """A personal shopper's calendar to subscribe to; 404 for a token that opens nothing."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found = await sync_to_async(feed)(token, now=timezone.now())
    if found is None:
        raise Http404
    response = HttpResponse(found.text, content_type="text/calendar; charset=utf-8")
    response["ETag"] = f'"{sha256(found.text.encode()).hexdigest()[:32]}"'
    response["Cache-Control"] = f"private, max-age={FEED_SECONDS}"
    response["Content-Disposition"] = 'inline; filename="calls.ics"'
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    assert answer is not None
    return answer


def _file(token: str) -> str:
    now = timezone.now()
    event = event_by_link_token(token, now=now).event
    if event is None or event.starts_at is None or not is_open(event.status):
        raise Http404
    shop = shop_name(event.installation)
    return calendar_file(calendar_entry(event, url=link_url(token), shop=shop), now=now)
