"""The call in Firefox, with people in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .cameras import wall_flag
from .cast import CUSTOMER, Cast
from .chromium import Launch
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


def test_a_personal_shopper_in_firefox_takes_a_call_shows_a_product_and_ends_it(
    cast: Cast, firefox: Firefox
) -> None:
    # given Camille, who goes on in Firefox, and a customer in Chromium
    cast.back_at_the_desk()
    address, session = cast.demo.desks["camille"]
    created = cast.office.create_call(CUSTOMER)
    emma = cast.customer()
    emma.follow(created.join_url).enter()
    firefox.take_session(session["cookies"])
    firefox.goto(address)

    # when she takes the call from her desk
    firefox.click("link", f"Join {CUSTOMER}")
    firefox.click("button", "Join")

    # then each sees and hears the other
    firefox.wait_until_picture_moves()
    firefox.wait_until_sound_arrives()
    emma.call.expect_videos(1)
    emma.call.wait_until_picture_moves()
    emma.call.wait_until_sound_arrives()

    # and what she finds and shows stands before the customer
    firefox.click("button", "Products")
    firefox.fill("Search the shop", "Aube Linen Blazer")
    firefox.see("text", "Results for")
    firefox.click("button", "Aube Linen Blazer")
    firefox.click("button", "Show to everybody")
    expect(emma.call.heading("Aube Linen Blazer")).to_be_visible()

    # and they write to each other
    firefox.click("button", "Chat")
    firefox.fill("Write a message", "From Firefox")
    firefox.press("Enter")
    expect(emma.call.open("Chat").get_by_text("From Firefox")).to_be_visible()

    # and when she ends the call for everybody, it is over for the customer
    firefox.click("button", "End call")
    firefox.click("button", "End for everybody")
    firefox.see("text", "Your call has ended.")
    expect(emma.call.heading(f"Thank you, {CUSTOMER}")).to_be_visible()


def test_three_of_whom_one_is_in_firefox(
    cast: Cast, firefox: Firefox, launch: Launch, tmp_path: Path
) -> None:
    # given two in Chromium, each before a wall of one colour
    red, green = (launch(wall_flag(colour, tmp_path)) for colour in ("red", "green"))
    shopper, customer = cast.back_at_the_desk(browser=red), cast.customer(browser=green)
    camille, emma = cast.meet(customer=customer, shopper=shopper)
    guest_url = emma.page.url

    # when a guest comes in Firefox
    firefox.goto(guest_url)
    firefox.fill("Your name", "Lucas Moreau")
    firefox.click("field", "I agree to this")
    firefox.click("button", "Join")

    # then he sees and hears the right people, on one connection
    firefox.expect_seen({"Camille Laurent": "red", "Emma Collins": "green"})
    firefox.expect_receiving(1)
    firefox.wait_until_picture_moves()
    firefox.wait_until_sound_arrives()

    # and they see him and each other, each on one connection
    for call in (camille.call, emma.call):
        call.expect_videos(2)
        call.expect_receiving(1)
        call.wait_until_picture_moves()

    # and when he leaves, the two go on
    firefox.click("button", "End call")
    firefox.click("button", "Leave")
    for call in (camille.call, emma.call):
        call.expect_videos(1)
    emma.call.wait_until_picture_moves()


@pytest.mark.feature("CL-05", "LB-08")
def test_a_customer_in_firefox_sees_a_screen_in_a_call_of_three_and_is_back_after_a_reload(
    cast: Cast, firefox: Firefox, launch: Launch, tmp_path: Path
) -> None:
    # given the customer in Firefox, and two in Chromium before a wall of one colour
    red, green = (launch(wall_flag(colour, tmp_path)) for colour in ("red", "green"))
    camille, lucas = cast.back_at_the_desk(browser=red), cast.customer(browser=green)
    created = cast.office.create_call(CUSTOMER)
    camille.join(CUSTOMER).expect_call()
    firefox.goto(created.join_url)
    firefox.click("field", "I agree to this")
    firefox.click("button", "Join")
    lucas.follow(created.guest_url).enter("Lucas Moreau")

    def expect_all(*, screens: int) -> None:
        firefox.expect_seen({"Camille Laurent": "red", "Lucas Moreau": "green"})
        firefox.expect_receiving(1)
        firefox.wait_until_picture_moves()
        firefox.wait_until_sound_arrives()
        lucas.call.expect_videos(2 + screens)
        for call in (camille.call, lucas.call):
            call.wait_until_picture_moves()

    expect_all(screens=0)

    # when Camille shares a screen
    camille.call.choose_option("Share screen")

    # then it stands large before the customer and plays, with both people beside it
    firefox.expect_screen("Camille Laurent’s screen")
    firefox.expect_seen({"Camille Laurent": "red", "Lucas Moreau": "green"})
    firefox.wait_until_picture_moves()

    # and when he reloads the page, all of it is back, and he is for the others
    firefox.reload()
    firefox.see("button", "End call")
    firefox.expect_screen("Camille Laurent’s screen")
    expect_all(screens=1)

    # and when the screen is no longer shared, the people are left
    camille.call.button("Stop sharing").click()
    firefox.expect_screen(None)
    firefox.expect_seen({"Camille Laurent": "red", "Lucas Moreau": "green"})
    for call in (camille.call, lucas.call):
        call.expect_videos(2)
        call.wait_until_picture_moves()
