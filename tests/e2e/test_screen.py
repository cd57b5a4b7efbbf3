"""A personal shopper shares his screen (CL-05)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from .call_page import CallPage
from .cast import Cast
from .chromium import Launch
from .people import Staff

pytestmark = pytest.mark.e2e

TITLE = "Looks for autumn"
# Something that moves, as a slide show does.
WINDOW = f"""<title>{TITLE}</title><body style="margin: 0"><canvas></canvas><script>
  const canvas = document.querySelector('canvas');
  const pen = canvas.getContext('2d');
  const draw = (at) => {{
    pen.fillStyle = `hsl(${{at / 10}} 60% 50%)`;
    pen.fillRect(0, 0, 300, 150);
    requestAnimationFrame(draw);
  }};
  draw(0);
</script>"""


@pytest.fixture(scope="module")
def sharing(launch: Launch) -> Iterator[Browser]:
    """A browser in which one chooses the window with the looks whenever he is asked."""
    browser = launch(f"--auto-select-tab-capture-source-by-title={TITLE}")
    yield browser
    browser.close()


def screen(call: CallPage) -> Locator:
    """What stands large, if it is a screen."""
    return call.root.locator("ps-stage .main > ps-video-tile[screen]")


def choose(call: CallPage, entry: str) -> None:
    call.tool("More options").click()
    call.root.get_by_role("menuitem", name=entry).click()


def open_window(camille: Staff) -> None:
    camille.context.new_page().set_content(WINDOW)
    camille.desk.bring_to_front()


def test_a_shared_screen_stands_large_until_it_is_no_longer_shared(
    cast: Cast, sharing: Browser
) -> None:
    # given a call, and a window of Camille's
    camille, emma = cast.meet(shopper=cast.back_at_the_desk(browser=sharing))
    open_window(camille)

    # when she shares it
    choose(camille.call, "Share screen")

    # then it stands large before the customer and moves, with Camille beside it
    expect(screen(emma.call)).to_contain_text("Camille Laurent’s screen")
    expect(emma.call.button("Show Camille Laurent large")).to_be_visible()
    emma.call.wait_until_picture_moves()

    # and Camille is reminded of it, and stops it there
    camille.call.button("Stop sharing").click()
    expect(screen(emma.call)).to_have_count(0)
    expect(camille.call.text("You are sharing your screen")).to_have_count(0)
    emma.call.wait_until_picture_moves()


def test_a_screen_ends_with_its_page(cast: Cast, sharing: Browser) -> None:
    # given
    camille, emma = cast.meet(shopper=cast.back_at_the_desk(browser=sharing))
    open_window(camille)
    choose(camille.call, "Share screen")
    expect(screen(emma.call)).to_be_visible()

    # when Camille reloads
    camille.desk.reload()

    # then the customer sees Camille again, not a still picture of the screen
    expect(screen(emma.call)).to_have_count(0)
    camille.call.expect_call()
    emma.call.wait_until_picture_moves()


def test_a_customer_is_not_offered_it(cast: Cast) -> None:
    # given
    _, emma = cast.meet()

    # when
    emma.call.tool("More options").click()

    # then
    expect(emma.call.root.get_by_role("menuitem", name="Copy call link")).to_be_visible()
    expect(emma.call.root.get_by_role("menuitem", name="Share screen")).to_have_count(0)
