from __future__ import annotations

import pytest
from django.core.cache import cache

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import limits
from saleor_personal_shopper.core.events.limits import PER_ADDRESS, check_rate
from saleor_personal_shopper.core.installations.models import Installation

OFFICE = "203.0.113.7"


def test_an_address_has_its_limit_for_each_purpose_and_shop(
    installation: Installation, other_installation: Installation
) -> None:
    for _ in range(PER_ADDRESS):
        check_rate(installation, purpose="request", address=OFFICE)

    with pytest.raises(DomainError) as refusal:
        check_rate(installation, purpose="request", address=OFFICE)
    assert refusal.value.code == "RATE_LIMITED"

    check_rate(installation, purpose="message", address=OFFICE)
    check_rate(installation, purpose="request", address="203.0.113.8")
    check_rate(other_installation, purpose="request", address=OFFICE)


def test_a_lost_cache_starts_anew(installation: Installation) -> None:
    for _ in range(PER_ADDRESS):
        check_rate(installation, purpose="request", address=OFFICE)
    cache.clear()

    check_rate(installation, purpose="request", address=OFFICE)


def test_calls_without_address_are_not_counted(installation: Installation) -> None:
    for _ in range(PER_ADDRESS + 1):
        check_rate(installation, purpose="request", address="")


def test_a_window_that_closes_in_between_refuses_nobody(
    installation: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WINDOW_SECONDS", 0)

    check_rate(installation, purpose="request", address=OFFICE)
