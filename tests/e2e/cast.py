"""The people of one story, and their way home."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from .people import Customer, PersonalShopper
from .running_demo import RunningDemo
from .saleor import Saleor

CUSTOMER = "Emma Collins"


class Cast:
    """Makes personal shoppers and customers, each with a browser profile of his own."""

    def __init__(self, browser: Browser, demo: RunningDemo) -> None:
        self.browser = browser
        self.demo = demo
        self.saleor = Saleor(demo.facts)
        self._people: list[PersonalShopper | Customer] = []

    def personal_shopper(self, name: str = "camille", **options: Any) -> PersonalShopper:
        """Camille, Noah, Inês or Jordi, by the first part of the email address."""
        person = PersonalShopper(self.browser, self.demo, f"{name}@example.com", **options)
        self._people.append(person)
        return person

    def customer(self, **options: Any) -> Customer:
        """Anybody else; `options` are those of a browser context."""
        person = Customer(self.browser, self.demo, **options)
        self._people.append(person)
        return person

    def at_the_desk(self, name: str = "camille", **options: Any) -> PersonalShopper:
        """A personal shopper who sits there and is available."""
        person = self.personal_shopper(name, **options)
        person.open_desk()
        person.be_available()
        return person

    def connect(self, shopper: PersonalShopper, customer: Customer, name: str = CUSTOMER) -> None:
        """The customer, who is in the shop, asks for a call and gets this personal shopper."""
        customer.open_widget().ask(name)
        shopper.join(name).expect_call()
        customer.call.expect_call()

    def take_pictures(self, folder: Path) -> list[str]:
        """Of every page that somebody has open."""
        taken = []
        for person in self._people:
            for page in person.context.pages:
                path = folder / f"{len(taken)}.png"
                page.screenshot(path=path)
                taken.append(f"{path} {page.url}")
        return taken

    def go_home(self) -> None:
        """Close all browsers; no call and no request stays open, nobody stays available."""
        for person in self._people:
            person.context.close()
        shoppers = [each for each in self._people if isinstance(each, PersonalShopper)]
        self.saleor.tidy([each.person["email"] for each in shoppers])
        self._people.clear()
