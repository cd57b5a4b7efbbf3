"""The call page in the visitor's own language, chosen before the call and in it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .call_page import CallPage
from .cast import Cast

pytestmark = pytest.mark.e2e


def language_of(call: CallPage) -> str:
    return str(call.root.evaluate("document.documentElement.lang"))


def choose(call: CallPage, name: str) -> None:
    """Choose a language by its own name, whatever the page speaks."""
    call.root.locator("ps-language select").select_option(label=name)


def test_a_language_is_chosen_before_the_call_and_kept_for_the_visit(cast: Cast) -> None:
    # given a customer behind a link, whose browser speaks English
    emma, call = cast.customer(), cast.office.create_call("Emma Collins")
    emma.follow(call.join_url)
    expect(emma.call.heading("Your call with Camille Laurent")).to_be_visible()
    assert language_of(emma.call) == "en"
    emma.call.agree()

    # when
    choose(emma.call, "Español")

    # then all of it is Spanish, read out too; the merchant's own words are as they are
    expect(emma.call.heading("Tu llamada con Camille Laurent")).to_be_visible()
    expect(emma.call.root.get_by_label("Idioma")).to_have_value("es")
    said = emma.call.root.locator("ps-flow > p[role=status]")
    expect(said).to_have_text("Tu llamada con Camille Laurent")
    agree = emma.call.root.locator("#consent")
    expect(agree).to_be_checked()
    assert language_of(emma.call) == "es"

    # and it stays so after a reload, and in the lobby
    emma.page.reload()
    expect(emma.call.heading("Tu llamada con Camille Laurent")).to_be_visible()
    assert language_of(emma.call) == "es"
    agree.check()
    emma.call.button("Entrar").click()
    expect(emma.call.heading(re.compile("Camille Laurent estará contigo"))).to_be_visible()
    choose(emma.call, "Català")
    expect(emma.call.heading(re.compile("Camille Laurent"))).not_to_contain_text("estará")
    assert language_of(emma.call) == "ca"


def test_a_language_is_chosen_in_the_call(cast: Cast) -> None:
    # given a call in which something is being written
    camille, emma = cast.meet()
    box = emma.call.open("Chat").get_by_role("textbox")
    box.fill("Half a sen")

    # when
    emma.call.tool("More options").click()
    emma.call.root.get_by_role("menuitem", name="Language").click()
    choose(emma.call, "Português")

    # then the whole call speaks it, without a break and without losing a word
    dialog = emma.call.root.get_by_role("dialog", name="Idioma")
    expect(dialog).to_be_visible()
    emma.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(emma.call.root.get_by_role("complementary", name="Chat")).to_be_visible()
    expect(emma.call.root.get_by_role("textbox")).to_have_value("Half a sen")
    emma.call.wait_until_picture_moves()
    assert language_of(emma.call) == "pt"

    # and so does what is told in passing
    lucas, guest_url = cast.customer(), emma.page.url
    lucas.follow(guest_url).enter("Lucas Moreau")
    expect(emma.call.toast("Lucas Moreau entrou")).to_be_visible()
    # while the others read theirs
    expect(camille.call.toast("Lucas Moreau joined")).to_be_visible()


def test_in_the_shops_frame_what_was_typed_stays(cast: Cast) -> None:
    # given
    cast.at_the_desk()
    emma = cast.customer()
    emma.visit()
    emma.open_widget().root.get_by_label("Your name").fill("Emma Collins")

    # when
    choose(emma.call, "Català")

    # then
    name = emma.call.root.locator("#name")
    expect(emma.call.root.locator("ps-request-form label").first).not_to_have_text("Your name")
    expect(name).to_have_value("Emma Collins")
    assert language_of(emma.call) == "ca"
    # the shop goes on in its own
    assert emma.page.evaluate("document.documentElement.lang") == "en"
