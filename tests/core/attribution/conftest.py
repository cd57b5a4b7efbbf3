"""A call in which one juice was added and tea was shown."""

from __future__ import annotations

from datetime import datetime

import pytest

from saleor_personal_shopper.core.carts import services as carts
from saleor_personal_shopper.core.carts.models import EventCheckout
from saleor_personal_shopper.core.events.capabilities import capabilities_of
from saleor_personal_shopper.core.events.models import (
    Event,
    EventStatus,
    Participant,
    ShownProduct,
)
from saleor_personal_shopper.core.installations.models import AddingMode, Installation
from saleor_personal_shopper.core.saleor_data import ProductDetail, VariantQuantity
from saleor_personal_shopper.saleor.fake_api import fake_shop
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories


@pytest.fixture
def shop(installation: Installation) -> FakeShop:
    return fake_shop(installation)


@pytest.fixture
def juice(shop: FakeShop) -> ProductDetail:
    return shop.add_product("Juice", price="10.00")


@pytest.fixture
def tea(shop: FakeShop) -> ProductDetail:
    return shop.add_product("Tea", price="4.00")


@pytest.fixture
def event(installation: Installation) -> Event:
    return factories.event(installation, status=EventStatus.LIVE)


@pytest.fixture
def customer(event: Event) -> Participant:
    return seat(event)


@pytest.fixture
def cart(
    event: Event,
    customer: Participant,
    juice: ProductDetail,
    tea: ProductDetail,
    now: datetime,
) -> EventCheckout:
    add(event, customer, juice, 1, now)
    show(event, customer, tea, now)
    return EventCheckout.objects.of(event.installation).get()


def seat(event: Event) -> Participant:
    capabilities = capabilities_of("CUSTOMER", AddingMode.PROPOSE)
    return factories.participant(event, capabilities=capabilities)


def add(
    event: Event, customer: Participant, product: ProductDetail, quantity: int, now: datetime
) -> None:
    lines = [VariantQuantity(product.variants[0].id, quantity)]
    result = carts.add_lines(event=event, participant=customer, lines=lines, now=now)
    assert result.errors == ()


def show(event: Event, participant: Participant, product: ProductDetail, now: datetime) -> None:
    ShownProduct.objects.create(
        installation=event.installation,
        event=event,
        participant=participant,
        product_id=product.card.id,
        name=product.card.name,
        shown_at=now,
    )
