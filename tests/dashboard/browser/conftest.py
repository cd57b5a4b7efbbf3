"""A browser beside the running app, and pages that frame ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Frame, Page, Request, Route, expect

from saleor_personal_shopper.core.installations.models import Installation
from tests.dashboard.browser.framing_page import FramingPage
from tests.e2e.chromium import chromium

Routes = Mapping[str, Callable[[Route], Any]]
"""What becomes of requests, by the pattern of their addresses."""


@pytest.fixture(scope="package")
def orm_beside_browser() -> Iterator[None]:
    """The browser's driver runs an event loop in this thread, in which Django refuses to work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        yield


@pytest.fixture(scope="package")
def browser(orm_beside_browser: None) -> Iterator[Browser]:
    with chromium() as launch:
        yield launch()


@pytest.fixture
def app(live_server: Any, settings: Any) -> str:
    settings.APP_IFRAME_BASE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def dashboard(installation: Installation) -> Iterator[FramingPage]:
    """The shop's Dashboard."""
    page = FramingPage()
    installation.dashboard_origins = [page.origin]
    installation.save()
    yield page
    page.stop()


@pytest.fixture
def hostile() -> Iterator[FramingPage]:
    """Somebody else's page."""
    page = FramingPage()
    yield page
    page.stop()


class Visit:
    """A browser tab with the framing page, and every request that it made to the app."""

    def __init__(self, page: Page, app: str) -> None:
        self.page = page
        self.requests: list[Request] = []
        self.errors: list[str] = []
        page.on("request", lambda one: self._note(one, app))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, request: Request, app: str) -> None:
        if request.url.startswith(app):
            self.requests.append(request)

    @property
    def frame(self) -> Frame:
        return self.page.frames[1]

    def paths(self) -> list[str]:
        return [one.url.split("?")[0].split("/", 3)[3] for one in self.requests]

    def asked(self, type_: str) -> list[dict[str, Any]]:
        """What the bridge asked the Dashboard to do."""
        script = "type => window.asked.filter(one => one.type === type).map(one => one.payload)"
        return list(self.page.evaluate(script, type_))

    def see(self, words: str) -> None:
        expect(self.frame.get_by_text(words).first).to_be_visible()


@pytest.fixture
def visit(browser: Browser, app: str, installation: Installation) -> Iterator[Callable[..., Visit]]:
    """Open a page of ours inside a framing page."""
    context = browser.new_context(locale="en-US", timezone_id="Europe/Madrid")

    def open_(
        page: FramingPage,
        path: str,
        tokens: list[str],
        routes: Routes | None = None,
        **options: Any,
    ) -> Visit:
        joint = "&" if "?" in path else "?"
        named = f"{joint}saleorApiUrl={quote(installation.saleor_api_url, safe='')}"
        page.frame(f"{app}{path}{named}", tokens=tokens, app_origin=app, **options)
        visit = Visit(context.new_page(), app)
        for pattern, handler in (routes or {}).items():
            visit.page.route(pattern, handler)
        visit.page.goto(page.origin)
        return visit

    yield open_
    context.close()
