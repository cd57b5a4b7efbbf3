"""Fetches busy calendars: addresses that staff chose, under the rules against SSRF."""

from __future__ import annotations

from django.conf import settings

from ..core.ports import CalendarFailed, CalendarProblem, FetchedCalendar
from . import outbound
from .addresses import Address, is_reachable

LIMITS = outbound.Limits(seconds=20, size=5 * 1024 * 1024)
USER_AGENT = "PersonalShopperForSaleor"


def may_reach(address: Address, *, port: int, secure: bool) -> bool:
    """Public by TLS; a network where a Saleor may live is none for calendars."""
    networks = settings.CALENDAR_PRIVATE_NETWORKS
    return is_reachable(address, port=port, secure=secure, private=networks)


class HttpCalendarFetcher:
    """CalendarFetcher over HTTP."""

    def fetch(self, url: str, *, etag: str = "") -> FetchedCalendar | None:
        headers = {"Accept": "text/calendar", "User-Agent": USER_AGENT}
        if etag:
            headers["If-None-Match"] = etag
        try:
            answer = outbound.request(
                "GET", url, headers=headers, limits=LIMITS, may_reach=may_reach
            )
        except outbound.Unreachable as error:
            raise CalendarFailed(_problem(error)) from error
        if answer.status_code == 304 and etag:
            return None
        if 300 <= answer.status_code < 400:
            raise CalendarFailed(CalendarProblem.REDIRECTED)
        if answer.status_code != 200:
            raise CalendarFailed(CalendarProblem.REFUSED)
        return FetchedCalendar(answer.content, answer.headers.get("etag", ""))


def _problem(error: outbound.Unreachable) -> CalendarProblem:
    if isinstance(error, outbound.AddressForbidden):
        return CalendarProblem.FORBIDDEN
    if isinstance(error, outbound.AnswerTooLarge):
        return CalendarProblem.TOO_LARGE
    return CalendarProblem.UNREACHABLE
