"""CalendarFetcher over calendars in memory: the fake beside `calendars.HttpCalendarFetcher`."""

from __future__ import annotations

import hashlib

from ..core.ports import CalendarFailed, CalendarProblem, FetchedCalendar

_contents: dict[str, bytes | CalendarProblem] = {}
fetched: list[str] = []
"""The addresses that were asked and answered whole."""


def put(url: str, content: bytes | CalendarProblem) -> None:
    """Have an address answer so from now on."""
    _contents[url] = content


def forget() -> None:
    """Start anew; call it between tests."""
    _contents.clear()
    fetched.clear()


class FakeCalendarFetcher:
    """What CalendarFetcher promises."""

    def fetch(self, url: str, *, etag: str = "") -> FetchedCalendar | None:
        content = _contents.get(url, CalendarProblem.REFUSED)
        if isinstance(content, CalendarProblem):
            raise CalendarFailed(content)
        current = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if etag == current:
            return None
        fetched.append(url)
        return FetchedCalendar(content, current)
