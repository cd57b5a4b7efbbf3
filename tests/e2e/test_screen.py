"""A personal shopper shares his screen (CL-05)."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .cast import Cast

pytestmark = pytest.mark.e2e


@pytest.mark.feature("CL-05")
def test_a_shared_screen_stands_large_until_it_is_no_longer_shared(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()

    # when Camille shares a screen
    camille.call.choose_option("Share screen")

    # then it stands large before the customer and moves, with Camille beside it
    expect(emma.call.screen).to_contain_text("Camille Laurent’s screen")
    expect(emma.call.button("Show Camille Laurent large")).to_be_visible()
    emma.call.wait_until_picture_moves()

    # and Camille is reminded of it, and stops it there
    camille.call.button("Stop sharing").click()
    expect(emma.call.screen).to_have_count(0)
    expect(camille.call.text("You are sharing your screen")).to_have_count(0)
    emma.call.wait_until_picture_moves()


def test_a_screen_ends_with_its_page(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()
    camille.call.choose_option("Share screen")
    expect(emma.call.screen).to_be_visible()

    # when Camille reloads
    camille.desk.reload()

    # then the customer sees Camille again, not a still picture of the screen
    expect(emma.call.screen).to_have_count(0)
    camille.call.expect_call()
    emma.call.wait_until_picture_moves()


@pytest.mark.feature("CL-05", "PM-15")
def test_a_customer_is_not_offered_it(cast: Cast) -> None:
    # given
    _, emma = cast.meet()

    # when
    emma.call.tool("More options").click()

    # then
    expect(emma.call.root.get_by_role("menuitem", name="Copy call link")).to_be_visible()
    expect(emma.call.root.get_by_role("menuitem", name="Share screen")).to_have_count(0)
