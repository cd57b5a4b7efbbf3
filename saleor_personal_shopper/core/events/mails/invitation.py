"""The invitation to a private call, now or later (DC-12, DC-20)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from ...notifications.dates import date_in_words, span_in_words, zone_in_words
from ...notifications.letter import Block, Button, Facts, Letter, Paragraph
from ...notifications.models import Mail, MailStatus
from ...notifications.selectors import last_mail, shop_name
from ...notifications.services import enqueue_mail, hasten_mail
from ...ports import MailAddress
from ...shoppers.models import PersonalShopper
from ..desk import DeskList, notify_desk
from ..entries import calendar_entry, call_title
from ..icalendar import calendar_request
from ..links import links_of
from ..models import Event
from ..selectors import OPENS_BEFORE
from ..states import is_open

KIND = "invitation"
SAME_WITHIN = timedelta(minutes=1)
"""Whoever asks again so soon pressed twice, or did not get our answer."""


def invite(event: Event, now: datetime) -> Mail:
    """Put the invitation to a locked event into the outbox. Raises DomainError RATE_LIMITED.

    One that has not gone out yet is hastened; one that has just gone out is not sent again.
    """
    last = last_mail(event.installation, KIND, event.pk)
    if last is not None and _is_the_same(last, event, now):
        hasten_mail(last, now=now)
        return last
    number = Mail.objects.of(event.installation).filter(kind=KIND, about=event.pk).count() + 1
    return enqueue_mail(
        installation=event.installation,
        kind=KIND,
        key=f"{KIND}:{event.pk}:{number}",
        about=event.pk,
        recipient=event.customer_email,
        now=now,
    )


def write(mail: Mail, now: datetime) -> Letter | None:
    """None once the call is over or the customer was forgotten."""
    events = Event.objects.of(mail.installation_id).select_related(
        "installation", "personal_shopper"
    )
    event = events.filter(pk=mail.about).first()
    if event is None or not is_open(event.status) or event.customer_email != mail.recipient:
        return None
    with translation.override(event.language):
        return _letter(event, now)


def settled(mail: Mail, now: datetime) -> None:
    """Have the desks read again what became of it."""
    notify_desk(mail.installation, lists=[DeskList.UPCOMING], now=now)


def _is_the_same(last: Mail, event: Event, now: datetime) -> bool:
    if last.status != MailStatus.SENT:
        return last.status == MailStatus.PENDING
    is_new = last.sent_at is not None and last.sent_at > now - SAME_WITHIN
    return is_new and last.revision == event.sequence


def _letter(event: Event, now: datetime) -> Letter:
    shop, host = shop_name(event.installation), _host(event)
    is_ahead = event.starts_at is not None and event.starts_at > now
    names = {"name": host.name if host else shop, "shop": shop}
    return Letter(
        language=event.language,
        subject=_subject(event, shop, now),
        heading=_("%(name)s invites you to a video call") % names,
        blocks=_later(event, names["name"]) if is_ahead else _now(event),
        footer=_footer(names, host),
        reply_to=MailAddress(host.email, host.name) if host else None,
        calendar=_calendar(event, host, shop, now) if is_ahead else "",
        revision=event.sequence,
    )


def _host(event: Event) -> PersonalShopper | None:
    host = event.personal_shopper
    return host if host and host.deleted_at is None else None


def _subject(event: Event, shop: str, now: datetime) -> str:
    if event.starts_at is None or event.starts_at <= now:
        return call_title(shop)
    date = date_in_words(event.starts_at, zone=event.time_zone, language=event.language)
    return _("Your video call with %(shop)s on %(date)s") % {"shop": shop, "date": date}


def _now(event: Event) -> list[Block]:
    return [
        _greeting(event),
        Paragraph(
            _(
                "The call is ready. You see what you like by video, ask what you want to know, and "
                "put it into your cart on the spot. There is nothing to install."
            )
        ),
        _button(event, _("Join the call")),
        _for_you_alone(),
    ]


def _later(event: Event, host: str) -> list[Block]:
    assert event.starts_at is not None
    told = {"zone": event.time_zone, "language": event.language}
    when = span_in_words(event.starts_at, event.duration_minutes, **told)
    zone = zone_in_words(event.starts_at, **told)
    early = int(OPENS_BEFORE.total_seconds() // 60)
    return [
        _greeting(event),
        Paragraph(
            _(
                "You will see what you like by video, ask what you want to know, and put it into "
                "your cart on the spot. There is nothing to install."
            )
        ),
        Facts([(_("When"), when), (_("Time zone"), zone), (_("With"), host)]),
        _button(event, _("Open your call")),
        Paragraph(
            _(
                "The call opens %(minutes)d minutes before it starts. The attached file puts it "
                "into your calendar."
            )
            % {"minutes": early}
        ),
        _for_you_alone(),
    ]


def _greeting(event: Event) -> Paragraph:
    return Paragraph(_("Hello %(name)s,") % {"name": event.customer_name})


def _button(event: Event, label: str) -> Button:
    return Button(label, links_of(event).join_url, _("Or copy this address into your browser:"))


def _for_you_alone() -> Paragraph:
    return Paragraph(_("This link is for you alone: please do not pass it on."))


def _footer(names: dict[str, str], host: PersonalShopper | None) -> str:
    if host is None:
        return _("You get this mail because %(shop)s has invited you.") % names
    return (
        _(
            "You get this mail because %(name)s of %(shop)s has invited you. Reply to it to write "
            "to %(name)s."
        )
        % names
    )


def _calendar(event: Event, host: PersonalShopper | None, shop: str, now: datetime) -> str:
    organizer = (
        MailAddress(host.email, host.name)
        if host
        else MailAddress(settings.DEFAULT_FROM_EMAIL, shop)
    )
    return calendar_request(
        calendar_entry(event, url=links_of(event).join_url, shop=shop),
        organizer=organizer,
        attendee=MailAddress(event.customer_email, event.customer_name),
        now=now,
    )
