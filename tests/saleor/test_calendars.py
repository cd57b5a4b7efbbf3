"""CalendarFetcher: the real one over HTTP and the fake keep the same promises (S11, S03)."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any

import pytest

from saleor_personal_shopper.core.ports import CalendarFailed, CalendarFetcher
from saleor_personal_shopper.saleor import fake_calendars
from saleor_personal_shopper.saleor.calendars import LIMITS, HttpCalendarFetcher, may_reach
from saleor_personal_shopper.saleor.fake_calendars import FakeCalendarFetcher
from tests.saleor.stub_saleor import Reply, StubSaleor

CONTENT = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
LOOPBACK = [ipaddress.ip_network("127.0.0.0/8")]


@pytest.fixture
def http(stub: StubSaleor, settings: Any) -> tuple[CalendarFetcher, str]:
    settings.CALENDAR_PRIVATE_NETWORKS = LOOPBACK

    def respond(request: Any) -> Reply:
        if request.path != "/calendar.ics":
            return Reply(status=404)
        if request.headers.get("if-none-match") == '"one"':
            return Reply(status=304, body=b"")
        return Reply(body=CONTENT, headers={"ETag": '"one"'})

    stub.respond = respond
    return HttpCalendarFetcher(), f"http://127.0.0.1:{stub.port}"


@pytest.fixture
def fake() -> tuple[CalendarFetcher, str]:
    fake_calendars.put("https://calendar.example.com/calendar.ics", CONTENT)
    return FakeCalendarFetcher(), "https://calendar.example.com"


@pytest.fixture(params=["http", "fake"])
def fetcher(request: pytest.FixtureRequest) -> tuple[CalendarFetcher, str]:
    found: tuple[CalendarFetcher, str] = request.getfixturevalue(request.param)
    return found


def test_a_calendar_comes_whole_and_then_only_when_it_changed(
    fetcher: tuple[CalendarFetcher, str],
) -> None:
    port, origin = fetcher
    first = port.fetch(f"{origin}/calendar.ics")
    assert first is not None and first.content == CONTENT and first.etag
    assert port.fetch(f"{origin}/calendar.ics", etag=first.etag) is None
    again = port.fetch(f"{origin}/calendar.ics", etag='"older"')
    assert again is not None and again.content == CONTENT


def test_what_is_not_there_is_refused(fetcher: tuple[CalendarFetcher, str]) -> None:
    port, origin = fetcher
    with pytest.raises(CalendarFailed) as failure:
        port.fetch(f"{origin}/nothing.ics")
    assert failure.value.problem == "REFUSED"


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        (lambda: Reply(status=302, headers={"Location": "http://169.254.169.254/"}), "REDIRECTED"),
        (lambda: Reply(status=304, body=b""), "REDIRECTED"),
        (lambda: Reply(status=500), "REFUSED"),
        (lambda: Reply(body=b"x" * (LIMITS.size + 1)), "TOO_LARGE"),
    ],
    ids=["elsewhere", "unchanged, though never asked", "broken", "huge"],
)
def test_other_answers_are_failures(
    http: tuple[CalendarFetcher, str],
    stub: StubSaleor,
    reply: Callable[[], Reply],
    problem: str,
) -> None:
    port, origin = http
    stub.respond = lambda request: reply()
    with pytest.raises(CalendarFailed) as failure:
        port.fetch(f"{origin}/calendar.ics")
    assert failure.value.problem == problem


def test_private_addresses_are_forbidden_and_not_connected_to(
    stub: StubSaleor, settings: Any
) -> None:
    """Where a Saleor may live is no place for calendars that any personal shopper names."""
    settings.SALEOR_PRIVATE_NETWORKS = LOOPBACK
    settings.CALENDAR_PRIVATE_NETWORKS = []
    with pytest.raises(CalendarFailed) as failure:
        HttpCalendarFetcher().fetch(f"http://127.0.0.1:{stub.port}/calendar.ics")
    assert failure.value.problem == "FORBIDDEN"
    assert stub.requests == []


def test_a_server_that_is_not_there_is_unreachable(settings: Any) -> None:
    settings.CALENDAR_PRIVATE_NETWORKS = LOOPBACK
    with pytest.raises(CalendarFailed) as failure:
        HttpCalendarFetcher().fetch("http://127.0.0.1:9/calendar.ics")
    assert failure.value.problem in {"UNREACHABLE", "FORBIDDEN"}


@pytest.mark.parametrize(
    ("address", "port", "secure", "allowed"),
    [
        ("93.184.216.34", 443, True, True),
        ("93.184.216.34", 80, False, False),
        ("93.184.216.34", 22, True, False),
        ("169.254.169.254", 443, True, False),
        ("10.0.0.1", 443, True, False),
        ("::1", 443, True, False),
    ],
)
def test_only_public_addresses_by_tls_are_reached(
    settings: Any, address: str, port: int, secure: bool, allowed: bool
) -> None:
    settings.CALENDAR_PRIVATE_NETWORKS = []
    found = may_reach(ipaddress.ip_address(address), port=port, secure=secure)
    assert found is allowed
