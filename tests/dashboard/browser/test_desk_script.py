"""The desk keeps itself up to date: title, lists, sound, and the end of the rights."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.staff import forget_answer
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff

pytestmark = pytest.mark.django_db(transaction=True)
COUNT_TONES = """
window.tones = 0;
const Tone = window.OscillatorNode;
window.OscillatorNode = class extends Tone {
  constructor(...given) { super(...given); window.tones += 1; }
};"""


class Desk:
    """An open desk whose socket the test holds."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sockets: list[WebSocketRoute] = []
        self.heard: list[dict[str, Any]] = []
        page.route_web_socket("**/ws/desk**", self._accept)

    def _accept(self, socket: WebSocketRoute) -> None:
        self.sockets.append(socket)
        socket.on_message(lambda text: self.heard.append(json.loads(text)))

    def say(self, waiting: int, *, ring: bool = False) -> None:
        data = {"lists": ["waiting"], "waiting": waiting, "ring": ring}
        message = {"type": "desk.changed", "at": "2026-11-23T10:00:00Z", "data": data}
        self.sockets[-1].send(json.dumps(message))

    def until_connected(self, times: int = 1) -> None:
        for _ in range(100):
            if len(self.sockets) >= times:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"the desk connected {len(self.sockets)} times, not {times}")


@pytest.fixture
def desk(
    browser: Browser, app: str, dashboard: FramingPage, installation: Installation, paula: Staff
) -> Iterator[Desk]:
    context = browser.new_context(locale="en-US")
    context.add_init_script(COUNT_TONES)
    context.request.post(
        f"{app}/desk/open", form={"accessToken": paula.token}, headers={"origin": dashboard.origin}
    )
    desk = Desk(context.new_page())
    desk.page.goto(f"{app}{paula.desk}/")
    desk.until_connected()
    yield desk
    context.close()


def test_a_customer_who_asks_appears_at_once_in_list_and_title(
    desk: Desk, installation: Installation
) -> None:
    expect(desk.page).to_have_title("Calls · Personal Shopper")
    event = factories.event(installation, customer_name="Zoe Waiting")

    desk.say(1)

    expect(desk.page.get_by_role("link", name="Join Zoe Waiting")).to_be_visible()
    expect(desk.page).to_have_title("(1) Calls · Personal Shopper")
    expect(desk.page.locator("#announcement")).to_have_text("Customers waiting: 1")
    Event.objects.of(installation).filter(pk=event.pk).update(status="CANCELLED")
    desk.say(0)
    expect(desk.page).to_have_title("Calls · Personal Shopper")


def test_it_rings_for_a_new_customer_unless_muted(desk: Desk) -> None:
    desk.page.get_by_role("heading", name="Calls", exact=True).click()
    desk.say(1, ring=True)
    desk.page.wait_for_function("window.tones === 2")

    sound = desk.page.get_by_role("button", name="Sound when a customer waits")
    sound.click()
    expect(sound).to_have_attribute("aria-pressed", "false")
    desk.say(2, ring=True)
    desk.page.wait_for_timeout(300)
    assert desk.page.evaluate("window.tones") == 2


def test_a_lost_connection_is_told_and_mended(desk: Desk) -> None:
    told = desk.page.get_by_text("The connection was lost.")
    expect(told).to_be_hidden()

    desk.sockets[-1].close(code=1012)

    expect(told).to_be_visible()
    desk.until_connected(times=2)
    expect(told).to_be_hidden()


def test_losing_the_rights_shows_who_to_ask(
    desk: Desk, shop: FakeShop, installation: Installation, paula: Staff
) -> None:
    del shop.staff[paula.user_id]
    forget_answer(installation)
    desk.sockets[-1].close(code=4403)

    expect(desk.page.get_by_text("You have no access to this page")).to_be_visible()


def test_the_toggle_works_without_a_reload(desk: Desk, paula: Staff) -> None:
    toggle = desk.page.get_by_role("switch", name="Available")
    expect(toggle).to_have_attribute("aria-checked", "true")

    toggle.click()

    expect(toggle).to_have_attribute("aria-checked", "false")
    assert paula.personal_shopper
    paula.personal_shopper.refresh_from_db()
    assert not paula.personal_shopper.is_available


def test_the_language_is_chosen_at_the_desk(desk: Desk) -> None:
    desk.page.locator(".menu summary").click()
    desk.page.get_by_label("Language").select_option("ca")

    expect(desk.page.locator("html")).to_have_attribute("lang", "ca")


def test_moving_between_pages_keeps_the_connection(desk: Desk) -> None:
    desk.page.get_by_role("link", name="Create private call").click()
    expect(desk.page.get_by_role("heading", name="Create private call")).to_be_visible()
    desk.page.get_by_role("link", name="All calls").click()
    expect(desk.page.get_by_role("heading", name="Upcoming")).to_be_visible()

    assert len(desk.sockets) == 1


def test_a_link_opens_in_another_tab_when_asked_to(desk: Desk) -> None:
    with desk.page.context.expect_page() as opened:
        desk.page.get_by_role("link", name="Create private call").click(modifiers=["Control"])

    expect(opened.value.get_by_role("heading", name="Create private call")).to_be_visible()
    expect(desk.page.get_by_role("heading", name="Upcoming")).to_be_visible()
