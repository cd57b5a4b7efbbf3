"""One participant, one seat: over reloads, copied tabs, other devices, crashes and kills (F17)."""

from __future__ import annotations

import os
import re
import signal
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from .call_page import FRAMES_DECODED, LISTEN, CallPage
from .cast import CUSTOMER, Cast
from .chromium import Launch
from .people import Customer, Staff

pytestmark = pytest.mark.e2e
# Promised are four seconds to media, and ten without a ghost, on a quiet machine.
BACK_SECONDS = 12
GHOST_SECONDS = 30
QUESTION = "You are in this call already"
ELSEWHERE = "The call goes on elsewhere"


@dataclass
class Side:
    """One of the two in a call, and the page of the other, who looks on."""

    context: BrowserContext
    call: CallPage
    address: str
    """What led there."""
    other: CallPage
    is_customer: bool

    @property
    def page(self) -> Page:
        assert isinstance(self.call.root, Page)
        return self.call.root

    def come_in(self, page: Page) -> CallPage:
        """Come in anew, from the first page on."""
        page.goto(self.address)
        call = CallPage(page)
        if self.is_customer:
            call.enter()
        else:
            call.button("Join").click()
        return call

    def expect_back(self, call: CallPage, started: float, how: str) -> None:
        """He sees the other's picture, and the other his, and there is nobody else."""
        call.expect_call()
        wait_for_picture(call, started, how)
        self.other.wait_until_picture_moves()
        for each in (call, self.other):
            each.expect_videos(1)
            people = each.open("Participants").get_by_role("listitem")
            expect(people).to_have_count(2, timeout=GHOST_SECONDS * 1000)
            expect(people.get_by_text("not connected")).to_have_count(0)
            each.close("Participants")

    def expect_nothing_was_said(self) -> None:
        """Whoever came back at once neither left nor joined."""
        said = self.other.root.evaluate("window.saidInPassing")
        assert [one for one in said if re.search("joined|left", one)] == []


def wait_for_picture(call: CallPage, started: float, how: str) -> None:
    while not call.root.evaluate(FRAMES_DECODED):
        assert time.monotonic() - started < BACK_SECONDS, f"no picture {how}"
        call.root.wait_for_timeout(50)
    print(f"back {how}: {time.monotonic() - started:.1f} s")


def side_of(who: str, camille: Staff, emma: Customer) -> Side:
    for call in (camille.call, emma.call):
        call.wait_until_picture_moves()
    if who == "customer":
        side = Side(emma.context, emma.call, emma.link, camille.call, is_customer=True)
    else:
        side = Side(camille.context, camille.call, camille.desk.url, emma.call, is_customer=False)
    side.other.root.evaluate(LISTEN)
    return side


@pytest.fixture(params=["customer", "personal shopper"])
def side(request: pytest.FixtureRequest, cast: Cast) -> Side:
    return side_of(request.param, *cast.meet())


def test_a_reload_brings_the_same_one_back(side: Side) -> None:
    for _ in range(2):
        started = time.monotonic()
        side.page.reload()
        side.expect_back(side.call, started, "after a reload")
    side.expect_nothing_was_said()


def test_a_second_tab_asks_before_the_call_moves(side: Side) -> None:
    # when the same address is opened in another tab of the same browser
    page = side.context.new_page()
    page.goto(side.address)
    second = CallPage(page)

    # then it asks, and the first goes on
    expect(second.heading(QUESTION)).to_be_visible()
    expect(second.button("Join as a guest")).to_have_count(int(side.is_customer))
    side.call.wait_until_picture_moves()
    side.other.wait_until_picture_moves()

    # and when it is told to, the call moves, once
    started = time.monotonic()
    second.button("Continue here").click()
    side.expect_back(second, started, "in another tab")
    expect(side.call.heading(ELSEWHERE)).to_be_visible()

    # and a reload of the first asks in its turn
    side.page.reload()
    expect(side.call.heading(QUESTION)).to_be_visible()
    second.wait_until_picture_moves()

    # and there he may take it back
    started = time.monotonic()
    side.call.button("Continue here").click()
    side.expect_back(side.call, started, "in the first tab again")
    expect(second.heading(ELSEWHERE)).to_be_visible()
    side.expect_nothing_was_said()


def test_a_copied_tab_asks_before_the_call_moves(side: Side) -> None:
    # when the tab is duplicated, with all that it remembers
    with side.context.expect_page() as opened:
        side.page.evaluate("void open(location.href)")
    copy = CallPage(opened.value)

    # then it asks
    expect(copy.heading(QUESTION)).to_be_visible()
    side.call.wait_until_picture_moves()
    started = time.monotonic()
    copy.button("Continue here").click()
    side.expect_back(copy, started, "in a copied tab")
    expect(side.call.heading(ELSEWHERE)).to_be_visible()


