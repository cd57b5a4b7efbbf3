"""Bookings from the agenda to the till: across zones and clock changes, moved, reminded, joined,
cancelled from the mail, and wanted by two at once. How a merchant builds the campaign is in
test_campaigns."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Route, expect

from .agenda import Agenda
from .call_page import CallPage
from .campaigns import campaign
from .cast import Cast
from .people import Customer
from .phone import HANDHELD
from .post import Post

pytestmark = pytest.mark.e2e

ZONE = ZoneInfo("Europe/Madrid")
EMMA, LUCAS, OLIVIA = "emma.b@example.com", "lucas.b@example.com", "olivia.b@example.com"
CANDLE = "Nuit Scented Candle"
QUARTER = timedelta(minutes=15)
SECONDS_TO_MOVE = 45
"""More than a page needs to move a call to a time that it shows."""


def day_of_next_change(zone: ZoneInfo) -> date:
    """The next local day, from tomorrow on, that is not 24 hours long."""
    day = datetime.now(zone).date() + timedelta(days=1)
    while midnight(day + timedelta(days=1), zone) - midnight(day, zone) == timedelta(days=1):
        day += timedelta(days=1)
    return day


def midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def clock(moment: datetime) -> str:
    """As clocks there show it to somebody who reads American English."""
    shown = moment.astimezone(ZONE)
    return f"{shown.hour % 12 or 12}:{shown:%M %p}"


def clocks_of(day: date) -> list[str]:
    """What clocks show every quarter of an hour of that day: gaps never, repeated hours twice."""
    moment, end = midnight(day, ZONE), midnight(day + timedelta(days=1), ZONE)
    return [clock(moment + n * QUARTER) for n in range(int((end - moment) / QUARTER))]


def seconds_to_next_quarter() -> float:
    return QUARTER.seconds - datetime.now(UTC).timestamp() % QUARTER.seconds


def in_words(day: date) -> str:
    return f"{day:%A, %B} {day.day}, {day.year}"


def open_agenda(customer: Customer, address: str) -> Agenda:
    customer.page.goto(address)
    agenda = Agenda(customer.page)
    agenda.wait_until_ready()
    return agenda


@pytest.mark.feature("SF-12", "NT-07", "NT-08", "NT-10", "AD-08")
def test_a_customer_abroad_books_across_a_clock_change_moves_it_is_reminded_and_buys(
    cast: Cast,
) -> None:
    # given a phone in Spain, a shop in New York, and the next night in which Spain's clocks change
    day = day_of_next_change(ZONE)
    noah = cast.back_at_the_desk("noah")
    emma = cast.customer(**HANDHELD, timezone_id=ZONE.key)
    post = Post(cast.demo, EMMA)
    with campaign(cast.office, "Abroad", "00:00", "24:00", incrementMinutes=15) as address:
        # when she looks at that day, then each of its hours is there as her clocks will show it
        agenda = open_agenda(emma, address)
        agenda.choose_person("Noah Bennett")
        agenda.show_month(f"{day:%B %Y}")
        agenda.choose_day(in_words(day))
        texts = agenda.times.all_inner_texts()
        assert [" ".join(text.split()[:2]) for text in texts] == clocks_of(day)

        # and when she books at ten, then the mail has it at the right moment, for any calendar
        ten = datetime.combine(day, time(10), ZONE).astimezone(UTC)
        agenda.take("10:00 AM")
        agenda.fill_in("Emma Collins", EMMA)
        agenda.book()
        agenda.expect_booked()
        booked = post.mail("Your video call with Maison Lumen")
        assert (booked.entry.method, booked.entry.sequence) == ("REQUEST", 0)
        assert booked.entry.starts_at == ten
        assert "10:00" in booked.text

        # and when she moves it by the mail's link to the day after, then her calendar follows
        agenda = Agenda(emma.page)
        emma.page.goto(booked.link("/manage/"))
        agenda.button("Move call").click()
        agenda.wait_until_ready()
        agenda.show_month(f"{day + timedelta(days=1):%B %Y}")
        agenda.choose_day(in_words(day + timedelta(days=1)))
        agenda.times.get_by_text("10:15 AM", exact=True).click()
        agenda.button("Move call").click()
        expect(agenda.heading("Your call is moved")).to_be_visible()
        next_day = datetime.combine(day + timedelta(days=1), time(10, 15), ZONE).astimezone(UTC)
        moved = post.mail("Changed: your video call").entry
        assert (moved.method, moved.uid, moved.sequence) == ("REQUEST", booked.entry.uid, 1)
        assert moved.starts_at == next_day

        # and she is reminded the day before that, and not of what was before
        reminder = post.mail_as_of(next_day - timedelta(hours=24), "Reminder: your video call")
        assert "10:15" in reminder.subject

        # and when she moves it to the first time there is, then she may come in, and buys
        agenda.button("Move call").click()
        agenda.wait_until_ready()
        while agenda.button("Earlier month").is_enabled():
            agenda.button("Earlier month").click()
            agenda.wait_until_ready()
        agenda.button("List").click()
        agenda.all_times.nth(0 if seconds_to_next_quarter() > SECONDS_TO_MOVE else 1).click()
        agenda.button("Move call").click()
        expect(agenda.heading("Your call is moved")).to_be_visible()
        emma.page.get_by_role("link", name="Page of the call").click()
        emma.call = CallPage(emma.page)
        # Where the second time was taken, the page opens by itself when it is time.
        wait = (SECONDS_TO_MOVE + 15) * 1_000
        expect(emma.call.root.get_by_label("I agree to this")).to_be_visible(timeout=wait)
        emma.call.enter()
        noah.desk.reload()
        noah.join("Emma Collins").expect_call()
        emma.call.expect_call()
        noah.call.show(CANDLE)
        card = emma.call.root.get_by_role("region", name=f"Details of {CANDLE}")
        card.get_by_role("button", name="Add to cart").click()
        expect(noah.call.tool("Cart")).to_have_accessible_name("Cart, 1 item")
        with emma.context.expect_page() as opened:
            emma.call.open("Cart").get_by_role("button", name="Go to checkout").click()
        emma.page = opened.value
        number = emma.place_order()
        credits = cast.office.credits("Emma Collins", "PENDING")
        assert {credit["orderNumber"] for credit in credits} == {number}


@pytest.mark.feature("SF-12", "NT-07")
def test_a_customer_cancels_from_the_mail_and_others_can_have_the_time(cast: Cast) -> None:
    # given a booking of the only time of a day
    lucas, olivia = cast.customer(), cast.customer()
    post, his = Post(cast.demo, LUCAS), Post(cast.demo, "noah@example.com")
    with campaign(cast.office, "Noon", "12:00", "12:30", durationMinutes=30) as address:
        agenda = open_agenda(lucas, address)
        agenda.choose_person("Noah Bennett")
        agenda.show_next_month()
        time_of_it = agenda.times.first.inner_text().strip()
        agenda.take(time_of_it)
        agenda.fill_in("Lucas Moreau", LUCAS)
        agenda.book()
        agenda.expect_booked()
        booked = post.mail("Your video call with Maison Lumen")

        # when the mail's link is opened, as scanners do, then nothing happens yet
        link = booked.link("/manage/")
        assert lucas.page.request.get(link).ok
        lucas.page.goto(link)
        agenda.button("Cancel call").click()
        assert [each["status"] for each in cast.office.events("SCHEDULED")] == ["SCHEDULED"]

        # and when he cancels and says why
        lucas.page.get_by_label("Would you like to tell us why?").fill("I have found a coat.")
        agenda.button("Cancel call").click()
        expect(agenda.heading("Your call is cancelled")).to_be_visible()

        # then his calendar takes it out, the personal shopper reads why, and the time is free
        cancelled = post.mail("Cancelled: your video call").entry
        assert (cancelled.method, cancelled.uid) == ("CANCEL", booked.entry.uid)
        assert "I have found a coat." in his.mail("Cancelled").text
        again = open_agenda(olivia, address)
        again.choose_person("Noah Bennett")
        again.show_next_month()
        assert again.times.first.inner_text().strip() == time_of_it


@pytest.mark.feature("SF-12")
def test_two_want_the_last_time_at_once_and_the_loser_takes_another(cast: Cast) -> None:
    # given one time a day, and two whose hold on it did not come through
    two = [cast.customer(), cast.customer()]
    with campaign(cast.office, "Last one", "12:00", "12:30", durationMinutes=30) as address:
        agendas = [come_to_the_form(customer, address) for customer in two]
        for agenda, name, email in zip(agendas, ("Lucas", "Olivia"), (LUCAS, OLIVIA), strict=True):
            agenda.fill_in(name, email)

        # when both book at once
        for agenda in agendas:
            agenda.book()

        # then one of them has it
        ways = re.compile("Your call is booked|Your call$")
        for agenda in agendas:
            done = agenda.heading("Your call is booked").or_(agenda.alternatives.first)
            expect(done).to_be_visible()
            expect(agenda.root.get_by_role("heading", name=ways)).to_be_visible()
        winners = [each for each in agendas if each.heading("Your call is booked").is_visible()]
        (loser,) = [each for each in agendas if each not in winners]
        assert len(winners) == 1

        # and the other reads three more, has lost nothing that was written, and takes one
        expect(loser.alternatives).to_have_count(3)
        assert loser.written() in (["Lucas", LUCAS], ["Olivia", OLIVIA])
        loser.alternatives.first.click()
        loser.book()
        loser.expect_booked()
        starts = [each["startsAt"] for each in cast.office.bookings()]
        assert len(starts) == len(set(starts)) == 2


def come_to_the_form(customer: Customer, address: str) -> Agenda:
    """The form of the first time there is, which is not kept for the customer."""

    def drop_holds(route: Route) -> None:
        if "SlotHoldCreate" in (route.request.post_data or ""):
            route.abort()
        else:
            route.fallback()

    customer.page.route("**/graphql/", drop_holds)
    agenda = open_agenda(customer, address)
    agenda.choose_person("Noah Bennett")
    agenda.show_next_month()
    agenda.times.first.click()
    expect(customer.page.get_by_text("This time is not kept for you")).to_be_visible()
    return agenda


@pytest.mark.feature("SF-12")
def test_many_times_are_gone_through_by_keyboard(cast: Cast) -> None:
    # given a day with a time every quarter of an hour
    cast.back_at_the_desk("noah")
    emma = cast.customer(timezone_id="America/New_York")
    with campaign(cast.office, "Quarters", "00:00", "24:00", incrementMinutes=15) as address:
        agenda = open_agenda(emma, address)
        agenda.show_next_month()
        keyboard = emma.page.keyboard

        # when she comes from the day, then one press leads to its times, and one beyond them
        agenda.root.locator(".free[tabindex='0']").focus()
        keyboard.press("Tab")
        expect(agenda.times.first).to_be_focused()
        keyboard.press("Tab")
        expect(agenda.root.get_by_role("button", name="Time zone: ")).to_be_focused()

        # when she goes down a row, back along it, and to the end
        keyboard.press("Shift+Tab")
        keyboard.press("ArrowDown")
        keyboard.press("ArrowLeft")
        keyboard.press("ArrowRight")
        focused = agenda.root.locator(".chosen .time:focus")
        left = "each => each.offsetLeft"
        assert focused.evaluate(left) == agenda.times.first.evaluate(left)
        keyboard.press("End")
        expect(agenda.times.last).to_be_focused()
        assert agenda.times.last.inner_text() == "11:45 PM"

        # then she takes it
        keyboard.press("Enter")
        expect(agenda.heading("Your call")).to_be_visible()
