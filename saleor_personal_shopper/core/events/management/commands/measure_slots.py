"""`personal-shopper manage measure_slots`: what it costs to find the slots of a campaign.

Shop, people and events are made for it in a transaction that is rolled back.
"""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ....campaigns.models import Campaign
from ....campaigns.selectors import campaign_to_book
from ....installations.models import Installation
from ....shoppers.models import Availability, Group, GroupMember, PersonalShopper
from ...models import Event
from ...slots import available_slots

PEOPLE, DAYS, REPEATS = 50, 30, 15
HISTORY = timedelta(days=150)
"""How far back the events of a person go, at the same rate as they lie ahead."""
HALF_HOUR = timedelta(minutes=30)
WEEK = [{"weekday": day, "from": "09:00", "until": "17:00"} for day in range(1, 8)]
BARE = """
SELECT personal_shopper_id, status, starts_at, blocked_from, blocked_until
FROM events_event
WHERE personal_shopper_id = ANY(%s) AND starts_at > %s AND starts_at < %s
"""


class Command(BaseCommand):
    help = "Measure how long slots take, beside reading the same events; JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--events", type=int, default=10, help="that each person has")

    def handle(self, *args: Any, events: int, **options: Any) -> None:
        with transaction.atomic():
            self.stdout.write(json.dumps(measure(events, now=timezone.now())))
            transaction.set_rollback(True)


def measure(events: int, *, now: datetime) -> dict[str, float]:
    """`ms` of ours, `bare_ms` of the reading alone, and `queries`; to be rolled back."""
    campaign, people = _furnish(now)
    for person in people:
        Event.objects.bulk_create(_events(campaign, person, events, now), batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE events_event")
    until = now + timedelta(days=DAYS)

    def find() -> None:
        known = campaign_to_book(campaign.public_id)
        assert known is not None
        assert available_slots(known, since=now, until=until, now=now)

    def read() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [[one.pk for one in people], now, until])
            cursor.fetchall()

    with CaptureQueriesContext(connection) as captured:
        find()
    return {"ms": _median(find), "bare_ms": _median(read), "queries": len(captured)}


def _median(work: Callable[[], None]) -> float:
    """In milliseconds."""

    def once() -> float:
        started = time.perf_counter()
        work()
        return (time.perf_counter() - started) * 1000

    return median(once() for _ in range(REPEATS))


def _furnish(now: datetime) -> tuple[Campaign, list[PersonalShopper]]:
    shop = Installation.objects.create(
        saleor_api_url=f"https://{uuid.uuid4().hex}.example/graphql/", app_id="", token_encrypted=""
    )
    group = Group.objects.create(installation=shop, name="Measured")
    people = PersonalShopper.objects.bulk_create(
        PersonalShopper(installation=shop, name=f"P{n}", email=f"p{n}@example.com")
        for n in range(PEOPLE)
    )
    hours = {"installation": shop, "time_zone": "Europe/Madrid", "weekly": WEEK}
    Availability.objects.bulk_create(Availability(personal_shopper=one, **hours) for one in people)
    GroupMember.objects.bulk_create(
        GroupMember(installation=shop, group=group, personal_shopper=one) for one in people
    )
    campaign = Campaign.objects.create(
        installation=shop,
        name="Measured",
        description="Measured",
        starts_on=now.date() - HISTORY,
        ends_on=now.date() + timedelta(days=DAYS),
        channel="measured",
        time_zone="Europe/Madrid",
        group=group,
        availability=Availability.objects.create(name="Measured", **hours),
    )
    return campaign, people


def _events(
    campaign: Campaign, person: PersonalShopper, count: int, now: datetime
) -> Iterator[Event]:
    step = (HISTORY + timedelta(days=DAYS)) / count
    for number in range(count):
        start = now - HISTORY + number * step
        yield Event(
            installation_id=campaign.installation_id,
            status="SCHEDULED" if start > now else "FINISHED",
            origin="BOOKING",
            channel=campaign.channel,
            campaign=campaign,
            personal_shopper=person,
            customer_name="Measured",
            customer_email=f"{uuid.uuid4().hex}@example.com",
            created_at=start,
            starts_at=start,
            ends_at=start + HALF_HOUR,
            blocked_from=start,
            blocked_until=start + HALF_HOUR,
        )
