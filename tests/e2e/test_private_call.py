"""A private call by link: with guests, chat, muting, leaving and coming back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .call_page import CallPage
from .cast import Cast
from .people import Customer, Staff

pytestmark = pytest.mark.e2e


@pytest.mark.feature("DC-02", "DC-16", "DC-20", "LB-01")
def test_a_call_is_created_at_the_desk_and_begins_behind_its_link(cast: Cast) -> None:
    # given
    camille, emma = cast.back_at_the_desk(), cast.customer()

    # when Camille creates a call for now and starts it
    link = camille.create_call("Emma Collins")
    camille.desk.get_by_role("link", name="Start call Emma Collins").click()
    camille.call = CallPage(camille.desk)
    camille.call.button("Join").click()

    # then she waits for the customer, who comes by the link
    expect(camille.call.text("Waiting for the others")).to_be_visible()
    emma.follow(link).enter()
    for call in (camille.call, emma.call):
        call.expect_call()
        call.wait_until_picture_moves()


@pytest.mark.feature("CL-07", "LB-08")
def test_a_guest_comes_by_the_address_that_the_customer_sees(cast: Cast) -> None:
    # given a customer in the call, whose address bar shows the guest link
    camille, emma = cast.meet()
    expect(emma.page).not_to_have_url(emma.link)

    # when somebody opens that address and says his name
    lucas = cast.customer()
    lucas.follow(emma.page.url)
    expect(lucas.call.heading("Join the call with Camille Laurent")).to_be_visible()
    lucas.call.enter("Lucas Moreau")

    # then all three see each other
    lucas.call.expect_call()
    for call in (camille.call, emma.call, lucas.call):
        call.expect_videos(2)
        call.wait_until_picture_moves()
    names = ["Camille Laurent", "Emma Collins", "Lucas Moreau"]
    people = camille.call.open("Participants").get_by_role("listitem")
    expect(people).to_have_count(len(names))
    for name in names:
        expect(people.filter(has_text=name)).to_be_visible()

    # and the guest has no part in the cart
    expect(lucas.call.tool("Cart")).to_have_count(0)


@pytest.mark.feature("CL-11")
def test_messages_reach_the_other_side_and_count_until_they_are_read(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()

    # when
    emma.call.write("Do you have it in blue?")
    emma.call.write("Or green?")

    # then the badge counts them until the chat is opened
    expect(camille.call.tool("Chat")).to_have_accessible_name("Chat, 2 new messages")
    expect(camille.call.open("Chat")).to_contain_text("Or green?")
    expect(camille.call.tool("Chat")).to_have_accessible_name("Chat")

    # and an answer comes back
    camille.call.write("Both.")
    expect(emma.call.open("Chat")).to_contain_text("Both.")


@pytest.mark.feature("CL-01", "CL-02")
def test_muting_and_a_camera_switched_off_are_seen_by_the_other(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()
    camille.call.wait_until_picture_moves()

    # when
    emma.call.tool("Mute microphone").click()
    emma.call.tool("Turn camera off").click()

    # then
    row = camille.call.open("Participants").get_by_role("listitem").filter(has_text="Emma")
    expect(row.get_by_text("Microphone off")).to_be_attached()
    expect(row.get_by_text("Camera off")).to_be_attached()

    # and when she turns both on again, her picture moves again
    emma.call.tool("Unmute microphone").click()
    emma.call.tool("Turn camera on").click()
    expect(row.get_by_text("Microphone off")).to_have_count(0)
    expect(row.get_by_text("Camera off")).to_have_count(0)
    camille.call.wait_until_picture_moves()


@pytest.mark.feature("CL-08")
def test_one_may_leave_and_come_back_until_the_call_ends_for_all(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()

    # when the customer leaves
    emma.call.end("Leave")

    # then the personal shopper reads it and stays
    expect(camille.call.toast("Emma Collins left")).to_be_visible()
    camille.call.expect_call()

    # and when she comes back, both see each other again
    emma.call.button("Join again").click()
    for call in (camille.call, emma.call):
        call.expect_call()
        call.wait_until_picture_moves()

    # and when the call ends for everybody, it ends for both
    camille.call.end("End for everybody")
    expect(emma.call.heading("Thank you, Emma Collins")).to_be_visible()
    expect(camille.call.text("Your call has ended.")).to_be_visible()


@pytest.mark.feature("CL-08")
@pytest.mark.parametrize("way", ["by link", "in the shop"])
def test_whoever_left_is_offered_no_call_that_is_over(cast: Cast, way: str) -> None:
    # given a customer who left before the end, and has begun to answer
    camille, emma = meet_in_the_shop(cast) if way == "in the shop" else cast.meet()
    emma.call.end("Leave")
    expect(emma.call.button("Join again")).to_be_visible()
    emma.call.root.get_by_label("Would you like to add something?").fill("Lovely")

    # when
    camille.call.end("End for everybody")

    # then her page turns by itself, and keeps what she wrote
    expect(emma.call.button("Join again")).to_have_count(0)
    expect(emma.call.text("Your call has ended.")).to_be_visible()
    expect(emma.call.root.get_by_label("Would you like to add something?")).to_have_value("Lovely")
    emma.answer_survey(9, "Lovely, thank you")


def meet_in_the_shop(cast: Cast) -> tuple[Staff, Customer]:
    """Camille and a customer who asked for the call in the shop's page."""
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()
    cast.connect(camille, emma)
    return camille, emma


def test_a_reload_keeps_the_seat(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()

    # when
    emma.page.reload()

    # then she is back without being asked anything, and nobody else came
    emma.call.expect_call()
    camille.call.wait_until_picture_moves()
    people = emma.call.open("Participants").get_by_role("listitem")
    expect(people).to_have_text([re.compile("Camille Laurent"), re.compile("Emma Collins")])
