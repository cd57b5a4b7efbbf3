"""The people of one story, and their way home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from .foreign_clients import ForeignPage
from .office import Office
from .people import Customer, Staff, new_context
from .running_demo import RunningDemo

CUSTOMER = "Emma Collins"


class Cast:
    """Makes staff and customers, each with a browser profile of his own."""

    def __init__(self, demo: RunningDemo, *, staff: Browser, customers: Sequence[Browser]) -> None:
        self.demo = demo
        self._staff_browser = staff
        self._customer_browsers = customers
        self.office = Office(demo.facts)
        # Run in every document that they open, before anything else.
        self.scripts: list[str] = []
        self._people: list[Staff | Customer] = []

    def staff(
        self, name: str = "camille", *, browser: Browser | None = None, **options: Any
    ) -> Staff:
        """Somebody who can log in to the Dashboard, by the first part of the email address."""
        used = browser or self._staff_browser
        person = Staff(used, self.demo, f"{name}@example.com", **options)
        self._welcome(person)
        return person

    def customer(self, *, browser: Browser | None = None, **options: Any) -> Customer:
        """Anybody else; `options` are those of a browser context."""
        before = sum(isinstance(each, Customer) for each in self._people)
        usual = self._customer_browsers[before % len(self._customer_browsers)]
        return self.in_profile(new_context(browser or usual, **options))

    def in_profile(self, context: BrowserContext) -> Customer:
        """A customer in a browser profile that was made elsewhere."""
        person = Customer(context, self.demo)
        self._welcome(person)
        return person

    def foreign(self, script: Path) -> ForeignPage:
        """A page of somebody else's."""
        return ForeignPage(self.customer().context, script)

    def _welcome(self, person: Staff | Customer) -> None:
        for script in self.scripts:
            person.context.add_init_script(script)
        self._people.append(person)

    def at_the_desk(self, name: str = "camille", **options: Any) -> Staff:
        """A personal shopper who sits there and is available."""
        person = self.back_at_the_desk(name, **options)
        person.be_available()
        return person

    def back_at_the_desk(self, name: str = "camille", **options: Any) -> Staff:
        """A personal shopper at the desk, who came from the Dashboard once in the demo's life."""
        if name not in self.demo.desks:
            person = self.staff(name, **options)
            person.open_desk()
            self.demo.desks[name] = (person.desk.url, person.context.storage_state())
            return person
        address, session = self.demo.desks[name]
        person = self.staff(name, storage_state=session, **options)
        person.return_to_desk(address)
        return person

    def connect(self, shopper: Staff, customer: Customer, name: str = CUSTOMER) -> None:
        """The customer, who is in the shop, asks for a call and gets this personal shopper."""
        customer.open_widget().ask(name)
        shopper.join(name).expect_call()
        customer.call.expect_call()

    def meet(
        self,
        name: str = CUSTOMER,
        *,
        customer: Customer | None = None,
        shopper: Staff | None = None,
    ) -> tuple[Staff, Customer]:
        """Camille and a customer in a private call, each in a window of the call page."""
        camille, customer = shopper or self.back_at_the_desk(), customer or self.customer()
        link = self.office.create_call(name).join_url
        camille.join(name).expect_call()
        customer.follow(link).enter()
        customer.call.expect_call()
        return camille, customer

    @contextmanager
    def channel(self, **fields: str) -> Iterator[None]:
        """The channel's settings with these changes, as long as that is wanted."""
        self.office.set_channel(self.demo.further_origins, **fields)
        try:
            yield
        finally:
            self.office.set_channel(self.demo.further_origins)

    def take_pictures(self, folder: Path) -> list[str]:
        """Of every page that somebody has open."""
        taken: list[str] = []
        for person in self._people:
            for page in person.context.pages if person.is_here else []:
                path = folder / f"{len(taken)}.png"
                page.screenshot(path=path)
                taken.append(f"{path} {page.url}")
        return taken

    def go_home(self) -> None:
        """Close all browsers; no call and no request stays open, nobody stays available."""
        for person in self._people:
            if person.is_here:
                person.context.close()
        shoppers = [each for each in self._people if isinstance(each, Staff)]
        self.office.tidy([each.person["email"] for each in shoppers])
        self._people.clear()
