"""The widget on an order's page of the Dashboard."""

from __future__ import annotations

from decimal import Decimal

import pytest

from saleor_personal_shopper.core.attribution.models import Attribution, OrderRecord
from saleor_personal_shopper.core.events.models import Event, EventStatus
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.dashboard.conftest import Staff

WIDGET = "/dashboard/order-widget/content?orderId=T3JkZXI6MQ=="


@pytest.fixture
def sold(installation: Installation, paula: Staff) -> Event:
    event = factories.event(
        installation, status=EventStatus.FINISHED, personal_shopper=paula.personal_shopper
    )
    order = OrderRecord.objects.create(
        installation=installation,
        order_id="T3JkZXI6MQ==",
        order_number="1042",
        version_at=factories.NOW,
        created_at=factories.NOW,
    )
    for kind, amount in (("ASSISTED", "59.00"), ("INFLUENCED", "20.50")):
        Attribution.objects.create(
            installation=installation,
            event=event,
            order=order,
            kind=kind,
            state="CONFIRMED",
            variant_id=kind,
            product_name=f"{kind.title()} shirt",
            quantity=2,
            amount=Decimal(amount),
            currency="USD",
        )
    return event


def test_it_says_what_a_call_brought_to_the_order(sold: Event, paula: Staff) -> None:
    page = paula.get(WIDGET).text

    assert "Paula Shopper" in page
    assert '<data value="79.50" data-currency="USD">' in page
    assert "Assisted shirt ×2" in page
    assert "Paid" in page
    assert (
        f'data-dashboard-path="/extensions/app/QXBwOjE%3D/dashboard/calls/events/{sold.pk}"' in page
    )


def test_it_says_so_when_no_call_had_a_part(sold: Event, paula: Staff, stranger: Staff) -> None:
    for page in (paula.get(WIDGET.replace("MQ", "Mg")), stranger.get(WIDGET)):
        assert "No call had a part in this order." in page.text
