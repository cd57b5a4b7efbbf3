"""What a customer reads about a booking: the campaign's words, then whatever they leave out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from ...campaigns.addresses import booking_url
from ...campaigns.mail_words import (
    LINKS,
    VALUE_LENGTH,
    CampaignMailKind,
    Words,
    fill,
    used,
)
from ...campaigns.mails import mail_words
from ...installations.shop_name import shop_name
from ...notifications.composing import sender_of
from ...notifications.dates import (
    day_in_words,
    span_in_words,
    time_in_words,
    zone_in_words,
)
from ...notifications.letter import Block, Button, Facts, Letter, Link, Paragraph
from ...notifications.plain import plain_line
from ...ports import MailAddress
from ..entries import calendar_entry
from ..icalendar import calendar_booking, calendar_cancel
from ..links import EventLinks, links_of
from ..log import reason_for_customer
from ..models import Event
from ..selectors import OPENS_BEFORE
from .notices import Notice


@dataclass(frozen=True)
class Booking:
    """What is told of: an event with a date, its links, and what shop and host are called."""

    event: Event
    links: EventLinks
    shop: str
    host: MailAddress | None

    @property
    def starts_at(self) -> datetime:
        assert self.event.starts_at is not None
        return self.event.starts_at

    @property
    def told(self) -> dict[str, str]:
        """Zone and language in which the customer is told of times."""
        return {"zone": self.event.time_zone, "language": self.event.language}


def facts_of(event: Event) -> Booking:
    host = event.personal_shopper
    known = None
    if host is not None and host.deleted_at is None:
        known = MailAddress(host.email, host.name)
    return Booking(event, links_of(event), shop_name(event.installation), known)


def customer_letter(
    notice: Notice, booking: Booking, now: datetime, words: Words | None = None
) -> Letter:
    """In the customer's language; `words` take the place of the campaign's (for a preview)."""
    event = booking.event
    kind = CampaignMailKind(notice)
    words = words or mail_words(event.campaign, kind, event.language)
    with translation.override(event.language):
        values = _values(booking)
        return Letter(
            language=event.language,
            subject=fill(words.subject, values),
            heading=_heading(notice),
            blocks=[*_written(words.body, values), *_rest(notice, booking, used(words.body), now)],
            footer=_footer(booking),
            reply_to=booking.host,
            sender=_sender(event),
            calendar=_calendar(notice, booking, now),
            calendar_method="CANCEL" if notice == Notice.CANCELLED else "REQUEST",
            revision=event.sequence,
        )


def _values(booking: Booking) -> dict[str, str]:
    event, at = booking.event, booking.starts_at
    values = {
        "customer": event.customer_name,
        "personalShopper": booking.host.name if booking.host else booking.shop,
        "store": booking.shop,
        "campaign": event.campaign.name if event.campaign else booking.shop,
        "date": day_in_words(at, **booking.told),
        "time": time_in_words(at, **booking.told),
        "timeZone": zone_in_words(at, **booking.told),
    }
    lines = {name: plain_line(value, limit=VALUE_LENGTH) for name, value in values.items()}
    return {**lines, "joinUrl": booking.links.join_url, "manageUrl": booking.links.manage_url}


def _written(body: str, values: Mapping[str, str]) -> Iterator[Block]:
    """Paragraphs; a link in a paragraph of its own is a button."""
    urls = [values[name] for name in LINKS]
    for paragraph in body.split("\n\n"):
        name = paragraph.strip().removeprefix("{{").removesuffix("}}").strip()
        if name in LINKS and used(paragraph) == {name}:
            yield _button(_join() if name == "joinUrl" else _change(), values[name])
        elif paragraph.strip():
            yield Paragraph(fill(paragraph.strip("\n"), values), [one for one in urls if one])


def _rest(notice: Notice, booking: Booking, said: frozenset[str], now: datetime) -> Iterator[Block]:
    if notice == Notice.CANCELLED:
        planned = (_("Was planned for"), _span(booking))
        reason = reason_for_customer(booking.event)
        why = [(_("Reason"), reason)] if reason else []
        yield Facts([planned, *_with(booking), *why])
        campaign = booking.event.campaign
        if campaign is not None and campaign.deleted_at is None:
            yield _button(_("Choose another time"), booking_url(campaign))
        return
    yield Facts(_when(booking))
    if "joinUrl" not in said:
        yield _button(_join(), booking.links.join_url)
    if now < booking.starts_at - OPENS_BEFORE:
        yield Paragraph(_opens())
    if "manageUrl" not in said and notice != Notice.OPENS:
        yield Link(_change(), booking.links.manage_url)
    yield Paragraph(_("These links are for you alone: please do not pass them on."))


def _when(booking: Booking) -> list[tuple[str, str]]:
    zone = zone_in_words(booking.starts_at, **booking.told)
    return [(_("When"), _span(booking)), (_("Time zone"), zone), *_with(booking)]


def _with(booking: Booking) -> list[tuple[str, str]]:
    return [(_("With"), booking.host.name if booking.host else booking.shop)]


def _span(booking: Booking) -> str:
    return span_in_words(booking.starts_at, booking.event.duration_minutes, **booking.told)


def _opens() -> str:
    early = int(OPENS_BEFORE.total_seconds() // 60)
    return _(
        "The call opens %(minutes)d minutes before it starts. The attached file puts it "
        "into your calendar."
    ) % {"minutes": early}


def _join() -> str:
    return _("Open your call")


def _change() -> str:
    return _("Reschedule or cancel")


def _button(label: str, url: str) -> Button:
    return Button(label, url, _("Or copy this address into your browser:"))


def _heading(notice: Notice) -> str:
    return {
        Notice.SCHEDULED: _("Your video call is booked"),
        Notice.RESCHEDULED: _("Your video call has changed"),
        Notice.CANCELLED: _("Your video call is cancelled"),
        Notice.OPENS: _("Your video call is open"),
        Notice.REMINDER_DAY: _("Your video call is coming up"),
        Notice.REMINDER_HOUR: _("Your video call starts soon"),
    }[notice]


def _footer(booking: Booking) -> str:
    names = {"shop": booking.shop}
    return _("You get this mail because you have booked a video call with %(shop)s.") % names


def _sender(event: Event) -> MailAddress | None:
    campaign = event.campaign
    if campaign is None or not (campaign.from_address or campaign.from_name):
        return None
    return MailAddress(campaign.from_address, campaign.from_name)


def _calendar(notice: Notice, booking: Booking, now: datetime) -> str:
    """With what is planned or changed; who is reminded has it."""
    if notice not in {Notice.SCHEDULED, Notice.RESCHEDULED, Notice.CANCELLED}:
        return ""
    event = booking.event
    write = calendar_cancel if notice == Notice.CANCELLED else calendar_booking
    return write(
        calendar_entry(event, url=booking.links.join_url, shop=booking.shop),
        organizer=sender_of(_sender(event), booking.shop),
        attendee=MailAddress(event.customer_email, event.customer_name),
        now=now,
    )
