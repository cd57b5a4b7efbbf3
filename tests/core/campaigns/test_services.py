from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.campaigns.services import (
    create_campaign,
    delete_campaign,
    update_campaign,
)
from saleor_personal_shopper.core.errors import DomainError, DomainErrors
from saleor_personal_shopper.core.events.models import EventOrigin, EventStatus
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.saleor_data import SaleorUnavailable
from saleor_personal_shopper.core.shoppers.services import delete_availability, delete_group
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories


def filled(installation: Installation, **fields: Any) -> dict[str, Any]:
    """What the form asks for."""
    return {
        "name": "Winter looks",
        "description": "Find your coat.",
        "starts_on": "2026-12-01",
        "ends_on": "2026-12-24",
        "channel": "default-channel",
        "group": factories.group(installation).pk,
        **fields,
    }


@pytest.mark.feature("CP-02", "CP-13", "CP-14", "CP-15", "CP-16", "CP-17", "CP-18")
def test_a_campaign_is_made_of_what_the_form_asks_for(
    installation: Installation, now: datetime
) -> None:
    values = filled(installation, name="  Winter looks ", time_zone="Europe/Madrid")

    made = create_campaign(installation=installation, now=now, **values)

    assert (made.name, made.channel, made.time_zone) == (
        "Winter looks",
        "default-channel",
        "Europe/Madrid",
    )
    assert (made.starts_on, made.ends_on) == (date(2026, 12, 1), date(2026, 12, 24))
    assert made.duration_minutes == 30


@pytest.mark.feature("CP-13", "CP-14", "CP-15", "CP-16", "CP-17", "CP-18")
def test_everything_that_is_missing_is_told_at_once(
    installation: Installation, now: datetime
) -> None:
    with pytest.raises(DomainErrors) as refusal:
        create_campaign(installation=installation, now=now, name=" ")

    told = {error.field: error.code for error in refusal.value.errors}
    assert told == dict.fromkeys(
        ["name", "description", "starts_on", "ends_on", "channel", "group"], "REQUIRED"
    )
    assert not Campaign.objects.of(installation).exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 121),
        ("description", "x" * 2001),
        ("starts_on", "yesterday"),
        ("ends_on", "2026-11-30"),
        ("channel", "elsewhere"),
        ("group", uuid.uuid4()),
        ("time_zone", "Mars/Olympus"),
        ("availability", uuid.uuid4()),
        ("duration_minutes", 4),
        ("duration_minutes", "half an hour"),
        ("increment_minutes", 0),
        ("buffer_before_minutes", -1),
        ("buffer_after_minutes", 1441),
        ("notice_minutes", -1),
        ("horizon_days", 366),
        ("daily_limit", 0),
        ("weekly_limit", 501),
        ("questions", [{"label": "x", "kind": "GUESS"}]),
        ("questions", [{"label": "Size?", "kind": "CHOICE", "options": ["S"]}]),
        ("questions", [{"label": str(number)} for number in range(11)]),
        ("questions", [{"id": "a", "label": "One"}, {"id": "a", "label": "Two"}]),
    ],
)
def test_bad_input_names_its_field(
    installation: Installation, now: datetime, field: str, value: Any
) -> None:
    """CP-16, AD-03, S2..S4, S16"""
    with pytest.raises(DomainErrors) as refusal:
        create_campaign(
            installation=installation, now=now, **filled(installation, **{field: value})
        )

    code = "NOT_FOUND" if isinstance(value, uuid.UUID) else "INVALID"
    assert [(error.code, error.field) for error in refusal.value.errors] == [(code, field)]


def test_a_campaign_of_one_day_is_one(installation: Installation, now: datetime) -> None:
    values = filled(installation, starts_on="2026-12-24")
    assert create_campaign(installation=installation, now=now, **values).pk


