"""A personal shopper's own calendar, to subscribe to: read by its token, and never written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from ..installations.models import InstallationStatus
from ..shoppers.models import PersonalShopper
from ..shoppers.sessions import language_of_staff
from .entries import staff_entry
from .icalendar import calendar_feed
from .models import AHEAD_STATUSES, Event, EventStatus

PAST = timedelta(days=30)
TOLD = (*AHEAD_STATUSES, EventStatus.FINISHED)
MOST = 1000


@dataclass(frozen=True)
class Feed:
    """The calendar as text, and the shop's person whose it is."""

    personal_shopper: PersonalShopper
    text: str


def feed(token: str, *, now: datetime) -> Feed | None:
    """The calls of a month back and all ahead; None for a token that opens nothing (any more)."""
    people = PersonalShopper.objects.across_installations().filter(
        feed_token=token,
        deleted_at=None,
        deactivated_at=None,
        installation__status=InstallationStatus.ACTIVE,
    )
    person = people.select_related("installation").first() if token.isprintable() else None
    if person is None:
        return None
    with translation.override(language_of_staff(person.installation, person.email) or "en"):
        entries = [(staff_entry(event), at) for event, at in _events(person, now)]
        name = _("Video calls of %(name)s") % {"name": person.name}
        return Feed(person, calendar_feed(entries, name=name))


def _events(person: PersonalShopper, now: datetime) -> Iterable[tuple[Event, datetime]]:
    """In their order, each with when it was last changed."""
    rows = Event.objects.of(person.installation_id).filter(
        personal_shopper=person, status__in=TOLD, starts_at__gt=now - PAST
    )
    found = rows.select_related("campaign").annotate(changed_at=Max("log__at"))
    for event in found.order_by("starts_at", "pk")[:MOST]:
        yield event, event.changed_at or event.created_at
