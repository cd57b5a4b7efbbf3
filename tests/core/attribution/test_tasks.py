"""tasks.py: every active shop is reconciled, and one that is down harms no other."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_personal_shopper.core.attribution import tasks
from saleor_personal_shopper.core.installations.models import Installation, InstallationStatus
from saleor_personal_shopper.saleor.fake_shop import FakeShop


def test_every_active_shop_is_reconciled(
    installation: Installation,
    other_installation: Installation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(tasks.reconcile_installation, "delay", sent.append)
    other_installation.status = InstallationStatus.SUSPENDED
    other_installation.save()
    tasks.reconcile_all()
    assert sent == [str(installation.pk)]


def test_a_shop_that_is_down_is_tried_again_later(
    installation: Installation, shop: FakeShop
) -> None:
    shop.is_down = True
    tasks.reconcile_installation(str(installation.pk))
    installation.refresh_from_db()
    assert installation.reconciled_until is None
    shop.is_down = False
    tasks.reconcile_installation(str(installation.pk))
    installation.refresh_from_db()
    assert installation.reconciled_until is not None


def test_a_suspended_shop_is_left_alone(installation: Installation, shop: FakeShop) -> None:
    installation.status = InstallationStatus.SUSPENDED
    installation.save()
    tasks.reconcile_installation(str(installation.pk))
    assert shop.calls == []
