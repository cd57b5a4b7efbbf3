"""The call on an emulated phone: slow, locked, turned, with little room."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .cast import Cast
from .phone import HANDHELD, slow_down

pytestmark = pytest.mark.e2e

# What a page promises on Slow 3G; tests on a shared machine get three times that.
TEXT_SECONDS = 5.0
SLACK = 3


@pytest.mark.parametrize("way", ["asking", "following a link"])
def test_the_text_is_usable_soon_on_a_slow_phone(cast: Cast, way: str) -> None:
    # given a personal shopper, and a phone that has loaded nothing yet
    cast.at_the_desk()
    emma = cast.customer(**HANDHELD)
    slow_down(emma.page)

    # when the customer opens the page
    with emma.page.expect_response("**/room-*.js"):
        if way == "asking":
            facts = cast.demo.facts
            emma.follow(f"{facts['appUrl']}/call?channel={facts['channel']}")
            button = emma.call.button("Ask for a call")
        else:
            emma.follow(cast.office.create_call("Emma Collins").join_url)
            button = emma.call.root.get_by_role("button", name="Join")

        # then she can read and fill it in within the time promised
        expect(emma.call.root.get_by_label("I agree to this")).to_be_visible()
        expect(button).to_be_enabled()
        seconds = emma.page.evaluate("performance.now()") / 1000
        print(f"{way}: usable after {seconds:.1f} s of {TEXT_SECONDS:.0f}")
        assert seconds < TEXT_SECONDS * SLACK
        # and meanwhile the call's own code comes