def test_the_zone_is_that_of_the_channel_s_newest_campaign(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    factories.campaign(other_installation, time_zone="Asia/Tokyo")
    first = create_campaign(installation=installation, now=now, **filled(installation))
    update_campaign(campaign=first, time_zone="America/New_York")

    second = create_campaign(installation=installation, now=now, **filled(installation))

    assert (first.time_zone, second.time_zone) == ("America/New_York", "America/New_York")


@pytest.mark.feature("AD-02", "AD-03", "AD-05", "S2", "S3", "S4", "S16")
def test_the_agenda_is_changed_field_by_field(installation: Installation) -> None:
    campaign = factories.campaign(installation)
    hours = factories.availability(installation)
    update_campaign(campaign=campaign, duration_minutes=45)

    update_campaign(
        campaign=campaign,
        availability=hours.pk,
        increment_minutes="15",
        buffer_before_minutes=5,
        buffer_after_minutes=10,
        notice_minutes=0,
        horizon_days=90,
        daily_limit=4,
        weekly_limit="",
        questions=[
            {"label": " What for? ", "required": True},
            {"label": "Size", "kind": "CHOICE", "options": ["S", " M ", "S", ""]},
        ],
    )

    kept = Campaign.objects.of(installation).get()
    assert (kept.duration_minutes, kept.increment_minutes) == (45, 15)
    assert (kept.availability, kept.daily_limit, kept.weekly_limit) == (hours, 4, None)
    first, second = kept.questions
    assert first == {**first, "label": "What for?", "kind": "TEXT", "required": True}
    assert (second["options"], second["required"]) == (["S", "M"], False)
    assert first["id"] and first["id"] != second["id"]


def test_people_and_hours_of_another_shop_are_not_there(
    installation: Installation, other_installation: Installation
) -> None:
    campaign = factories.campaign(installation)
    foreign = {
        "group": factories.group(other_installation).pk,
        "availability": factories.availability(other_installation).pk,
    }
    with pytest.raises(DomainErrors) as refusal:
        update_campaign(campaign=campaign, **foreign)  # type: ignore[arg-type]
    assert {error.field for error in refusal.value.errors} == {"group", "availability"}


def test_a_person_s_own_hours_are_none_to_choose(installation: Installation) -> None:
    person = factories.personal_shopper(installation)
    own = factories.availability(installation, name="", personal_shopper=person)
    with pytest.raises(DomainErrors):
        update_campaign(campaign=factories.campaign(installation), availability=own.pk)


def test_the_same_channel_needs_no_answer_of_the_shop(installation: Installation) -> None:
    campaign = factories.campaign(installation)
    fake_shop(installation).is_down = True

    assert update_campaign(campaign=campaign, name="New", channel="default-channel").name == "New"
    with pytest.raises(SaleorUnavailable):
        update_campaign(campaign=campaign, channel="eu")


def test_a_deleted_campaign_is_gone_and_frees_group_and_hours(
    installation: Installation, now: datetime
) -> None:
    hours = factories.availability(installation)
    campaign = factories.campaign(installation, availability=hours)
    past = factories.event(installation, campaign=campaign, status=EventStatus.FINISHED)

    delete_campaign(campaign=campaign, now=now)
    delete_campaign(campaign=campaign, now=now + timedelta(hours=1))
    delete_group(group=campaign.group, now=now)
    delete_availability(availability=hours)

    campaign.refresh_from_db()
    past.refresh_from_db()
    assert (campaign.deleted_at, campaign.availability) == (now, None)
    assert past.campaign == campaign


def test_a_campaign_with_open_events_stays_and_names_them(
    installation: Installation, now: datetime
) -> None:
    campaign = factories.campaign(installation)
    for number in range(4):
        factories.event(
            installation,
            campaign=campaign,
            status=EventStatus.SCHEDULED,
            origin=EventOrigin.BOOKING,
            customer_name=f"Carla {number}",
            starts_at=datetime(2026, 12, 1 + number, 16, 30, tzinfo=UTC),
        )

    with pytest.raises(DomainError) as refusal:
        delete_campaign(campaign=campaign, now=now)

    assert refusal.value.code == "IN_USE"
    assert "Carla 0 (12/01/2026 5:30 p.m.)" in refusal.value.message  # in Madrid
    assert "Carla 2" in refusal.value.message and "Carla 3" not in refusal.value.message
    campaign.refresh_from_db()
    assert campaign.deleted_at is None
