"""The demo has an open campaign with free slots whenever somebody tries it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.campaigns.selectors import campaign_to_book
from saleor_personal_shopper.core.events.slots import available_slots
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import Group, PersonalShopper
from saleor_personal_shopper.demo.addresses import OPEN_CAMPAIGN, Addresses
from saleor_personal_shopper.demo.agenda import LANGUAGES, open_agenda
from tests import factories


@pytest.fixture
def people(installation: Installation) -> list[PersonalShopper]:
    return [factories.personal_shopper(installation, email=email) for email in LANGUAGES]


def test_several_people_have_slots_at_every_hour_of_the_week(
    installation: Installation, people: list[PersonalShopper]
) -> None:
    open_agenda(installation)

    campaign = campaign_to_book(Addresses.choose(8080).as_demo_json()["openCampaign"])
    assert campaign is not None
    now = timezone.now()
    slots = available_slots(campaign, since=now, until=now + timedelta(days=7), now=now)
    assert len({slot.starts_at.strftime("%a %H") for slot in slots}) == 7 * 24
    assert {one for slot in slots for one in slot.personal_shoppers} == set(people)


def test_people_speak_languages_and_have_hours(
    installation: Installation, people: list[PersonalShopper]
) -> None:
    open_agenda(installation)

    kept = PersonalShopper.objects.of(installation)
    assert {one.email: one.languages for one in kept} == LANGUAGES
    assert sum(hasattr(one, "hours") for one in kept.select_related("hours")) == 3


def test_the_demo_may_start_again_and_stays_open(
    installation: Installation, people: list[PersonalShopper]
) -> None:
    """Also a year later, and after somebody has changed what was seeded."""
    open_agenda(installation)
    Campaign.objects.of(installation).update(name="My campaign")

    with freeze_time(timezone.now() + timedelta(days=400)):
        open_agenda(installation)

        campaign = campaign_to_book(OPEN_CAMPAIGN)
        assert campaign is not None
        assert campaign.name == "My campaign"
        assert campaign.ends_on > (datetime.now().date() + timedelta(days=300))
    assert Group.objects.of(installation).count() == 1
