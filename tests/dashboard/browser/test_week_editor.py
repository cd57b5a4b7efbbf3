"""The week editor with mouse, keyboard and a narrow page (PS-06, PS-07, MN-03)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Frame, Locator, expect

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import Availability
from tests import factories
from tests.dashboard.browser.conftest import Visit
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Visit]
NEW = "/dashboard/campaigns/availabilities/new"


def day(frame: Frame, name: str) -> Locator:
    return frame.get_by_role("group", name=name, exact=True)


def times(row: Locator) -> list[str]:
    return [one.input_value() for one in row.locator("input[type=time]").all()]


def open_new(visit: Open, dashboard: FramingPage, staff: Staff) -> Visit:
    seen = visit(dashboard, NEW, [staff.token])
    seen.frame.get_by_label("Name").fill("Shop hours")
    return seen


def save(seen: Visit) -> None:
    seen.frame.get_by_role("button", name="Create availability").click()
    expect(seen.frame.get_by_role("heading", name="Availabilities").last).to_be_visible()


@pytest.mark.feature("PS-06", "MN-03")
def test_a_week_is_typed_copied_and_saved_by_keyboard(
    visit: Open, dashboard: FramingPage, installation: Installation, admin: Staff
) -> None:
    seen = open_new(visit, dashboard, admin)
    monday, saturday = day(seen.frame, "Monday"), day(seen.frame, "Saturday")
    expect(seen.frame.get_by_label("Time zone")).to_have_value("Europe/Madrid")

    monday.get_by_role("button", name="Add a time on Monday").press("Enter")
    expect(monday.get_by_label("Monday, from")).to_be_focused()
    assert times(monday) == ["09:00", "17:00"]
    monday.get_by_label("Monday, until").fill("13:00")
    monday.get_by_role("button", name="Add a time on Monday").press("Enter")
    assert times(monday) == ["09:00", "13:00", "14:00", "16:00"]
    monday.locator("summary").press("Enter")
    monday.get_by_label("Saturday").check()
    monday.get_by_role("button", name="Copy", exact=True).press("Enter")
    expect(monday.locator("summary")).to_be_focused()
    assert times(saturday) == times(day(seen.frame, "Friday")) == times(monday)
    saturday.get_by_role("button", name="Remove this time").first.press("Enter")
    assert times(saturday) == ["14:00", "16:00"]
    save(seen)

    weekly = Availability.objects.of(installation).get().weekly
    assert [one["weekday"] for one in weekly] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]
    assert weekly[-1] == {"weekday": 6, "from": "14:00", "until": "16:00"}
    assert seen.errors == []


def test_times_are_drawn_with_the_mouse(
    visit: Open, dashboard: FramingPage, installation: Installation, admin: Staff
) -> None:
    seen = open_new(visit, dashboard, admin)
    row = day(seen.frame, "Tuesday")

    def draw(start: float, end: float) -> None:
        """From hour to hour."""
        box = row.locator("[data-track]").bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        seen.page.mouse.move(box["x"] + box["width"] * start / 24, y)
        seen.page.mouse.down()
        seen.page.mouse.move(box["x"] + box["width"] * end / 24, y, steps=4)
        seen.page.mouse.up()

    draw(9, 12)
    draw(20, 24)
    draw(11.9, 14)
    draw(2, 2.2)

    assert times(row) == ["09:00", "14:00", "20:00", "00:00"]
    expect(row.locator("[data-track] i")).to_have_count(2)
    save(seen)
    weekly = Availability.objects.of(installation).get().weekly
    found = [(one["from"], one["until"]) for one in weekly]
    assert found == [("09:00", "14:00"), ("20:00", "24:00")]


@pytest.mark.feature("PS-07", "S12")
def test_dates_are_added_closed_or_with_times_of_their_own(
    visit: Open, dashboard: FramingPage, installation: Installation, admin: Staff
) -> None:
    seen = open_new(visit, dashboard, admin)
    frame = seen.frame
    for date in ("2026-12-25", "2026-12-31", "2027-01-01"):
        frame.get_by_role("button", name="Add a date").click()
        frame.locator("[data-dates] input[type=date]").last.fill(date)
    rows = frame.locator("[data-dates] > [data-times]")
    rows.nth(1).get_by_role("button", name="Add a time on this date").click()
    rows.nth(2).get_by_role("button", name="Remove this date").click()
    frame.get_by_label("Repeat weekly").uncheck()
    expect(frame.get_by_text("Only the dates below count.")).to_be_visible()
    save(seen)

    made = Availability.objects.of(installation).get()
    assert not made.repeats_weekly
    assert made.dates == [
        {"date": "2026-12-25", "intervals": []},
        {"date": "2026-12-31", "intervals": [{"from": "09:00", "until": "17:00"}]},
    ]


def test_discard_brings_back_what_was_saved(
    visit: Open, dashboard: FramingPage, installation: Installation, paula: Staff
) -> None:
    person = paula.personal_shopper
    factories.availability(
        installation,
        name="",
        personal_shopper=person,
        weekly=[{"weekday": 1, "from": "09:00", "until": "12:00"}],
    )
    seen = visit(dashboard, "/dashboard/calls/me", [paula.token])
    monday = day(seen.frame, "Monday")
    expect(seen.frame.get_by_text("Unsaved changes")).to_be_hidden()
    monday.get_by_role("button", name="Add a time on Monday").click()
    monday.get_by_role("button", name="Remove this time").first.click()
    expect(seen.frame.get_by_text("Unsaved changes")).to_be_visible()

    seen.frame.get_by_role("button", name="Discard").click()

    assert times(day(seen.frame, "Monday")) == ["09:00", "12:00"]
    expect(day(seen.frame, "Monday").locator("[data-track] i")).to_have_count(1)


def test_nothing_is_cut_off_on_a_phone(
    visit: Open, dashboard: FramingPage, installation: Installation, admin: Staff
) -> None:
    hours = factories.availability(installation)
    seen = visit(dashboard, f"/dashboard/campaigns/availabilities/{hours.pk}", [admin.token])
    seen.frame.locator("[data-title]").wait_for()
    seen.page.evaluate("document.querySelector('iframe').width = 390")

    day(seen.frame, "Monday").locator("summary").click()

    width = seen.frame.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    menu = day(seen.frame, "Monday").locator(".menu-body").bounding_box()
    frame = seen.page.locator("iframe").bounding_box()
    assert menu and frame
    assert menu["x"] >= frame["x"] and menu["x"] + menu["width"] <= frame["x"] + 390
