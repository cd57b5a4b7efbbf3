"""What is pressed on the booking page and the one that manages a booking, in a frame or not."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Frame, Locator, Page, expect


class Agenda:
    """The booking page, or the one behind a manage link."""

    def __init__(self, root: Page | Frame) -> None:
        self.root = root

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def heading(self, name: str) -> Locator:
        return self.root.get_by_role("heading", level=1, name=name)

    def choose_person(self, name: str) -> None:
        self.root.get_by_role("radio", name=name).check(force=True)
        self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Until the free times of the month are there."""
        expect(self.root.get_by_role("grid")).to_have_attribute("aria-busy", "false")

    def show_next_month(self) -> None:
        """Where no time passes before somebody has booked it."""
        self.button("Later month").click()
        self.wait_until_ready()

    def show_month(self, name: str) -> None:
        """Go on to a month, such as `March 2027`."""
        heading = self.root.get_by_role("heading", level=2, name=name)
        while not heading.is_visible():
            self.show_next_month()

    def choose_day(self, name: str) -> None:
        """A day with free times, such as `Sunday, March 28, 2027`."""
        self.root.get_by_role("button", name=f"{name}, ").click()
        expect(self.root.get_by_role("region", name=name)).to_be_visible()

    @property
    def all_times(self) -> Locator:
        """Those of the whole month, in the list view."""
        return self.root.locator(".list .time")

    @property
    def times(self) -> Locator:
        """The free times of the day chosen."""
        return self.root.locator(".chosen .time")

    def take(self, time: str) -> None:
        self.times.get_by_text(time, exact=True).click()
        expect(self.heading("Your call")).to_be_visible()

    def fill_in(self, name: str, email: str) -> None:
        self.root.get_by_label("Your name").fill(name)
        self.root.get_by_label("Email").fill(email)
        self.agree()

    def agree(self) -> None:
        self.root.locator("#consent").check()

    def book(self) -> None:
        self.button("Book call").click()

    def expect_booked(self) -> None:
        expect(self.heading("Your call is booked")).to_be_visible()

    @property
    def alternatives(self) -> Locator:
        """What is offered instead of a time that is gone."""
        return self.root.locator(".problem .time")

    def written(self) -> Sequence[str]:
        """Name and email, as they stand in the form."""
        labels = ("Your name", "Email")
        return [self.root.get_by_label(label).input_value() for label in labels]
