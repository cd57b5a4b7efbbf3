"""What a personal shopper reads about a booking that he holds, or held."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from ...installations.shop_name import shop_name
from ...notifications.composing import sender_of
from ...notifications.dates import date_in_words, span_in_words, time_in_words, zone_in_words
from ...notifications.letter import Block, Button, Facts, Letter
from ...notifications.models import Mail
from ...ports import MailAddress
from ...shoppers.models import Availability, PersonalShopper
from ...shoppers.sessions import language_of_staff
from ..addresses import desk_event_url
from ..answers import answer_in_words
from ..entries import staff_entry
from ..icalendar import calendar_booking, calendar_cancel
from ..log import cancellation_of
from ..models import Event, EventStatus
from .notices import Notice


def host_letter(mail: Mail, notice: Notice, event: Event, now: datetime) -> Letter | None:
    """In the language of his desk and the zone of his hours; None once he was removed."""
    people = PersonalShopper.objects.of(mail.installation_id).filter(deleted_at=None)
    person = people.filter(pk=uuid.UUID(mail.data["personalShopper"])).first()
    if person is None:
        return None
    language = language_of_staff(event.installation, person.email) or "en"
    told = {"zone": zone_of(person, event), "language": language}
    with translation.override(language):
        shop = shop_name(event.installation)
        return Letter(
            language=language,
            subject=_subject(notice, event, told),
            heading=_heading(notice, event),
            blocks=[*_blocks(notice, event, told)],
            footer=_("You get this mail because you are a personal shopper of %(shop)s.")
            % {"shop": shop},
            reply_to=MailAddress(event.customer_email, event.customer_name),
            calendar=_calendar(notice, event, person, shop, now),
            calendar_method="CANCEL" if notice == Notice.CANCELLED else "REQUEST",
            revision=event.sequence,
        )


def zone_of(person: PersonalShopper, event: Event) -> str:
    """Where he works: the zone of his own hours, else the campaign's."""
    hours = Availability.objects.of(person.installation_id).filter(personal_shopper=person)
    own = hours.values_list("time_zone", flat=True).first()
    return own or (event.campaign.time_zone if event.campaign else "")


def _subject(notice: Notice, event: Event, told: dict[str, str]) -> str:
    assert event.starts_at is not None
    words = {
        Notice.SCHEDULED: _("Booked: video call with %(name)s on %(date)s, %(time)s"),
        Notice.RESCHEDULED: _("Changed: video call with %(name)s on %(date)s, %(time)s"),
        Notice.CANCELLED: _("Cancelled: video call with %(name)s on %(date)s, %(time)s"),
        Notice.REMINDER_HOUR: _("Your video call with %(name)s starts at %(time)s"),
    }[notice]
    if notice == Notice.CANCELLED and event.status != EventStatus.CANCELLED:
        words = _("Handed over: video call with %(name)s on %(date)s, %(time)s")
    return words % {
        "name": event.customer_name,
        "date": date_in_words(event.starts_at, **told),
        "time": time_in_words(event.starts_at, **told),
    }


def _heading(notice: Notice, event: Event) -> str:
    words = {
        Notice.SCHEDULED: _("%(name)s has a video call with you"),
        Notice.RESCHEDULED: _("The video call with %(name)s has changed"),
        Notice.CANCELLED: _("The video call with %(name)s is cancelled"),
        Notice.REMINDER_HOUR: _("Your video call with %(name)s starts soon"),
    }[notice]
    if notice == Notice.CANCELLED and event.status != EventStatus.CANCELLED:
        words = _("Somebody else holds the video call with %(name)s")
    return words % {"name": event.customer_name}


def _blocks(notice: Notice, event: Event, told: dict[str, str]) -> Iterator[Block]:
    yield Facts(list(_rows(event, told)))
    if notice != Notice.CANCELLED:
        url = desk_event_url(event.installation_id, event.pk)
        yield Button(_("Open it at the desk"), url, _("Or copy this address into your browser:"))


def _rows(event: Event, told: dict[str, str]) -> Iterator[tuple[str, str]]:
    assert event.starts_at is not None
    yield _("When"), span_in_words(event.starts_at, event.duration_minutes, **told)
    yield _("Time zone"), zone_in_words(event.starts_at, **told)
    yield _("Customer"), event.customer_name
    if event.customer_phone:
        yield _("Phone"), event.customer_phone
    if event.campaign is not None:
        yield _("Campaign"), event.campaign.name
    for one in event.answers:
        yield str(one["label"]), answer_in_words(str(one["answer"]))
    cancelled = cancellation_of(event)
    if cancelled is not None and cancelled.reason:
        yield _("Reason"), cancelled.reason


def _calendar(
    notice: Notice, event: Event, person: PersonalShopper, shop: str, now: datetime
) -> str:
    if notice == Notice.REMINDER_HOUR:
        return ""
    write = calendar_cancel if notice == Notice.CANCELLED else calendar_booking
    return write(
        staff_entry(event),
        organizer=sender_of(None, shop),
        attendee=MailAddress(person.email, person.name),
        now=now,
    )
