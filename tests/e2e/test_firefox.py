"""The call in Firefox, with a personal shopper in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .cast import CUSTOMER, Cast
from .conftest import HAS_FAILED
from .firefox import Firefox, firefox_path, way_to_worker
from .running_demo import RunningDemo

pytestmark = pytest.mark.e2e


@pytest.fixture
def firefox(demo: RunningDemo, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Firefox]:
    path = firefox_path()
    if path is None:
        pytest.skip("there is no Firefox: install firefox-esr")
    window = Firefox(path)
    port = int(demo.facts["mediaCandidates"][0].rpartition(":")[2])
    with way_to_worker(port) as address:
        window.reach_worker_at(address)
        yield window
    if request.node.stash.get(HAS_FAILED, False):
        window.take_picture(tmp_path / "firefox.png")
        print(f"what Firefox saw: {tmp_path / 'firefox.png'} {window.address}")
    window.close()


def test_a_customer_in_firefox_sees_talks_and_buys(cast: Cast, firefox: Firefox) -> None:
    # given a call created by Camille, and its customer in Firefox
    camille = cast.back_at_the_desk()
    link = cast.office.create_call(CUSTOMER).join_url
    camille.join(CUSTOMER).expect_call()

    # when the customer comes in by the link
    firefox.goto(link)
    firefox.click("field", "I agree to this")
    firefox.click("button", "Join")

    # then each sees and hears the other
    camille.call.expect_videos(1)
    camille.call.wait_until_picture_moves()
    camille.call.wait_until_sound_arrives()
    firefox.wait_until_picture_moves()
    firefox.wait_until_sound_arrives()

    # and they write to each other
    camille.call.write("Do you see me?")
    firefox.click("button", "Chat")
    firefox.see("text", "Do you see me?")
    firefox.fill("Write a message", "Yes, in Firefox")
    firefox.press("Enter")
    expect(camille.call.panel("Chat").get_by_text("Yes, in Firefox")).to_be_visible()
    firefox.press("Escape")

    # and what Camille shows goes into the cart by the customer's hand
    camille.call.show("Aube Linen Blazer", "Ocean", "M")
    firefox.click("button", "Add to cart")
    expect(camille.call.tool("Cart")).to_have_accessible_name("Cart, 1 item")

    # and turning the camera off and leaving reach the other side
    firefox.click("button", "Turn camera off")
    firefox.click("button", "End call")
    firefox.click("button", "Leave")
    camille.call.expect_videos(0)
