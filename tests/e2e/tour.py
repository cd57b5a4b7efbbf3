"""A walk through every page and state of the product, stopping at each to have it looked at.

The accessibility tests and the pictures take the same walk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Literal

from playwright.sync_api import Locator, expect

from .booking_tour import BookingTour
from .call_page import CallPage
from .networks import TRIAL_MS, block_udp
from .people import Customer, Staff
from .phone import INSTAGRAM
from .sent_files import file, photo, send

# Saleor tells us by a webhook, which our worker takes a moment for.
NOTICED_MS = 20_000
BLAZER = "Aube Linen Blazer"
REFUSE_DEVICES = """navigator.mediaDevices.getUserMedia =
  () => Promise.reject(new DOMException("", "NotAllowedError"))"""


class Tour(BookingTour):
    """Each method is one walk, on its own and from an empty shop."""

    def walks(self) -> list[Callable[[], None]]:
        """All walks, in the order of the product's story."""
        return [
            *(self.ask_for_a_call, self.leave_a_message, self.talk, self.buy, self.meet_by_link),
            *(self.meet_hurdles, self.follow_links, self.change_devices),
            *(self.send_files, self.sit_at_the_desk, self.look_around_the_desk),
            *(self.look_into_the_dashboard, self.plan_campaigns, self.keep_the_agenda),
            *(self.read_sent_mail, self.book_in_the_shop, self.book_and_manage),
            self.miss_permissions,
        ]

    def ask_for_a_call(self) -> None:
        camille, emma = self.cast.at_the_desk(), self.cast.customer()
        emma.visit("/products/aube-linen-blazer")
        expect(camille.desk.get_by_text("You are available")).to_be_visible()
        self._see("shop", emma)
        emma.open_widget()
        expect(emma.call.text("1 personal shopper is free now")).to_be_visible()
        self._see("request", emma)
        emma.call.button("Ask for a call").click()
        expect(emma.call.text("Without your agreement there is no call.")).to_be_visible()
        self._see("request-faults", emma)
        emma.call.ask("Emma Collins", "emma@example.com")
        expect(emma.call.text("You are next")).to_be_visible()
        expect(emma.call.root.get_by_label("Microphone level")).to_be_attached()
        self._see("line", emma)
        self.look("desk-waiting", camille.desk, camille.desk)
        emma.call.button("Leave the line").click()
        expect(emma.call.text("You would lose your place.")).to_be_visible()
        self._see("line-leave", emma)
        emma.call.button("Stay").click()
        camille.open_call_page("Emma Collins")
        self.look("join-desk", camille.desk, camille.desk)

    def leave_a_message(self) -> None:
        olivia = self.cast.customer()
        olivia.visit()
        assert self.cast.office.presence()["available"] is False
        self._see("shop-away", olivia)
        olivia.open_widget()
        expect(olivia.call.heading("Leave us a message")).to_be_visible()
        self._see("message", olivia)
        olivia.call.button("Send message").click()
        expect(olivia.call.text("Write a few words")).to_be_visible()
        self._see("message-faults", olivia)
        olivia.leave_message("Olivia Reyes", "Does the blazer run small?")
        self._see("message-sent", olivia)

    def talk(self) -> None:
        """A call of two with its panels and questions, seen by the customer in the shop."""
        camille, emma = self._call_in_the_shop()
        self._see("call", emma)
        emma.call.write("Do you have it in blue?")
        emma.call.write("I wear a medium.")
        expect(camille.call.tool("Chat")).to_have_accessible_name("Chat, 2 new messages")
        self.look("call-unread", camille.desk, camille.desk)
        camille.call.write("We do! One moment, I fetch it.")
        expect(emma.call.panel("Chat")).to_contain_text("One moment")
        self._see("chat", emma)
        self.look("chat-personal-shopper", camille.desk, camille.desk)
        self._panels(emma)
        self._questions(emma)
        emma.call.tool("Turn camera off").click()
        emma.call.tool("Mute microphone").click()
        expect(camille.call.root.locator(".initials").first).to_be_visible()
        self.look("camera-off", camille.desk, camille.desk)
        emma.call.button("Make small").click()
        expect(emma.call.button("Back to the call").first).to_be_visible()
        self._see("call-small", emma)

    def buy(self) -> None:
        """What is shown, suggested, added, refused and ordered."""
        camille, emma = self._call_in_the_shop()
        products = camille.call.open("Products")
        expect(products.get_by_role("button", name=BLAZER).first).to_be_visible()
        self.look("products", camille.desk, camille.desk)
        camille.call.find(BLAZER)
        camille.call.choose(products, "Ocean", "M")
        self.look("product", camille.desk, camille.desk)
        products.get_by_role("button", name="Show to everybody").click()
        card = emma.call.root.get_by_role("region", name=f"Details of {BLAZER}")
        expect(card.get_by_role("radio", name="Ocean")).to_be_checked()
        self._see("product-shown", emma)
        products.get_by_role("button", name="Suggest for the cart").click()
        suggestion = emma.call.root.get_by_role("region", name="Camille Laurent suggests")
        expect(suggestion).to_be_visible()
        self._see("suggestion", emma)
        products.get_by_role("button", name="Back", exact=True).click()
        expect(products.get_by_text("Waiting for an answer")).to_be_visible()
        self.look("suggestion-sent", camille.desk, camille.desk)
        suggestion.get_by_role("button", name="Add to cart").click()
        emma.expect_in_cart(1)
        self._cart(emma, card)
        cart = emma.call.panel("Cart")
        # What is scarce is left for others.
        self._line(cart, "Sand / M").get_by_role("button", name="Remove").click()
        emma.expect_in_cart(1)
        cart.get_by_role("button", name="Go to checkout").click()
        emma.page.wait_for_url("**/cart")
        expect(emma.page.get_by_role("heading", level=1)).to_be_visible()
        # The call has come back on the shop's next page.
        back = CallPage(emma.call_frame()).button("Back to the call").first
        expect(back).to_be_visible()
        self._see("shop-cart", emma)
        emma.place_order()
        emma.back_in_the_call()
        expect(emma.call.open("Cart").get_by_text("is placed")).to_be_visible()
        self._see("order-placed", emma)
        emma.call.end("Leave")
        expect(emma.call.button("Join again")).to_be_visible()
        self._see("left", emma)
        camille.call.end("End for everybody")
        expect(camille.desk.get_by_role("link", name="Back to the desk")).to_be_visible()
        self.look("farewell-personal-shopper", camille.desk, camille.desk)

    def meet_by_link(self) -> None:
        """A private call in windows of their own, with a guest."""
        camille, emma = self.cast.back_at_the_desk(), self.cast.customer()
        call = self.cast.office.create_call("Emma Collins")
        emma.follow(call.join_url)
        expect(emma.call.heading("Your call with Camille Laurent")).to_be_visible()
        self.look("join", emma.page, emma.page)
        emma.call.enter()
        expect(emma.call.heading("Camille Laurent will be with you shortly")).to_be_visible()
        self.look("wait", emma.page, emma.page)
        camille.join("Emma Collins").expect_call()
        emma.call.expect_call()
        emma.call.wait_until_picture_moves()
        lucas = self.cast.customer()
        lucas.follow(call.guest_url)
        expect(lucas.call.heading("Join the call with Camille Laurent")).to_be_visible()
        self.look("join-guest", lucas.page, lucas.page)
        lucas.call.enter("Lucas Moreau")
        lucas.call.expect_call()
        lucas.call.expect_videos(2)
        for each in (camille.call, lucas.call):
            each.wait_until_picture_moves()
        self.look("call-three", camille.desk, camille.desk)
        camille.call.open("Participants")
        self.look("participants", camille.desk, camille.desk)
        camille.call.end("End for everybody")
        expect(emma.call.heading("Thank you, Emma Collins")).to_be_visible()
        self.look("survey", emma.page, emma.page)
        emma.answer_survey(9, "Lovely")
        self.look("survey-answered", emma.page, emma.page)

    def meet_hurdles(self) -> None:
        """An app's web view, refused devices, and a network that lets nothing through."""
        office = self.cast.office
        emma = self.cast.customer(user_agent=INSTAGRAM)
        emma.follow(office.create_call("Emma Collins").join_url)
        expect(emma.call.heading("Open this page in your browser")).to_be_visible()
        self.look("web-view", emma.page, emma.page)
        olivia = self.cast.customer()
        olivia.page.add_init_script(REFUSE_DEVICES)
        olivia.page.route("**/media/trial", lambda route: route.fulfill(status=503))
        olivia.follow(office.create_call("Olivia Reyes").join_url)
        expect(olivia.call.text("Camera and microphone are blocked")).to_be_visible()
        expect(olivia.call.text("The connection could not be checked")).to_be_visible()
        self.look("join-refused", olivia.page, olivia.page)
        lucas = self.cast.customer()
        block_udp(lucas.page)
        lucas.follow(office.create_call("Lucas Moreau").join_url)
        blocked = lucas.call.text("Picture and sound do not come through this network")
        expect(blocked).to_be_visible(timeout=TRIAL_MS)
        self.look("join-blocked", lucas.page, lucas.page)

    def follow_links(self) -> None:
        """The page behind a link in each state."""
        office, visitor = self.cast.office, self.cast.customer()
        cancelled, full = office.create_call("Emma Collins"), office.create_call("Emma Collins")
        later = office.create_call("Emma Collins", starts_at=datetime.now(UTC) + timedelta(days=3))
        office.cancel(cancelled)
        unknown = f"{self.cast.demo.facts['appUrl']}/e/{'x' * 43}"
        for name, link, heading in (
            ("link-unknown", unknown, "We do not know this link"),
            ("link-cancelled", cancelled.join_url, "This call was cancelled"),
            ("link-early", later.join_url, "Your call is on"),
            ("link-full", full.guest_url, "The call is full"),
        ):
            if link == full.guest_url:
                office.fill(full)
            visitor.follow(link)
            expect(visitor.call.heading(re.compile(heading))).to_be_visible()
            self.look(name, visitor.page, visitor.page)

    def change_devices(self) -> None:
        """The call on another device: the question there, and the page it leaves behind."""
        _, emma = self.cast.meet()
        phone = self.cast.customer()
        phone.follow(emma.link)
        expect(phone.call.heading("You are in this call already")).to_be_visible()
        expect(phone.call.root.get_by_label("Microphone level")).to_be_attached()
        self.look("seat-question", phone.page, phone.page)
        phone.call.button("Join as a guest").click()
        expect(phone.call.root.get_by_label("Your name")).to_be_visible()
        self.look("join-as-guest", phone.page, phone.page)
        phone.follow(emma.link).button("Continue here").click()
        phone.call.expect_call()
        expect(emma.call.heading("The call goes on elsewhere")).to_be_visible()
        self.look("call-elsewhere", emma.page, emma.page)
        phone.call.open("Participants").get_by_role("button", name="Invite somebody").click()
        expect(phone.call.root.get_by_alt_text("QR code of the call link")).to_be_visible()
        self.look("invite", phone.page, phone.page)

    def sit_at_the_desk(self) -> None:
        """The desk's lists, a new call, and what is told of a call afterwards."""
        office, camille = self.cast.office, self.cast.at_the_desk()
        self.look("desk", camille.desk, camille.desk)
        office.create_call("Emma Collins", starts_at=datetime.now(UTC) + timedelta(days=2))
        office.leave_message("Lucas Moreau", "Is the tote large enough for a laptop?")
        expect(camille.row("Lucas Moreau")).to_be_visible()
        upcoming = camille.desk.get_by_role("region", name="Upcoming")
        expect(upcoming.get_by_role("link", name="Emma Collins", exact=True)).to_be_visible()
        self.look("desk-busy", camille.desk, camille.desk)
        camille.desk.get_by_role("link", name="Create private call").click()
        expect(camille.desk.get_by_role("button", name="Create call")).to_be_visible()
        self.look("new-call", camille.desk, camille.desk)
        camille.desk.get_by_role("button", name="Create call").click()
        expect(camille.desk.get_by_role("alert")).to_be_visible()
        self.look("new-call-faults", camille.desk, camille.desk)
        camille.fill_in_call("Emma Collins", "emma@example.com")
        camille.desk.get_by_text("Link for guests", exact=True).first.click()
        expect(camille.desk.get_by_alt_text("QR code: Link for guests")).to_be_visible()
        self.look("call-created", camille.desk, camille.desk)
        camille.desk.get_by_role("link", name="See the call").click()
        expect(camille.desk.get_by_role("region", name="Participants")).to_be_visible()
        self.look("event", camille.desk, camille.desk)

    def send_files(self) -> None:
        """A picture and a document in the chat, and the picture in full."""
        camille, emma = self.cast.meet()
        chat = send(emma.call, file("living-room.jpg", photo(0.3)), file("sizes.txt", b"M, 38"))
        expect(chat.get_by_text("sizes.txt")).to_be_visible()
        picture = chat.get_by_role("button", name="Look at living-room.jpg")
        expect(picture).to_be_visible()
        expect(camille.call.open("Chat").get_by_text("sizes.txt")).to_be_visible()
        self.look("chat-files", camille.desk, camille.desk)
        picture.click()
        expect(emma.call.root.get_by_role("dialog")).to_be_visible()
        self.look("chat-picture", emma.page, emma.page)

    def look_around_the_desk(self) -> None:
        """A message, the links of a call, the desk's code for a phone, and a session that ended."""
        office, camille = self.cast.office, self.cast.back_at_the_desk()
        office.create_call("Emma Collins", starts_at=datetime.now(UTC) + timedelta(days=2))
        office.leave_message("Lucas Moreau", "Is the tote large enough for a laptop?")
        camille.row("Lucas Moreau").get_by_role("link").first.click()
        expect(camille.desk.get_by_role("heading", name="Lucas Moreau")).to_be_visible()
        self.look("message-at-the-desk", camille.desk, camille.desk)
        camille.desk.get_by_role("link", name="All calls").click()
        links = camille.desk.get_by_role("button", name="Links of the call with Emma Collins")
        links.first.click()
        self._desk_dialog(camille, "links-dialog")
        camille.desk.locator(".menu summary").click()
        self.look("desk-menu", camille.desk, camille.desk)
        camille.desk.get_by_role("button", name="Use on my phone").click()
        self._desk_dialog(camille, "desk-phone-code")
        camille.context.clear_cookies()
        camille.desk.evaluate("htmx.trigger('#lists', 'staff:refresh')")
        expect(camille.desk.get_by_role("dialog")).to_contain_text("Your session has ended")
        self.look("session-over", camille.desk, camille.desk)

    def read_sent_mail(self) -> None:
        """The demo's page of sent mail."""
        self.cast.office.book("emma@example.com")
        page = self.cast.staff("admin").log_in()
        with page.expect_popup() as opened:
            page.get_by_role("link", name="Sent mail").click()
        mailbox = opened.value
        expect(mailbox.get_by_role("heading").first).to_be_visible()
        self.look("sent-mail", mailbox, mailbox)
        booked = re.compile(r"^Your video call with Maison Lumen on .* emma@example")
        mailbox.get_by_role("link", name=booked).first.click()
        mail = mailbox.frame_locator("#mail iframe")
        expect(mail.get_by_role("heading", name="Your video call is booked")).to_be_visible()
        self.look("sent-mail-open", mailbox, mailbox)

    def miss_permissions(self) -> None:
        """The banner of what the app may not do."""
        office = self.cast.office
        needed = office.app_permissions()
        office.give_app(*(one for one in needed if one != "MANAGE_ORDERS"))
        try:
            admin = self.cast.staff("admin")
            page = admin.log_in()
            page.get_by_role("link", name="Personal Shopper").click()
            banner = page.frame_locator("main iframe").get_by_text("Manage orders")
            expect(banner).to_be_visible(timeout=NOTICED_MS)
            self.look("dashboard-lacking", page, admin.framed())
        finally:
            office.give_app(*needed)

    def look_into_the_dashboard(self) -> None:
        """The pages in the Dashboard's frame."""
        admin = self.cast.staff("admin")
        page = admin.log_in()
        page.get_by_role("link", name="Personal Shopper").click()
        calls = page.frame_locator("main iframe")
        expect(calls.get_by_role("heading", name="All calls")).to_be_visible()
        self.look("dashboard-calls", page, admin.framed())
        calls.get_by_role("link", name="Settings", exact=True).click()
        expect(calls.get_by_role("heading", name="Personal shoppers")).to_be_visible()
        self.look("dashboard-settings", page, admin.framed())
        page.get_by_role("link", name="Orders").click()
        page.get_by_role("heading", name="Orders").wait_for()
        orders = page.get_by_role("link", name=re.compile(r"^#"))
        if orders.count():
            orders.first.click()
            widget = page.frame_locator(".widget iframe")
            expect(widget.get_by_text("See the call")).to_be_visible()
            self.look("dashboard-order", page, admin.framed())
        outsider = self.cast.staff("warehouse")
        page = outsider.log_in()
        page.get_by_role("link", name="Personal Shopper").click()
        expect(page.frame_locator("main iframe").get_by_role("heading").first).to_be_visible()
        self.look("dashboard-no-access", page, outsider.framed())

    def plan_campaigns(self) -> None:
        """Campaigns, availabilities, people and groups, framed and at the desk."""
        admin = self.cast.staff("admin")
        page = admin.log_in()
        page.get_by_role("link", name="Personal Shopper").click()
        ours = page.frame_locator("main iframe")

        def see(name: str, heading: str, *, link: str = "", button: str = "") -> None:
            """Follow a link or press a button, and look at where that leads."""
            role: Literal["link", "button"] = "link" if link else "button"
            if link or button:
                ours.get_by_role(role, name=link or button, exact=True).first.click()
            expect(ours.get_by_role("heading", name=heading).first).to_be_visible()
            self.look(name, page, admin.framed())

        see("campaigns", "All campaigns", link="Campaigns")
        see("campaign-new", "New campaign", link="New campaign")
        ours.get_by_role("button", name="Create campaign").click()
        expect(ours.get_by_text("The campaign is not created yet.")).to_be_visible()
        self.look("campaign-faults", page, admin.framed())
        ours.get_by_role("link", name="All campaigns").click()
        campaign = ours.locator("tbody a.row-title").first
        name = campaign.inner_text()
        campaign.click()
        see("campaign-basic", name)
        see("campaign-agenda", "When customers can book", link="Agenda")
        see("campaign-notifications", "What the mails say", link="Notifications")
        ours.get_by_role("button", name="Preview").click()
        mail = ours.frame_locator("iframe[title=Preview]")
        expect(mail.get_by_role("heading", name="Your video call is booked")).to_be_visible()
        self.look("campaign-mail-preview", page, admin.framed())
        ours.get_by_role("link", name="All campaigns").click()
        see("availabilities", "Availabilities", link="Availabilities")
        see("availability-new", "New availability", link="New availability")
        ours.get_by_role("button", name="Add a time on Monday").click()
        ours.get_by_role("group", name="Monday", exact=True).locator("summary").click()
        self.look("availability-copy", page, admin.framed())
        ours.get_by_role("link", name="All availabilities").click()
        ours.get_by_role("link", name="Settings", exact=True).click()
        see("person", "Camille Laurent", link="Camille Laurent")
        ours.get_by_role("link", name="Settings", exact=True).click()
        see("group-new", "New group", link="New group")
        camille = self.cast.back_at_the_desk()
        camille.desk.goto(f"{camille.desk.url.rstrip('/')}/me")
        expect(camille.desk.get_by_role("heading", name="My hours and links")).to_be_visible()
        self.look("desk-my-hours", camille.desk, camille.desk)

    def keep_the_agenda(self) -> None:
        """Booking for a customer, the event's page, moving, the list and the agenda."""
        camille = self.cast.back_at_the_desk()
        desk, home = camille.desk, camille.desk.url.rstrip("/")
        desk.get_by_role("link", name="Events", exact=True).click()
        expect(desk.get_by_role("heading", name="All events")).to_be_visible()
        self.look("events", desk, desk)
        desk.get_by_role("link", name="Book a call").click()
        desk.locator("label.chip.time").first.wait_for()
        self.look("book-a-call", desk, desk)
        desk.get_by_role("button", name="Book the call").click()
        expect(desk.get_by_text("The call is not booked yet.")).to_be_visible()
        self.look("book-a-call-faults", desk, desk)
        desk.get_by_role("button", name="Later days").click()
        # There are none before today.
        expect(desk.get_by_role("button", name="Earlier days")).to_be_enabled()
        desk.locator("label.chip.time").first.click()
        desk.get_by_label("Name").fill("Emma Collins")
        desk.get_by_label("Email").fill("emma.collins@example.com")
        desk.get_by_role("button", name="Book the call").click()
        expect(desk.get_by_role("heading", name="Who did what")).to_be_visible()
        self.look("booked-call", desk, desk)
        planned = desk.locator("dt:text-is('Planned') + dd time").get_attribute("datetime") or ""
        desk.get_by_role("button", name="Hand over…").click()
        self._desk_dialog(camille, "hand-over", close="Keep it")
        desk.get_by_role("link", name="Move…").click()
        expect(desk.get_by_role("heading", name="Move the call")).to_be_visible()
        self.look("move-a-call", desk, desk)
        desk.get_by_role("link", name="Emma Collins").click()
        desk.get_by_role("link", name="All calls").click()
        expect(desk.get_by_role("region", name="My day")).to_be_visible()
        self.look("desk-my-day", desk, desk)
        desk.get_by_role("link", name="Agenda", exact=True).first.click()
        desk.locator(".agenda-grid[data-drawn]").wait_for()
        self.look("agenda-day", desk, desk)
        desk.goto(f"{home}/agenda?day={planned[:10]}&view=week")
        desk.locator(".week-view[data-drawn] .agenda-event").first.wait_for()
        self.look("agenda-week", desk, desk)
        desk.locator(".agenda-event").first.click()
        self._desk_dialog(camille, "agenda-call")

    def _desk_dialog(self, camille: Staff, name: str, close: str = "Close") -> None:
        dialog = camille.desk.get_by_role("dialog")
        expect(dialog).to_be_visible()
        self.look(name, camille.desk, camille.desk)
        dialog.get_by_role("button", name=close, exact=True).click()
        expect(dialog).to_have_count(0)

    def _see(self, name: str, customer: Customer) -> None:
        """Look at the call in the shop's page, or at the shop while there is none."""
        frame = customer.find_call_frame()
        self.look(name, customer.page, frame or customer.page)

    def _call_in_the_shop(self) -> tuple[Staff, Customer]:
        camille, emma = self.cast.at_the_desk(), self.cast.customer()
        emma.visit("/products/aube-linen-blazer")
        self.cast.connect(camille, emma)
        for call in (camille.call, emma.call):
            call.wait_until_picture_moves()
        return camille, emma

    def _panels(self, emma: Customer) -> None:
        for panel in ("Participants", "Products", "Cart"):
            emma.call.open(panel)
            self._see(f"panel-{panel.lower()}", emma)
        emma.call.close("Cart")

    def _questions(self, emma: Customer) -> None:
        emma.call.tool("More options").click()
        expect(emma.call.root.get_by_role("menu")).to_be_visible()
        self._see("more", emma)
        for item, name in (("Camera and microphone", "devices"), ("Keyboard", "shortcuts")):
            if not emma.call.root.get_by_role("menu").is_visible():
                emma.call.tool("More options").click()
            emma.call.root.get_by_role("menuitem", name=item).click()
            self._dialog(emma.call, name, emma)
        emma.call.tool("End call").click()
        self._dialog(emma.call, "end", emma)

    def _dialog(self, call: CallPage, name: str, emma: Customer) -> None:
        dialog = call.root.get_by_role("dialog")
        expect(dialog).to_be_visible()
        self._see(f"dialog-{name}", emma)
        dialog.get_by_role("button", name="Close").click()
        expect(dialog).to_have_count(0)

    def _cart(self, emma: Customer, card: Locator) -> None:
        """Two lines, and a quantity that the shop refuses."""
        emma.call.choose(card, "Sand", "M")
        card.get_by_role("button", name="Add to cart").click()
        emma.expect_in_cart(2)
        cart = emma.call.open("Cart")
        more = self._line(cart, "Sand / M").get_by_role("button", name="One more")
        more.click()
        emma.expect_in_cart(3)
        more.click()
        expect(cart.get_by_role("alert").filter(has_text="left")).to_be_visible()
        self._see("cart", emma)

    def _line(self, cart: Locator, variant: str) -> Locator:
        return cart.get_by_role("listitem").filter(has_text=variant)
