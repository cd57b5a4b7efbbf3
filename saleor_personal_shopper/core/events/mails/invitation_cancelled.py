"""That a private call does not take place, for whoever was invited to it (NT-10)."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from ...installations.shop_name import shop_name
from ...notifications.dates import date_in_words, span_in_words
from ...notifications.letter import Facts, Letter, Paragraph
from ...notifications.models import Mail
from ...notifications.selectors import is_mail_configured
from ...notifications.services import Draft, enqueue_mails
from ...ports import MailAddress
from ...shoppers.models import PersonalShopper
from ..entries import calendar_entry
from ..icalendar import calendar_cancel
from ..links import links_of
from ..log import reason_for_customer
from ..models import Event, EventStatus
from .invitation import footer, greeting, host_of, organizer_of, was_invited

KIND = "invitation-cancelled"


def tell_cancelled(event: Event, now: datetime) -> None:
    """Have the customer of a locked event that was called off told, if he was invited to it."""
    if not is_mail_configured() or not was_invited(event):
        return
    key = f"{KIND}:{event.pk}"
    # Each follows an invitation, which counted; whoever was invited must not read it too late.
    draft = Draft(kind=KIND, key=key, recipient=event.customer_email, data={}, is_counted=False)
    enqueue_mails(installation=event.installation, about=event.pk, drafts=[draft], now=now)


def write(mail: Mail, now: datetime) -> Letter | None:
    """None once the customer was forgotten."""
    events = Event.objects.of(mail.installation_id).select_related(
        "installation", "personal_shopper"
    )
    event = events.filter(pk=mail.about, status=EventStatus.CANCELLED).first()
    if event is None or event.starts_at is None or event.customer_email != mail.recipient:
        return None
    with translation.override(event.language):
        return _letter(event, event.starts_at, now)


def _letter(event: Event, starts_at: datetime, now: datetime) -> Letter:
    shop, host = shop_name(event.installation), host_of(event)
    names = {"name": host.name if host else shop, "shop": shop}
    told = {"zone": event.time_zone, "language": event.language}
    planned = span_in_words(starts_at, event.duration_minutes, **told)
    words = _(
        "The video call below will not take place. We would be glad to see you at another time."
    )
    rows = [(_("Was planned for"), planned), (_("With"), names["name"])]
    if reason := reason_for_customer(event):
        rows.append((_("Reason"), reason))
    return Letter(
        language=event.language,
        subject=_("Cancelled: your video call with %(shop)s on %(date)s")
        % {"shop": shop, "date": date_in_words(starts_at, **told)},
        heading=_("Your video call is cancelled"),
        blocks=[greeting(event), Paragraph(words), Facts(rows)],
        footer=footer(names, host),
        reply_to=MailAddress(host.email, host.name) if host else None,
        calendar=_calendar(event, host, shop, now) if starts_at > (event.ended_at or now) else "",
        calendar_method="CANCEL",
        revision=event.sequence,
    )


def _calendar(event: Event, host: PersonalShopper | None, shop: str, now: datetime) -> str:
    return calendar_cancel(
        calendar_entry(event, url=links_of(event).join_url, shop=shop),
        organizer=organizer_of(host, shop),
        attendee=MailAddress(event.customer_email, event.customer_name),
        now=now,
    )
