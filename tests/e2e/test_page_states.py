"""Every page of customers while it loads, when nothing comes, when its link leads nowhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect

from saleor_personal_shopper.dashboard import urls

from .cast import Cast
from .office import ask
from .people import new_address

pytestmark = pytest.mark.e2e
GRAPHQL = "**/graphql/"
UNKNOWN = "x" * 43
_CAMPAIGNS = """{ personalShopperCampaigns(first: 50) {
  edges { node { name bookingUrl ownBookingUrl } } } }"""


class Net:
    """The network between a page and the API; at first it holds what is asked."""

    def __init__(self, page: Page) -> None:
        self.page, self.state = page, "slow"
        self.held: list[Route] = []
        page.route(GRAPHQL, self.handle)

    def handle(self, route: Route) -> None:
        if self.state == "slow":
            self.held.append(route)
        elif self.state == "lost":
            route.abort()
        elif self.state == "broken":
            route.fulfill(status=500, body="no")
        else:
            route.continue_()

    def wait(self) -> None:
        """Until something was asked."""
        while not self.held:
            self.page.wait_for_timeout(20)

    def become(self, state: str) -> None:
        self.state = state
        while self.held:
            self.handle(self.held.pop())


@dataclass(frozen=True)
class Door:
    """A page: its heading once it is there, and where an address like it leads nowhere."""

    place: str
    heading: str
    unknown: str
    refusal: str


DOORS = {
    "call": Door(
        "call?{shop}", "Leave us a message", "call?saleorApiUrl=https://x.example", "not connected"
    ),
    "e/<str:token>": Door(
        "e/{join}", "Your call with Camille Laurent", f"e/{UNKNOWN}", "We do not know this link"
    ),
    "book/<str:campaign>": Door(
        "book/{campaign}", "{name}", f"book/{UNKNOWN}", "We do not know this page"
    ),
    "book/<str:campaign>/<str:personal_shopper>": Door(
        "book/{campaign}/{person}", "{name}", f"book/{UNKNOWN}/x", "We do not know this page"
    ),
    "manage/<str:token>": Door(
        "manage/{manage}", "Your booking", f"manage/{UNKNOWN}", "We do not know this page"
    ),
}
"""By route; a new page for customers gets its line here."""


def test_every_page_for_customers_stands_in_the_table() -> None:
    routes = [str(one.pattern) for one in urls.CUSTOMERS_PAGES]
    pages = {one for one in routes if not one.endswith(".svg") and not one.startswith("widget/")}

    assert pages == set(DOORS)


@pytest.mark.parametrize("route", DOORS)
def test_a_page_loads_is_lost_and_comes_when_tried_again(cast: Cast, route: str) -> None:
    # given an API that takes its time
    door, facts = DOORS[route], known(cast)
    page = cast.customer().page
    net = Net(page)
    page.goto(f"{cast.demo.facts['appUrl']}/{door.place.format(**facts)}")

    # then the page says that it is loading
    net.wait()
    expect(page.get_by_role("status").filter(has_text="One moment")).to_be_visible()

    # when the network goes, then it says so, with a way on
    net.become("lost")
    expect(page.get_by_role("heading", name="We cannot be reached")).to_be_visible()

    # and so it does where the server has a fault
    net.become("broken")
    again = page.get_by_role("button", name="Try again")
    again.click()
    expect(page.get_by_role("heading", name="We cannot be reached")).to_be_visible()

    # when it is there again, then the page comes
    net.become("well")
    again.click()
    heading = re.compile(re.escape(door.heading.format(**facts)))
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    # and an address that leads nowhere says so, with a way back
    page.goto(f"{cast.demo.facts['appUrl']}/{door.unknown.format(**facts)}")
    expect(page.get_by_role("heading", name=door.refusal)).to_be_visible()


def test_the_mailbox_of_the_demo_says_when_it_does_not_answer(cast: Cast) -> None:
    # given mail, and a list of it that is open
    cast.office.book(new_address())
    admin = cast.staff("admin").log_in()
    with admin.expect_popup() as opened:
        admin.get_by_role("link", name="Sent mail").click()
    mailbox = opened.value
    mail = mailbox.get_by_role("navigation", name="Mails").get_by_role("link").first
    expect(mail).to_be_visible()

    # when the network goes
    mailbox.route("**/mails**", lambda route: route.abort())
    expect(mailbox.get_by_text("The mailbox does not answer.")).to_be_visible()
    mail.click()
    expect(mailbox.get_by_text("This mail could not be loaded.")).to_be_visible()

    # then all is there again once it is back
    mailbox.unroute("**/mails**")
    mailbox.get_by_role("button", name="Try again").click()
    expect(mailbox.get_by_role("group", name="View")).to_be_visible()
    expect(mailbox.get_by_text("The mailbox does not answer.")).to_be_hidden()


def known(cast: Cast) -> dict[str, Any]:
    """What the addresses name: a shop, a call, a campaign with a booking in it."""
    facts, office = cast.demo.facts, cast.office
    camille = office.staff_bearer("camille@example.com")
    campaigns = ask(f"{facts['appUrl']}/graphql/", _CAMPAIGNS, camille)["personalShopperCampaigns"]
    (campaign,) = [
        edge["node"]
        for edge in campaigns["edges"]
        if facts["openCampaign"] in edge["node"]["bookingUrl"]
    ]
    return {
        "shop": urlencode({"saleorApiUrl": facts["saleorApiUrl"], "channel": facts["channel"]}),
        "join": office.create_call("Emma Collins").join_url.rsplit("/", 1)[1],
        "campaign": facts["openCampaign"],
        "name": campaign["name"],
        "person": campaign["ownBookingUrl"].rsplit("/", 1)[1],
        "manage": office.book(new_address()).rsplit("/", 1)[1],
    }
