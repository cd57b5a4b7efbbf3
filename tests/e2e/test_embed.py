"""A campaign's agenda in the shop's own page (SF-15), also under a strict policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Frame, ViewportSize, expect

from .agenda import Agenda
from .cast import Cast
from .people import OPEN_ROOTS, PHONE, Customer
from .phone import SMALLEST
from .shops import Shops, heard, wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("within_the_policy")]

CUSTOMER = "emma@example.com"


def open_agenda(customer: Customer, path: str) -> Agenda:
    """A page of the shop that shows an agenda; its free times are there."""
    customer.page.goto(customer.shop + path)
    agenda = Agenda(customer.call_frame())
    agenda.wait_until_ready()
    return agenda


def expect_as_high_as_its_content(customer: Customer) -> None:
    """No bar to scroll by, and no gap below."""
    frame = customer.call_frame()
    wait_until(customer.page, lambda: abs(height_of(frame) - content_height(frame)) < 1.01)


def height_of(frame: Frame) -> float:
    box = frame.frame_element().bounding_box()
    return box["height"] if box else 0


def expect_nothing_wider(customer: Customer) -> None:
    """Than the frame, also on the smallest phone."""
    for size in (SMALLEST, PHONE):
        resize(customer, size)
        wider = "document.documentElement.scrollWidth - innerWidth"
        assert customer.call_frame().evaluate(wider) <= 0


def resize(customer: Customer, size: ViewportSize) -> None:
    """And let the frame settle: what is pressed while it moves is not pressed."""
    frame = customer.call_frame()
    customer.page.set_viewport_size(size)
    wait_until(customer.page, lambda: frame.evaluate("innerWidth") == width_of(frame))
    expect_as_high_as_its_content(customer)


def width_of(frame: Frame) -> float:
    return float(frame.frame_element().evaluate("element => element.clientWidth"))


def content_height(frame: Frame) -> float:
    page = "document.querySelector('personal-shopper-booking')"
    return float(frame.evaluate(f"{page}.getBoundingClientRect().height"))


@pytest.mark.feature("SF-15")
def test_a_signed_in_customer_books_without_leaving_the_shop(cast: Cast, shops: Shops) -> None:
    # given a customer whom the shop knows, under its strict policy
    emma, campaign = cast.customer(), cast.demo.facts["openCampaign"]
    emma.shop = shops.plain
    token = cast.office.sign_in(CUSTOMER, "emma")["token"]
    emma.page.goto(emma.shop)
    emma.page.evaluate("token => sessionStorage.setItem('customer', token)", token)
    before = cast.office.own_events(token)

    # when she chooses a time
    agenda = open_agenda(emma, f"/agenda/{campaign}")
    agenda.show_next_month()
    expect_as_high_as_its_content(emma)
    agenda.times.first.click()

    # then her name and address are there, and the frame has become as high as the form
    expect(agenda.root.get_by_label("Your name")).to_have_value("Emma Collins")
    assert agenda.written() == ["Emma Collins", CUSTOMER]
    expect_as_high_as_its_content(emma)

    # and when she books, then the shop hears of it, and the booking is hers
    agenda.agree()
    agenda.book()
    agenda.expect_booked()
    wait_until(emma.page, lambda: heard(emma.page, "booked"))
    (booked,) = heard(emma.page, "booked")
    assert sorted(booked) == ["event", "startsAt"]
    assert cast.office.own_events(token) == ["Emma Collins", *before]
    expect_as_high_as_its_content(emma)


@pytest.mark.feature("SF-15")
def test_a_visitor_of_the_demo_shop_books_on_a_phone(cast: Cast) -> None:
    # given
    lucas = cast.customer(viewport=PHONE, has_touch=True)
    lucas.visit()

    # when he follows the shop's own link
    lucas.page.get_by_role("link", name="Book a stylist").first.click()
    agenda = Agenda(lucas.call_frame())
    agenda.wait_until_ready()
    agenda.show_next_month()
    expect_nothing_wider(lucas)
    agenda.times.first.click()
    expect(agenda.heading("Your call")).to_be_in_viewport()
    expect_nothing_wider(lucas)
    agenda.fill_in("Lucas Moreau", "lucas.embed@example.com")
    agenda.book()

    # then it is booked, the shop says so, and nothing was out of sight or wider than the phone
    agenda.expect_booked()
    expect(agenda.heading("Your call is booked")).to_be_in_viewport()
    expect(lucas.page.locator("#announcer")).to_contain_text("See you on")
    expect_nothing_wider(lucas)
    assert lucas.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.feature("SF-15")
def test_what_cannot_be_shown_is_refused_in_words(cast: Cast, shops: Shops) -> None:
    # given a campaign that is not there
    cast.scripts.append(OPEN_ROOTS)
    emma = cast.customer()
    emma.shop = shops.plain
    emma.page.goto(f"{emma.shop}/agenda/nothing")

    # then the shop's page has the news in its place
    agenda = Agenda(emma.call_frame())
    expect(agenda.heading("We do not know this page")).to_be_visible()
    expect_as_high_as_its_content(emma)

    # and a shop that the merchant has not entered gets a link instead of the browser's grey page
    emma.page.goto(f"{shops.stranger}/agenda/{cast.demo.facts['openCampaign']}")
    with emma.context.expect_page() as opened:
        emma.page.get_by_role("link", name="Open it in a tab of its own").click()
    Agenda(opened.value).wait_until_ready()
