"""A campaign that customers can book in at any time of any day. Safe to run again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.campaigns.services import create_campaign, update_campaign
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import Availability, Group, PersonalShopper
from saleor_personal_shopper.core.shoppers.services import (
    create_availability,
    create_group,
    set_own_hours,
    update_personal_shopper,
)

from .addresses import CHANNEL, OPEN_CAMPAIGN

OPEN_FOR = timedelta(days=365)
ALWAYS = [{"weekday": day, "from": "00:00", "until": "24:00"} for day in range(1, 8)]
QUESTIONS = [
    {"id": "occasion", "label": "What are you looking for?", "kind": "TEXT", "required": False},
    {
        "id": "budget",
        "label": "Is there a budget?",
        "kind": "CHOICE",
        "required": False,
        "options": ["Below $200", "$200 to $500", "Above $500"],
    },
]


def days(first: int, last: int, *spans: tuple[str, str]) -> list[dict[str, Any]]:
    return [
        {"weekday": day, "from": start, "until": end}
        for day in range(first, last + 1)
        for start, end in spans
    ]


# Noah always works, so that there is a slot whenever somebody tries the demo; Jordi has no hours
# of his own, so those of the campaign count.
LANGUAGES = {
    "camille@example.com": ["fr", "en"],
    "noah@example.com": ["en", "es"],
    "ines@example.com": ["pt", "es", "en"],
    "jordi@example.com": ["ca", "es", "en"],
}
HOURS = {
    "camille@example.com": ("Europe/Paris", days(1, 5, ("09:00", "13:00"), ("14:00", "18:00"))),
    "noah@example.com": ("America/New_York", ALWAYS),
    "ines@example.com": ("Europe/Lisbon", days(1, 6, ("10:00", "20:00"))),
}


def open_agenda(installation: Installation) -> None:
    """People with hours and languages, a group, an availability, and the campaign."""
    people = PersonalShopper.objects.of(installation).filter(email__in=LANGUAGES, deleted_at=None)
    for person in people:
        if not person.languages:
            _introduce(person)
    known = Campaign.objects.of(installation).filter(public_id=OPEN_CAMPAIGN).first()
    if known is None:
        _create(installation, list(people))
    elif known.ends_on < _today() + OPEN_FOR / 2:
        update_campaign(campaign=known, ends_on=_today() + OPEN_FOR)


def _introduce(person: PersonalShopper) -> None:
    update_personal_shopper(personal_shopper=person, languages=LANGUAGES[person.email])
    if person.email in HOURS:
        zone, weekly = HOURS[person.email]
        set_own_hours(personal_shopper=person, time_zone=zone, weekly=weekly)


def _create(installation: Installation, people: list[PersonalShopper]) -> None:
    made = create_campaign(
        installation=installation,
        name="Winter styling",
        description="Half an hour with one of our stylists: coats, knitwear and gifts.",
        starts_on=_today() - timedelta(days=1),
        ends_on=_today() + OPEN_FOR,
        channel=CHANNEL,
        time_zone="America/New_York",
        group=_group(installation, people).pk,
        availability=_availability(installation).pk,
        increment_minutes=15,
        notice_minutes=0,
        questions=QUESTIONS,
        now=timezone.now(),
    )
    made.public_id = OPEN_CAMPAIGN
    made.save(update_fields=["public_id"])


def _group(installation: Installation, people: list[PersonalShopper]) -> Group:
    known = Group.objects.of(installation).filter(name="Stylists", deleted_at=None).first()
    members = [person.pk for person in people]
    return known or create_group(
        installation=installation, name="Stylists", members=members, now=timezone.now()
    )


def _availability(installation: Installation) -> Availability:
    known = Availability.objects.of(installation).filter(name="Around the clock").first()
    return known or create_availability(
        installation=installation,
        name="Around the clock",
        time_zone="America/New_York",
        weekly=ALWAYS,
        now=timezone.now(),
    )


def _today() -> date:
    return timezone.now().date()
