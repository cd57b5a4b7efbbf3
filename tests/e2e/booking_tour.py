"""The walks through what customers see of bookings; part of the tour."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Frame, Page, expect

from .agenda import Agenda
from .cast import Cast

# What a stop is called, the window, and the document in it that is ours.
Look = Callable[[str, Page, Page | Frame], None]


class BookingTour:
    """Each method is one walk, on its own and from an empty shop."""

    def __init__(self, cast: Cast, look: Look) -> None:
        self.cast = cast
        self.look = look

    def book_in_the_shop(self) -> None:
        """The agenda in the shop's own page."""
        emma = self.cast.customer()
        emma.visit("/stylists")
        frame = emma.call_frame()
        agenda = Agenda(frame)
        agenda.wait_until_ready()
        agenda.show_next_month()
        self.look("agenda-in-shop", emma.page, frame)
        agenda.times.first.click()
        agenda.fill_in("Emma Collins", "emma.tour@example.com")
        self.look("agenda-in-shop-form", emma.page, frame)
        agenda.book()
        agenda.expect_booked()
        self.look("agenda-in-shop-booked", emma.page, frame)

    def book_and_manage(self) -> None:
        """The booking page, what its mail leads to, and what stands there when there is nothing."""
        emma, app = self.cast.customer(), self.cast.demo.facts["appUrl"]
        page, agenda = emma.page, Agenda(emma.page)

        def see(name: str, heading: str) -> None:
            expect(agenda.heading(heading)).to_be_visible()
            self.look(name, page, page)

        page.goto(f"{app}/book/{self.cast.demo.facts['openCampaign']}")
        agenda.wait_until_ready()
        agenda.show_next_month()
        see("book", "Winter styling")
        agenda.button("List").click()
        see("book-list", "Winter styling")
        agenda.button("Month").click()
        page.get_by_role("button", name="Time zone").click()
        see("book-zone", "Winter styling")
        page.keyboard.press("Escape")
        agenda.times.first.click()
        see("book-form", "Your call")
        agenda.book()
        expect(page.get_by_text("Tick the box to go on.")).to_be_visible()
        see("book-form-faults", "Your call")
        agenda.fill_in("Emma Collins", "emma.tour@example.com")
        agenda.book()
        see("booked", "Your call is booked")
        booked = page.get_by_role("link", name="Page of the call").get_attribute("href")
        page.get_by_role("link", name="Move or cancel").click()
        see("manage", "Your booking")
        agenda.button("Move call").click()
        agenda.wait_until_ready()
        agenda.show_next_month()
        see("manage-move", "Choose another time")
        agenda.times.first.click()
        see("manage-move-confirm", "Move your call to")
        agenda.button("Move call").click()
        see("manage-moved", "Your call is moved")
        page.goto(str(booked))
        expect(page.get_by_role("link", name="Move or cancel")).to_be_visible()
        self.look("link-early-booked", page, page)
        page.get_by_role("link", name="Move or cancel").click()
        agenda.button("Cancel call").click()
        see("manage-cancel", "Cancel your call?")
        agenda.button("Cancel call").click()
        see("manage-cancelled", "Your call is cancelled")
        for name, path in (("book-unknown", "book/nothing"), ("manage-unknown", "manage/nothing")):
            page.goto(f"{app}/{path}")
            see(name, "We do not know this page")
