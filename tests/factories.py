"""Rows for tests: each function makes one, with defaults that a test may override."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.events.models import (
    Event,
    EventLink,
    EventOrigin,
    EventStatus,
    LinkKind,
    Participant,
    ParticipantRole,
)
from saleor_personal_shopper.core.installations.models import Installation, StaffMember
from saleor_personal_shopper.core.shoppers.models import (
    Availability,
    Group,
    GroupMember,
    PersonalShopper,
)

INTO_THE_CALL = {LinkKind.CUSTOMER, LinkKind.GUEST}
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def installation(**fields: Any) -> Installation:
    values = {
        "saleor_api_url": "https://shop.example.com/graphql/",
        "app_id": "QXBwOjE=",
        "token_encrypted": "",
        "dashboard_origins": ["https://dashboard.example.com"],
    }
    return Installation.objects.create(**{**values, **fields})


def staff_member(installation: Installation, **fields: Any) -> StaffMember:
    number = uuid.uuid4().hex[:6]
    values = {
        "saleor_user_id": f"VXNlcjo{number}",
        "email": f"staff-{number}@example.com",
        "name": "Sam Staff",
        "checked_at": NOW,
    }
    return StaffMember.objects.create(installation=installation, **{**values, **fields})


def personal_shopper(installation: Installation, **fields: Any) -> PersonalShopper:
    number = uuid.uuid4().hex[:6]
    values = {
        "name": "Paula Shopper",
        "email": f"paula-{number}@example.com",
        "is_available": True,
        "desk_seen_at": NOW,
    }
    return PersonalShopper.objects.create(installation=installation, **{**values, **fields})


def event(installation: Installation, **fields: Any) -> Event:
    values = {
        "status": EventStatus.WAITING,
        "origin": EventOrigin.REQUEST,
        "channel": "default-channel",
        "customer_name": "Carla Customer",
        "customer_email": "carla@example.com",
        "created_at": NOW,
        "queued_at": NOW,
        "customer_seen_at": NOW,
    }
    created = Event(installation=installation, **{**values, **fields})
    if created.starts_at and not created.ends_at:
        created.ends_at = created.starts_at + timedelta(minutes=created.duration_minutes)
        created.blocked_from, created.blocked_until = created.starts_at, created.ends_at
    created.save()
    kinds = set(LinkKind) if created.origin == EventOrigin.BOOKING else INTO_THE_CALL
    for kind in kinds:
        EventLink.objects.create(
            installation=installation, event=created, kind=kind, token=uuid.uuid4().hex * 2
        )
    return created


def participant(event: Event, role: str = ParticipantRole.CUSTOMER, **fields: Any) -> Participant:
    values = {"name": "Carla Customer", "joined_at": NOW, "capabilities": []}
    return Participant.objects.create(
        installation=event.installation, event=event, role=role, **{**values, **fields}
    )


def group(installation: Installation, *members: PersonalShopper, **fields: Any) -> Group:
    made = Group.objects.create(
        installation=installation, **{"name": f"Group {uuid.uuid4().hex[:6]}", **fields}
    )
    for one in members:
        GroupMember.objects.create(installation=installation, group=made, personal_shopper=one)
    return made


def availability(installation: Installation, **fields: Any) -> Availability:
    values = {
        "name": f"Hours {uuid.uuid4().hex[:6]}",
        "time_zone": "Europe/Madrid",
        "weekly": [{"weekday": day, "from": "09:00", "until": "17:00"} for day in range(1, 6)],
    }
    return Availability.objects.create(installation=installation, **{**values, **fields})


def campaign(installation: Installation, **fields: Any) -> Campaign:
    """Open for a month from the day of NOW on."""
    values = {
        "name": "Winter looks",
        "description": "Find your coat.",
        "starts_on": NOW.date(),
        "ends_on": NOW.date() + timedelta(days=30),
        "channel": "default-channel",
        "time_zone": "Europe/Madrid",
    }
    values["group"] = fields.pop("group", None) or group(installation)
    return Campaign.objects.create(installation=installation, **{**values, **fields})