def test_after_a_crash_of_the_tab_the_same_one_comes_back(side: Side) -> None:
    # when
    with side.page.expect_event("crash"), suppress(Error):
        side.page.goto("chrome://crash")
    started = time.monotonic()

    # then a new tab lets him in without a question
    side.expect_back(side.come_in(side.context.new_page()), started, "after a crash")
    side.expect_nothing_was_said()


class Mortal:
    """A browser whose processes can be killed."""

    def __init__(self, launch: Launch) -> None:
        self.mark = f"--mark={uuid.uuid4().hex}"
        self.browser: Browser = launch(self.mark)

    def kill(self) -> None:
        for line in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if self.mark.encode() in line.read_bytes():
                    os.kill(int(line.parent.name), signal.SIGKILL)


@pytest.fixture
def mortal(launch: Launch) -> Mortal:
    return Mortal(launch)


@pytest.mark.parametrize("who", ["customer", "personal shopper"])
def test_after_a_kill_of_the_browser_the_same_one_comes_back(
    cast: Cast, mortal: Mortal, who: str
) -> None:
    # given one of the two in a browser of his own
    if who == "customer":
        camille, emma = cast.meet(customer=cast.customer(browser=mortal.browser))
    else:
        cast.back_at_the_desk().context.close()
        camille, emma = cast.meet(shopper=cast.back_at_the_desk(browser=mortal.browser))
    side = side_of(who, camille, emma)

    # when
    mortal.kill()
    started = time.monotonic()

    # then another browser lets him in without a question
    anew = cast.customer() if who == "customer" else cast.back_at_the_desk()
    side.expect_back(side.come_in(anew.context.new_page()), started, "after a kill")
    side.expect_nothing_was_said()


def test_another_device_asks_and_may_come_as_a_guest(cast: Cast) -> None:
    # given a customer who opens her link on another device as well
    camille, emma = cast.meet()
    sofa = cast.customer()
    sofa.follow(emma.link)
    expect(sofa.call.heading(QUESTION)).to_be_visible()

    # when she joins as a guest there
    sofa.call.button("Join as a guest").click()
    sofa.call.enter("Emma on the sofa")

    # then all three are in the call, the guest without the cart, and nobody was thrown out
    for call in (camille.call, emma.call, sofa.call):
        call.expect_videos(2)
        call.wait_until_picture_moves()
    expect(sofa.call.tool("Cart")).to_have_count(0)
    expect(emma.call.tool("Cart")).to_be_visible()
    people = camille.call.open("Participants").get_by_role("listitem")
    expect(people.filter(has_text="Emma on the sofa")).to_contain_text("Guest")

    # and a reload brings her back as the same guest
    sofa.page.reload()
    sofa.call.expect_call()
    expect(people).to_have_count(3)


def test_another_device_takes_the_call_and_gives_it_back(cast: Cast) -> None:
    camille, emma = cast.meet()
    phone = cast.customer(viewport={"width": 390, "height": 844})
    phone.follow(emma.link)

    phone.call.button("Continue here").click()
    phone.call.expect_call()
    phone.call.wait_until_picture_moves()
    expect(emma.call.heading(ELSEWHERE)).to_be_visible()

    # neither fights for it
    emma.page.wait_for_timeout(5_000)
    expect(emma.call.heading(ELSEWHERE)).to_be_visible()
    phone.call.wait_until_picture_moves()

    emma.call.button("Continue here").click()
    emma.call.expect_call()
    for call in (camille.call, emma.call):
        call.expect_videos(1)
        call.wait_until_picture_moves()
    expect(phone.call.heading(ELSEWHERE)).to_be_visible()


def test_the_question_goes_when_the_other_device_lets_go(cast: Cast) -> None:
    _, emma = cast.meet()
    phone = cast.customer()
    phone.follow(emma.link)
    expect(phone.call.heading(QUESTION)).to_be_visible()

    emma.call.end("Leave")

    expect(phone.call.button("Join")).to_be_visible()


def test_a_full_call_has_no_place_for_her_as_a_guest_either(cast: Cast) -> None:
    camille, emma = cast.back_at_the_desk(), cast.customer()
    call = cast.office.create_call(CUSTOMER)
    camille.join(CUSTOMER).expect_call()
    emma.follow(call.join_url).enter()
    emma.call.expect_call()
    cast.office.fill(call)
    sofa = cast.customer()
    sofa.follow(call.join_url)

    sofa.call.button("Join as a guest").click()
    sofa.call.enter("Emma on the sofa")

    expect(sofa.call.heading("The call is full")).to_be_visible()
    expect(sofa.call.text("This call has room for 6 people.")).to_be_visible()
    sofa.call.button("Try again").click()
    expect(sofa.call.heading(QUESTION)).to_be_visible()
