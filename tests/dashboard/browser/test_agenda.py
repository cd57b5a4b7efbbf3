"""Calls are moved in the agenda: by dragging with a mouse, by buttons on a phone, by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.installations.models import Installation
from tests.core.events.agenda import MADRID, Agenda
from tests.dashboard.conftest import Staff
from tests.dashboard.test_events import agenda, noon  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
Book = Callable[..., Event]
Desk = Callable[..., Any]


@pytest.fixture
def desk(browser: Browser, app: str, installation: Installation) -> Iterator[Desk]:
    """The agenda of a day at the desk of a staff user."""

    @contextmanager
    def open_(staff: Staff, day: datetime, **options: Any) -> Iterator[Page]:
        context = browser.new_context(locale="en-US", timezone_id="Europe/Madrid", **options)
        context.request.post(
            f"{app}/desk/open",
            form={"accessToken": staff.token},
            headers={"origin": installation.dashboard_origins[0]},
        )
        page = context.new_page()
        page.goto(f"{app}{staff.desk}/agenda?day={day.date()}")
        page.locator(".agenda-grid[data-drawn]").wait_for()
        # There are no sockets here, so the desk says so, and moves everything down once.
        page.locator("#connection").wait_for()
        yield page
        context.close()

    yield open_


def block(page: Page, name: str) -> Locator:
    return page.locator(".agenda-event").filter(has_text=name)


def drag(page: Page, name: str, *, minutes: int, column: int) -> None:
    """Take a call and let it go so much later, in the column of this number."""
    block(page, name).scroll_into_view_if_needed()
    box = block(page, name).bounding_box()
    target = page.locator(".agenda-column").nth(column).bounding_box()
    assert box and target
    down = minutes * target["height"] / (24 * 60)
    page.mouse.move(box["x"] + 20, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 12)
    page.mouse.move(target["x"] + 40, box["y"] + 8 + down, steps=4)
    expect(page.locator(".agenda-ghost")).to_be_visible()
    page.mouse.up()


@pytest.mark.feature("MN-07")
def test_a_call_is_dragged_to_another_time_and_person(
    desk: Desk,
    agenda: Agenda,  # noqa: F811
    admin: Staff,
) -> None:
    # given Carla with Bea, who stands first, and Emma with her an hour later
    now, later = timezone.now(), noon() + timedelta(hours=1)
    carla = agenda.book(noon(), now, personal_shopper=agenda.bea).event
    agenda.book(later, now, personal_shopper=agenda.bea, name="Emma Collins")
    with desk(admin, noon()) as page:
        # when she is dragged to where Emma is, and that is confirmed
        drag(page, "Carla Customer", minutes=60, column=0)
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("Move the call with Carla Customer?")
        dialog.get_by_role("button", name="Move", exact=True).click()

        # then the page says that it is taken, and what is free
        expect(dialog.get_by_role("alert")).to_contain_text("Somebody was faster.")
        expect(dialog).to_contain_text("The nearest free times")
        dialog.get_by_role("button", name="Keep it").click()
        expect(block(page, "Carla Customer")).to_contain_text("12:00 PM")

        # when she is dragged to Paula, half an hour later
        drag(page, "Carla Customer", minutes=30, column=1)
        expect(dialog).to_contain_text("Paula Shopper")
        dialog.get_by_role("button", name="Move", exact=True).click()

        # then she is there
        paulas = page.locator(".agenda-column").nth(1)
        expect(paulas.locator(".agenda-event")).to_contain_text("12:30 PM")
        expect(page.get_by_role("dialog")).to_have_count(0)
    carla.refresh_from_db()
    assert (carla.personal_shopper, carla.starts_at) == (
        agenda.ada,
        noon() + timedelta(minutes=30),
    )


def hours_down(page: Page, name: str) -> float:
    """How far down its day a call is drawn."""
    box = block(page, name).bounding_box()
    day = page.locator(".agenda-column").first.bounding_box()
    assert box and day
    return 24 * (box["y"] - day["y"]) / day["height"]


def test_calls_stay_in_their_place_when_the_agenda_is_read_again(
    desk: Desk,
    agenda: Agenda,  # noqa: F811
    admin: Staff,
) -> None:
    # given a call in the agenda
    agenda.book(noon(), timezone.now(), personal_shopper=agenda.bea)
    with desk(admin, noon()) as page:
        # The day begins in the morning, not at midnight.
        expect(block(page, "Carla")).to_be_in_viewport()
        at = hours_down(page, "Carla")

        # when the agenda is read again, with another call in it
        later = noon() + timedelta(hours=1)
        agenda.book(later, timezone.now(), personal_shopper=agenda.bea, name="Emma")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(block(page, "Emma")).to_be_visible()

        # then, once all is settled, it is where it was, and the other an hour below
        page.wait_for_timeout(300)
        assert hours_down(page, "Carla") == pytest.approx(at, abs=0.05)
        assert hours_down(page, "Emma") == pytest.approx(at + 1, abs=0.05)


@pytest.mark.feature("MN-07")
def test_on_a_phone_and_by_keyboard_a_call_is_moved_by_its_form(
    desk: Desk,
    agenda: Agenda,  # noqa: F811
    paula: Staff,
) -> None:
    # given
    carla = agenda.book(noon(), timezone.now(), personal_shopper=agenda.ada).event
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with desk(paula, noon(), **phone) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390

        # when
        block(page, "Carla Customer").tap()
        page.get_by_role("dialog").get_by_role("link", name="Move…").tap()
        page.locator("label.chip", has_text="3:00 PM").tap()
        page.get_by_role("button", name="Move", exact=True).tap()

        # then
        expect(page.get_by_text("Moved", exact=True)).to_be_visible()
        carla.refresh_from_db()
        assert carla.starts_at == noon() + timedelta(hours=3)

    with desk(paula, noon()) as page:
        # when
        block(page, "Carla Customer").focus()
        page.keyboard.press("Enter")
        page.get_by_role("dialog").get_by_role("link", name="Move…").press("Enter")
        page.locator("input[name=slot]").first.focus()
        for _ in range(3):
            page.keyboard.press("ArrowDown")
        chosen = page.locator("input[name=slot]:checked").input_value()
        page.get_by_role("button", name="Move", exact=True).press("Enter")

        # then
        expect(page.get_by_text("Moved", exact=True)).to_have_count(2)
    carla.refresh_from_db()
    assert carla.starts_at == datetime.fromisoformat(chosen)


EVENING = """() => {
  const box = document.querySelector("[data-agenda-scroll]");
  box.dataset.place = "evening";
  box.querySelector(".agenda-now").dataset.from = 20 * 60;
  delete box.firstElementChild.dataset.drawn;
  document.dispatchEvent(new Event("htmx:afterSwap"));
}"""


def test_today_opens_where_it_is_now(
    desk: Desk,
    agenda: Agenda,  # noqa: F811
    admin: Staff,
) -> None:
    # given today's agenda
    with desk(admin, timezone.now().astimezone(MADRID)) as page:
        # when it is drawn in the evening
        page.evaluate(EVENING)
        # then it shows the evening, not the morning
        expect(page.locator(".agenda-now").first).to_be_in_viewport()
