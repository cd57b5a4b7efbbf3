"""The invitation to a private call, now or later (DC-12, DC-20)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from ...installations.shop_name import shop_name
from ...notifications.dates import date_in_words, span_in_words, zone_in_words
from ...notifications.letter import Block, Button, Facts, Letter, Paragraph
from ...notifications.models import Mail, MailStatus
from ...notifications.selectors import is_mail_configured, last_mail
from ...notifications.services import Draft, enqueue_mail, enqueue_mails, hasten_mail
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
    return enqueue_mail(
        installation=event.installation,
        kind=KIND,
        key=_key(event),
        about=event.pk,
        recipient=event.customer_email,
        now=now,
    )


def tell_changed(event: Event, now: datetime) -> None:
    """Have whoever was invited to a locked event told of its new date or personal shopper.

    An invitation that has not gone out yet tells of it by itself.
    """
    if not is_mail_configured() or not was_invited(event):
        return
    last = last_mail(event.installation, KIND, event.pk)
    if last is not None and last.status != MailStatus.PENDING:
        draft = Draft(kind=KIND, key=_key(event), recipient=event.customer_email, data={})
        enqueue_mails(installation=event.installation, about=event.pk, drafts=[draft], now=now)


def was_invited(event: Event) -> bool:
    """Whether its customer got an invitation."""
    return _sent(event).exists()


def _sent(event: Event) -> QuerySet[Mail]:
    sent = Mail.objects.of(event.installation_id).filter(kind=KIND, status=MailStatus.SENT)
    return sent.filter(about=event.pk, recipient=event.customer_email)


def _is_news(event: Event) -> bool:
    """Whether its customer was told something else before."""
    return was_invited(event) and not _sent(event).filter(revision=event.sequence).exists()


def _key(event: Event) -> str:
    before = Mail.objects.of(event.installation_id).filter(kind=KIND, about=event.pk).count()
    return f"{KIND}:{event.pk}:{before + 1}"


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
    shop, host = shop_name(event.installation), host_of(event)
    is_ahead = event.starts_at is not None and event.starts_at > now
    is_news = is_ahead and _is_news(event)
    names = {"name": host.name if host else shop, "shop": shop}
    invites = _("%(name)s invites you to a video call") % names
    return Letter(
        language=event.language,
        subject=_subject(event, shop, is_news=is_news) if is_ahead else call_title(shop),
        heading=_("Your video call has changed") if is_news else invites,
        blocks=_later(event, names["name"]) if is_ahead else _now(event),
        footer=footer(names, host),
        reply_to=MailAddress(host.email, host.name) if host else None,
        calendar=_calendar(event, host, shop, now) if is_ahead else "",
        revision=event.sequence,
    )


def host_of(event: Event) -> PersonalShopper | None:
    """Who holds it, unless he was removed."""
    host = event.personal_shopper
    return host if host and host.deleted_at is None else None


def _subject(event: Event, shop: str, *, is_news: bool) -> str:
    assert event.starts_at is not None
    date = date_in_words(event.starts_at, zone=event.time_zone, language=event.language)
    words = _("Your video call with %(shop)s on %(date)s")
    if is_news:
        words = _("Changed: your video call with %(shop)s on %(date)s")
    return words % {"shop": shop, "date": date}


def _now(event: Event) -> list[Block]:
    return [
        greeting(event),
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
        greeting(event),
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


def greeting(event: Event) -> Paragraph:
    return Paragraph(_("Hello %(name)s,") % {"name": event.customer_name})


def _button(event: Event, label: str) -> Button:
    return Button(label, links_of(event).join_url, _("Or copy this address into your browser:"))


def _for_you_alone() -> Paragraph:
    return Paragraph(_("This link is for you alone: please do not pass it on."))


def footer(names: dict[str, str], host: PersonalShopper | None) -> str:
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
    return calendar_request(
        calendar_entry(event, url=links_of(event).join_url, shop=shop),
        organizer=organizer_of(host, shop),
        attendee=MailAddress(event.customer_email, event.customer_name),
        now=now,
    )


def organizer_of(host: PersonalShopper | None, shop: str) -> MailAddress:
    """Whom calendars take the invitation, and what becomes of it, to be from."""
    if host is not None:
        return MailAddress(host.email, host.name)
    return MailAddress(settings.DEFAULT_FROM_EMAIL, shop)
