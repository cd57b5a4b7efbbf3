"""Redis may be lost at any moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from saleor_personal_shopper.core.events.limits import PER_ADDRESS, check_rate
from saleor_personal_shopper.core.events.models import ParticipantRole
from saleor_personal_shopper.core.events.tokens import issue_ticket, redeem_ticket
from saleor_personal_shopper.core.expendable import ExpendableLost, claim, count, keep, recall
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories


@pytest.fixture
def lost_redis(settings: Any) -> None:
    """Nobody listens at port 1."""
    backend = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": backend}


def test_it_keeps_counts_and_claims() -> None:
    keep("a", {"x": 1}, seconds=60)
    assert recall("a") == {"x": 1}
    assert [count("b", seconds=60) for _ in range(3)] == [1, 2, 3]
    assert [claim("c", seconds=60) for _ in range(2)] == [True, False]


@pytest.mark.usefixtures("lost_redis")
def test_without_redis_nothing_is_known_and_everything_is_the_first() -> None:
    keep("a", 1, seconds=60)
    assert recall("a") is None
    assert [count("b", seconds=60) for _ in range(2)] == [1, 1]


@pytest.mark.usefixtures("lost_redis")
def test_without_redis_nothing_can_be_claimed() -> None:
    with pytest.raises(ExpendableLost):
        claim("c", seconds=60)


@pytest.mark.usefixtures("lost_redis")
def test_without_redis_strangers_may_still_ask(installation: Installation) -> None:
    for _ in range(PER_ADDRESS + 1):
        check_rate(installation, purpose="request", address="203.0.113.7")


def test_without_redis_no_ticket_is_good_twice(
    installation: Installation, now: datetime, request: pytest.FixtureRequest
) -> None:
    seat = factories.participant(factories.event(installation), ParticipantRole.CUSTOMER)
    ticket = issue_ticket(seat, now)
    assert redeem_ticket(ticket, now) == seat

    request.getfixturevalue("lost_redis")
    with pytest.raises(ExpendableLost):
        redeem_ticket(ticket, now)
