"""A merchant builds a campaign from nothing in the demo's Dashboard."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import FrameLocator, expect

from .agenda import Agenda
from .cast import Cast

pytestmark = pytest.mark.e2e


@pytest.mark.feature()
@pytest.mark.feature(
    "PS-05",
    "PS-06",
    "PS-10",
    "MN-03",
    "MN-04",
    "CP-04",
    "CP-07",
    "CP-11",
    "CP-12",
    "CP-13",
    "CP-14",
    "CP-15",
    "CP-16",
    "CP-17",
    "CP-18",
    "AD-03",
    "AD-05",
    "AD-08",
    "S16",
)
def test_a_merchant_builds_a_campaign_from_nothing_and_copies_its_link(cast: Cast) -> None:
    # given an administrator in the Dashboard
    aurora = cast.staff("admin", permissions=["clipboard-read", "clipboard-write"])
    page = aurora.log_in()
    page.get_by_role("link", name="Personal Shopper").click()
    ours = page.frame_locator("iframe")

    # when she makes a group, sets a person's hours and collection, and an availability
    ours.get_by_role("link", name="Settings", exact=True).click()
    make_group(ours, "Tailors", "Jordi Puig")
    furnish_person(ours, "Jordi Puig")
    ours.get_by_role("link", name="Campaigns", exact=True).click()
    make_availability(ours, "Fittings")

    # and a campaign with all of it
    ours.get_by_role("link", name="Campaigns", exact=True).last.click()
    make_campaign(ours, "Made to measure", group=re.compile("Tailors"))
    ours.get_by_label("Availability", exact=True).select_option(label="Fittings (Europe/Madrid)")
    ours.get_by_label("Duration, in minutes").fill("45")
    ours.get_by_role("button", name="Add a question").click()
    ours.get_by_label("Question", exact=True).fill("What would you like to have made?")
    ours.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("Agenda saved")).to_be_visible()

    # then the link that she copies leads to this campaign
    link = ours.get_by_label("Link to this campaign's agenda", exact=True).input_value()
    ours.get_by_role("button", name="Copy Link to this campaign's agenda").click()
    expect(ours.get_by_text("Copied").first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    assert link.startswith(f"{cast.demo.facts['appUrl']}/book/")

    # where customers find free times of it
    emma = cast.customer()
    emma.page.goto(link)
    agenda = Agenda(emma.page)
    expect(agenda.heading("Made to measure")).to_be_visible()
    agenda.wait_until_ready()
    expect(agenda.times.first).to_be_visible()

    # and the list has it, with its host and its status
    ours.get_by_role("link", name="All campaigns").click()
    row = ours.get_by_role("row", name=re.compile("Made to measure"))
    expect(row).to_contain_text("Active")
    expect(row).to_contain_text("Whole channel")

    # and what she no longer wants goes again
    row.get_by_role("link", name="Made to measure").click()
    delete(ours)
    expect(ours.get_by_role("row", name=re.compile("Made to measure"))).to_have_count(0)
    ours.get_by_role("link", name="Availabilities").click()
    ours.get_by_role("link", name="Fittings").click()
    delete(ours)
    ours.get_by_role("link", name="Settings", exact=True).click()
    ours.get_by_role("link", name="Jordi Puig", exact=True).click()
    ours.get_by_role("button", name="Remove own hours").click()
    ours.get_by_role("button", name="Yes, go on").click()
    expect(ours.get_by_text("not set")).to_be_visible()
    ours.get_by_role("link", name="Settings", exact=True).click()
    ours.get_by_role("link", name="Tailors", exact=True).click()
    delete(ours)
    expect(ours.get_by_role("link", name="Tailors", exact=True)).to_have_count(0)


def make_group(ours: FrameLocator, name: str, member: str) -> None:
    ours.get_by_role("link", name="New group").click()
    ours.get_by_label("Name", exact=True).fill(name)
    ours.get_by_label(member).check()
    ours.get_by_role("button", name="Create group").click()
    expect(ours.get_by_role("link", name=name, exact=True)).to_be_visible()


def furnish_person(ours: FrameLocator, name: str) -> None:
    """Every day from 9 to 17, and a collection of the shop."""
    ours.get_by_role("link", name=name, exact=True).click()
    ours.get_by_placeholder("Search collections").fill("linen")
    ours.get_by_label("The linen edit").check()
    profile = ours.locator("#person")
    profile.get_by_role("button", name="Save changes").click()
    expect(profile.get_by_label("The linen edit")).to_be_checked()
    hours = ours.locator("#hours")
    hours.get_by_label("Time zone", exact=True).select_option("Europe/Madrid")
    add_week(ours)
    hours.get_by_role("button", name="Save changes").click()
    expect(hours.get_by_role("button", name="Remove own hours")).to_be_visible()
    ours.get_by_role("link", name="Settings", exact=True).click()


def add_week(ours: FrameLocator) -> None:
    monday = ours.get_by_role("group", name="Monday", exact=True)
    monday.get_by_role("button", name="Add a time on Monday").click()
    monday.locator("summary").click()
    monday.get_by_label("Saturday").check()
    monday.get_by_label("Sunday").check()
    monday.get_by_role("button", name="Copy", exact=True).click()
    sunday = ours.get_by_role("group", name="Sunday", exact=True)
    expect(sunday.get_by_label("Sunday, from")).to_have_value("09:00")


def make_availability(ours: FrameLocator, name: str) -> None:
    ours.get_by_role("link", name="Availabilities").click()
    ours.get_by_role("link", name="New availability").first.click()
    ours.get_by_label("Name", exact=True).fill(name)
    ours.get_by_label("Time zone", exact=True).select_option("Europe/Madrid")
    add_week(ours)
    ours.get_by_role("button", name="Create availability").click()
    expect(ours.get_by_role("link", name=name, exact=True)).to_be_visible()


def make_campaign(ours: FrameLocator, name: str, *, group: re.Pattern[str]) -> None:
    today = datetime.now(UTC).date()
    ours.get_by_role("link", name="New campaign").first.click()
    ours.get_by_label("Name", exact=True).fill(name)
    ours.get_by_label("Description").fill("A suit that fits, taken from your own measures.")
    ours.get_by_label("First day").fill((today - timedelta(days=1)).isoformat())
    ours.get_by_label("Last day").fill((today + timedelta(days=30)).isoformat())
    ours.get_by_label("Channel", exact=True).select_option("default-channel")
    ours.get_by_label("Time zone of the channel").select_option("Europe/Madrid")
    choices = ours.get_by_label("Group of personal shoppers").locator("option")
    value = choices.filter(has_text=group).get_attribute("value")
    ours.get_by_label("Group of personal shoppers").select_option(value)
    ours.get_by_role("button", name="Create campaign").click()
    expect(ours.get_by_role("heading", name=name)).to_be_visible()


def delete(ours: FrameLocator) -> None:
    ours.get_by_role("button", name="Delete", exact=True).click()
    ours.get_by_role("button", name="Yes, go on").click()
    expect(ours.get_by_role("button", name="Yes, go on")).to_be_hidden()
