"""An agenda to book in: two personal shoppers who work from nine to five in Madrid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.events.bookings import LogEntry
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.events.services import Booked, book_event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import GroupMember, PersonalShopper
from tests import factories

MADRID = ZoneInfo("Europe/Madrid")
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Agenda:
    campaign: Campaign
    ada: PersonalShopper
    bea: PersonalShopper

    @property
    def installation(self) -> Installation:
        return self.campaign.installation

    def set(self, **rules: Any) -> None:
        """Change the campaign's rules."""
        for name, value in rules.items():
            setattr(self.campaign, name, value)
        self.campaign.save()

    def leave_to(self, *people: PersonalShopper) -> None:
        """Have these alone attend the campaign's events."""
        members = GroupMember.objects.of(self.installation).filter(group=self.campaign.group)
        members.exclude(personal_shopper__in=people).delete()

    def book(self, starts_at: datetime, now: datetime, **wish: Any) -> Booked:
        number = Event.objects.of(self.installation).count()
        values = {
            "campaign": self.campaign,
            "starts_at": starts_at,
            "name": "Carla Customer",
            "email": f"carla-{number}@example.com",
            "time_zone": "America/New_York",
            "consent": True,
        }
        return book_event(**{**values, **wish}, now=now)


def open_agenda(installation: Installation, **rules: Any) -> Agenda:
    ada = factories.personal_shopper(installation, name="Ada")
    bea = factories.personal_shopper(installation, name="Bea")
    campaign = factories.campaign(
        installation,
        group=factories.group(installation, ada, bea),
        availability=factories.availability(installation),
        **rules,
    )
    return Agenda(campaign, ada, bea)


def at(clock: str, day: int = 24) -> datetime:
    """A time of a day in November 2026 in Madrid; the 23rd is a Monday."""
    hour, minute = clock.split(":")
    return datetime(2026, 11, day, int(hour), int(minute), tzinfo=MADRID).astimezone(UTC)


def log_of(event: Event) -> list[LogEntry]:
    return list(LogEntry.objects.of(event.installation_id).filter(event=event).order_by("pk"))
