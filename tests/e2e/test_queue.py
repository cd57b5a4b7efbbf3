"""Asking for a call: the line, who takes it, and a message when nobody is there."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from .cast import Cast

pytestmark = pytest.mark.e2e


@pytest.mark.feature("LB-04", "DC-15")
def test_who_waits_moves_up_when_the_one_before_is_joined(cast: Cast) -> None:
    # given two customers in line
    camille, emma, lucas = cast.at_the_desk(), cast.customer(), cast.customer()
    for customer, name in ((emma, "Emma Collins"), (lucas, "Lucas Moreau")):
        customer.visit()
        customer.open_widget().ask(name)
        expect(customer.call.heading("You are in line")).to_be_visible()
    expect(lucas.call.text("1 person before you")).to_be_visible()

    # when
    camille.join("Emma Collins").expect_call()

    # then
    expect(lucas.call.text("You are next")).to_be_visible()
    expect(lucas.call.text("All personal shoppers are in calls")).to_be_visible()


def test_the_second_to_join_reads_who_took_the_call(cast: Cast) -> None:
    # given two personal shoppers who both want to join
    camille, noah, emma = cast.at_the_desk(), cast.at_the_desk("noah"), cast.customer()
    emma.visit()
    emma.open_widget().ask("Emma Collins")
    for shopper in (camille, noah):
        shopper.open_call_page("Emma Collins")

    # when
    camille.call.button("Join").click()
    camille.call.expect_call()
    noah.call.button("Join").click()

    # then
    expect(noah.call.heading("Somebody else took this call")).to_be_visible()
    expect(noah.call.text("Camille Laurent has taken this call")).to_be_visible()
    noah.desk.get_by_role("link", name="Back to the desk").click()
    expect(noah.desk.get_by_role("heading", name="Waiting for you to join")).to_be_visible()
    expect(noah.row("Emma Collins")).to_have_count(0)


def test_a_list_that_did_not_change_keeps_its_buttons_under_the_pointer(cast: Cast) -> None:
    # given a waiting customer, and lists that were read since
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()
    emma.open_widget().ask("Emma Collins")
    button = camille.row("Emma Collins").get_by_role("link", name="Join Emma Collins")
    read_again(camille.desk)
    before = button.element_handle()

    # when they are read again
    read_again(camille.desk)

    # then the button is the same, so that a click that has begun is not lost
    assert before.evaluate("(each) => each.isConnected")

    # and what changed is shown all the same
    cast.office.leave_message("Olivia Reyes", "Do you have it in blue?")
    expect(camille.row("Do you have it in blue?")).to_be_visible()


def read_again(desk: Page) -> None:
    """Have the desk read its lists, as it does when one comes back to it."""
    with desk.expect_response("**/lists"):
        desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    desk.wait_for_timeout(200)


def test_a_message_left_when_nobody_is_there_is_done_at_the_desk(cast: Cast) -> None:
    # given a shop where nobody is available
    camille, emma = cast.back_at_the_desk(), cast.customer()
    camille.be_available(False)
    emma.visit("/products/nuit-candle")
    emma.open_widget()
    expect(emma.call.text("Nobody is here to take a call right now")).to_be_visible()

    # when the customer leaves a message
    emma.leave_message("Emma Collins", "Does it smell of smoke?")

    # then the desk shows it without a reload, with its product, until it is done
    message = camille.row("Does it smell of smoke?")
    expect(message).to_contain_text("emma@example.com")
    expect(message).to_contain_text("Nuit Scented Candle")
    message.get_by_role("button", name="Done Emma Collins").click()
    expect(message).to_have_count(0)


@pytest.mark.feature("LB-06")
def test_without_consent_nothing_is_asked_for(cast: Cast) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()
    emma.open_widget()

    # when the customer asks without the tick
    emma.call.root.get_by_label("Your name").fill("Emma Collins")
    emma.call.button("Ask for a call").click()

    # then she reads why, the box has the focus, and nobody waits
    expect(emma.call.text("Without your agreement there is no call.")).to_be_visible()
    expect(emma.call.root.get_by_label("I agree to this")).to_be_focused()
    assert cast.office.events("REQUESTED", "WAITING") == []
    expect(camille.row("Emma Collins")).to_have_count(0)


@pytest.mark.parametrize("given", [True, False], ids=["given", "refused"])
def test_the_call_takes_place_with_and_without_consent_to_recording(
    cast: Cast, given: bool
) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()

    # when
    emma.open_widget().ask("Emma Collins", recording=given)
    camille.join("Emma Collins").expect_call()

    # then there is a call, and the answer stands at the event
    emma.call.expect_call()
    camille.call.end("End for everybody")
    camille.desk.get_by_role("link", name="Back to the desk").click()
    camille.desk.get_by_role("rowheader").get_by_role("link", name="Emma Collins").first.click()
    consents = camille.desk.get_by_role("region", name="Consents")
    answer = "given" if given else "refused"
    expect(consents.get_by_text(f"Recording: {answer}")).to_be_visible()
