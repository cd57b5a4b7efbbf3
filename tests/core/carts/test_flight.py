"""flight.py: did a call without an answer arrive?"""

from __future__ import annotations

from datetime import datetime, timedelta

from saleor_personal_shopper.core.carts.flight import Flight, has_arrived

from .test_planning import REMOVE, SET, add


def test_an_add_arrived_when_its_variant_grew_by_it() -> None:
    batch = [add("juice", 2), add("juice", 1)]
    assert has_arrived(batch, before={"juice": 4}, after={"juice": 7})
    assert not has_arrived(batch, before={"juice": 4}, after={"juice": 6})
    assert not has_arrived(batch, before={}, after={})


def test_one_variant_is_proof_for_all_since_a_call_is_made_whole() -> None:
    """given the shop removed one of two added variants meanwhile."""
    batch = [add("juice", 2), add("tea", 1)]
    assert has_arrived(batch, before={}, after={"juice": 2})


def test_a_set_arrived_when_its_quantity_is_there() -> None:
    assert has_arrived([SET], before={"juice": 1}, after={"juice": 3})
    assert not has_arrived([SET], before={"juice": 1}, after={"juice": 1})


def test_a_removal_arrived_when_nothing_is_left() -> None:
    assert has_arrived([REMOVE], before={"juice": 1}, after={})
    assert not has_arrived([REMOVE], before={"juice": 1}, after={"juice": 1})


def test_a_flight_is_stored_and_read(now: datetime) -> None:
    flight = Flight((1, 2), {"juice": 3}, now)
    assert Flight.from_json(flight.as_json()) == flight
    assert Flight.from_json({}) is None


def test_a_flight_is_overdue_after_five_seconds(now: datetime) -> None:
    flight = Flight((1,), {}, now)
    assert not flight.is_overdue(now + timedelta(seconds=4))
    assert flight.is_overdue(now + timedelta(seconds=5))
