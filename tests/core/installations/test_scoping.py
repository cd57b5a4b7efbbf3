"""scoping.py: no row leaves its installation."""

from __future__ import annotations

from datetime import datetime

import pytest

from saleor_personal_shopper.core.carts.models import EventCheckout
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.scoping import ScopeError
from tests import factories


def test_a_row_cannot_point_into_another_shop(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    event = factories.event(other_installation)
    with pytest.raises(ScopeError):
        EventCheckout.objects.create(
            installation=installation, event=event, created_by_us=True, created_at=now
        )


def test_rows_of_a_shop_are_its_own(
    installation: Installation, other_installation: Installation
) -> None:
    factories.event(installation)
    model = type(factories.event(other_installation))
    assert model.objects.of(installation).count() == 1
    assert model.objects.of(other_installation.pk).count() == 1
    assert model.objects.across_installations().count() == 2
