"""A campaign with hours around the clock, whose slots begin on the hour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from tests import factories
from tests.cast import Shop

ALWAYS = [{"weekday": day, "from": "00:00", "until": "24:00"} for day in range(1, 8)]


@dataclass(frozen=True)
class Agenda:
    campaign: Campaign
    shop: Shop

    @property
    def id(self) -> str:
        return to_global_id(GlobalType.CAMPAIGN, self.campaign.pk)

    @property
    def person(self) -> PersonalShopper:
        """The only host."""
        return self.shop.shopper

    def booking(self, starts_at: datetime, **fields: Any) -> dict[str, Any]:
        """An input of the mutation."""
        values = {
            "campaign": self.id,
            "startsAt": starts_at.isoformat(),
            "name": "Carla",
            "email": "carla@example.com",
            "timeZone": "America/New_York",
            "consent": True,
        }
        return {**values, **fields}


def open_agenda(shop: Shop, **rules: Any) -> Agenda:
    hours = factories.availability(shop.installation, time_zone="UTC", weekly=ALWAYS)
    today = timezone.now().date()
    campaign = factories.campaign(
        shop.installation,
        group=factories.group(shop.installation, shop.shopper),
        availability=hours,
        **{
            "starts_on": today,
            "ends_on": today + timedelta(days=30),
            "duration_minutes": 60,
            "increment_minutes": 60,
            **rules,
        },
    )
    return Agenda(campaign, shop)


@pytest.fixture
def agenda(shop: Shop) -> Agenda:
    return open_agenda(shop)


@pytest.fixture
def noon() -> Callable[[int], datetime]:
    """`noon(2)`: in two days, in UTC."""
    today = timezone.now().astimezone(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
    return lambda days: today + timedelta(days=days)
