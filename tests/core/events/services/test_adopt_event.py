"""Whose event it is when an invited customer comes signed in."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.events.services import adopt_event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.saleor_data import CustomerToken
from tests import factories

MINE, OTHERS = "VXNlcjo1", "VXNlcjo2"


@pytest.fixture
def event(installation: Installation) -> Event:
    return factories.event(installation, origin="PRIVATE", customer_email="Carla@example.com")


@pytest.fixture
def carla(event: Event) -> Participant:
    return factories.participant(event)


def owner_after(participant: Participant, customer: CustomerToken) -> str:
    adopt_event(participant=participant, customer=customer)
    return Event.objects.of(participant.installation_id).get().saleor_user_id


def test_the_address_invited_makes_it_his_own(
    installation: Installation, carla: Participant
) -> None:
    signed_in = CustomerToken(installation, MINE, "carla@Example.com")
    assert owner_after(carla, signed_in) == MINE
    assert owner_after(carla, signed_in) == MINE


def test_another_address_or_another_shop_makes_it_nobodys(
    installation: Installation, other_installation: Installation, carla: Participant
) -> None:
    assert owner_after(carla, CustomerToken(installation, OTHERS, "emma@example.com")) == ""
    assert owner_after(carla, CustomerToken(other_installation, MINE, "carla@example.com")) == ""


def test_it_stays_with_whose_it_is(installation: Installation, event: Event) -> None:
    Event.objects.of(installation).update(saleor_user_id=OTHERS)
    carla = factories.participant(event)
    assert owner_after(carla, CustomerToken(installation, MINE, "carla@example.com")) == OTHERS


def test_a_guest_with_that_address_is_a_guest(installation: Installation, event: Event) -> None:
    guest = factories.participant(event, "GUEST")
    assert owner_after(guest, CustomerToken(installation, MINE, "carla@example.com")) == ""
