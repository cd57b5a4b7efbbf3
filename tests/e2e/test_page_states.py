"""Every page of customers while it loads, when nothing comes, when its link leads nowhere."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, Route, expect

from saleor_personal_shopper.dashboard import urls

from .cast import Cast
from .office import ask

pytestmark = pytest.mark.e2e
GRAPHQL = "**/graphql/"
UNKNOWN = "x" * 43
_CAMPAIGNS = """{ personalShopperCampaigns(first: 50) {
  edges { node { name bookingUrl ownBookingUrl } } } }"""
_SLOTS = """query($campaign: ID!, $day: Date!) {
  personalShopperAvailableSlots(campaign: $campaign, from: $day, timeZone: "UTC") { startsAt } }"""
_BOOK = """mutation($input: PersonalShopperEventBookInput!) {
  personalShopperEventBook(input: $input) { manageUrl errors { message } } }"""


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
    held: list[Route] = []
    page.route(GRAPHQL, keep_in(held))
    page.goto(f"{cast.demo.facts['appUrl']}/{door.place.format(**facts)}")

    # then the page says that it is loading
    wait_for(held, page)
    expect(page.get_by_role("status").filter(has_text="One moment")).to_be_visible()

    # when the network goes
    page.unroute(GRAPHQL)
    page.route(GRAPHQL, lambda route: route.abort())
    for request in held:
        request.abort()

    # then it says so, with a way on
    expect(page.get_by_role("heading", name="We cannot be reached")).to_be_visible()

    # and so it does where the server has a fault
    page.unroute(GRAPHQL)
    page.route(GRAPHQL, lambda route: route.fulfill(status=500, body="no"))
    again = page.get_by_role("button", name="Try again")
    again.click()
    expect(page.get_by_role("heading", name="We cannot be reached")).to_be_visible()

    # when it is there again, then the page comes
    page.unroute(GRAPHQL)
    again.click()
    heading = re.compile(re.escape(door.heading.format(**facts)))
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    # and an address that leads nowhere says so, with a way back
    page.goto(f"{cast.demo.facts['appUrl']}/{door.unknown.format(**facts)}")
    expect(page.get_by_role("heading", name=door.refusal)).to_be_visible()


def test_the_mailbox_of_the_demo_says_when_it_does_not_answer(cast: Cast) -> None:
    # given mail, and a list of it that is open
    cast.office.create_call("Emma Collins")
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
        "manage": book(cast).rsplit("/", 1)[1],
    }


def book(cast: Cast) -> str:
    """Somebody new books the first free time; where he manages that."""
    facts = cast.demo.facts
    api, campaign = f"{facts['appUrl']}/graphql/", facts["openCampaign"]
    day = str(datetime.now(UTC).date())
    slot = ask(api, _SLOTS, campaign=campaign, day=day)["personalShopperAvailableSlots"][-1]
    given = {
        "campaign": campaign,
        "startsAt": slot["startsAt"],
        "name": "Emma Collins",
        "email": f"emma-{uuid.uuid4().hex[:8]}@example.com",
        "timeZone": "UTC",
        "consent": True,
    }
    made = ask(api, _BOOK, input=given)["personalShopperEventBook"]
    assert not made["errors"], made["errors"]
    return str(made["manageUrl"])


def keep_in(held: list[Route]) -> Any:
    def keep(route: Route) -> None:
        held.append(route)

    return keep


def wait_for(held: list[Route], page: Page) -> None:
    while not held:
        page.wait_for_timeout(20)
