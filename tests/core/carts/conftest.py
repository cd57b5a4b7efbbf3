"""A live call in a shop that sells juice and tea."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.core.events.capabilities import capabilities_of
from saleor_personal_shopper.core.events.models import (
    Event,
    EventStatus,
    Participant,
    ParticipantRole,
)
from saleor_personal_shopper.core.installations.models import AddingMode, Installation
from saleor_personal_shopper.saleor.fake_api import fake_shop
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories


@pytest.fixture
def event(installation: Installation) -> Event:
    return factories.event(installation, status=EventStatus.LIVE)


@pytest.fixture
def customer(event: Event) -> Participant:
    return _seat(event, ParticipantRole.CUSTOMER, "Carla Customer")


@pytest.fixture
def shopper(event: Event) -> Participant:
    """A personal shopper who may add directly, where the shop's mode says so."""
    return _seat(event, ParticipantRole.PERSONAL_SHOPPER, "Paula Shopper")


@pytest.fixture
def guest(event: Event) -> Participant:
    return _seat(event, ParticipantRole.GUEST, "Gus Guest")


@pytest.fixture
def shop(installation: Installation) -> FakeShop:
    return fake_shop(installation)


@pytest.fixture
def juice(shop: FakeShop) -> str:
    """Id of a variant at 10 USD, 30 in stock."""
    return shop.add_product("Juice", price="10.00", stock=30).variants[0].id


@pytest.fixture
def tea(shop: FakeShop) -> str:
    """Id of a variant at 4 USD, 2 in stock."""
    return shop.add_product("Tea", price="4.00", stock=2).variants[0].id


def _seat(event: Event, role: ParticipantRole, name: str) -> Participant:
    capabilities = capabilities_of(role, AddingMode.DIRECT)
    return factories.participant(event, role, name=name, capabilities=capabilities)
