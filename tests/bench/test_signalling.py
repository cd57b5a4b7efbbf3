"""Signalling: how the highest rate is found, and that talk over the baseline is counted right."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.bench import signalling
from saleor_personal_shopper.bench.rate import Outcome, highest_good
from saleor_personal_shopper.bench.talk import Talk


def outcome(sent: int, heard: int, delay: float = 0.01) -> Outcome:
    return Outcome(sent, (delay,) * heard)


@pytest.mark.parametrize(
    ("found", "good"),
    [
        (outcome(100, 100), True),
        (outcome(100, 99), False),
        (outcome(100, 100, delay=0.2), False),
        (outcome(100, 0), False),
    ],
)
def test_a_rate_is_good_when_nothing_is_lost_or_late(found: Outcome, good: bool) -> None:
    assert found.is_good is good


async def test_the_search_ends_at_the_first_rate_that_is_not_good() -> None:
    tried: list[int] = []

    async def attempt(rate: int) -> Outcome:
        tried.append(rate)
        return outcome(10, 10 if rate <= 200 else 9)

    assert await highest_good(attempt, (100, 200, 300, 400)) == 200
    assert tried == [100, 200, 300]
    assert await highest_good(attempt, (300,)) == 0


async def test_the_bare_rooms_pass_on_what_is_said_in_them_alone() -> None:
    async with signalling._bare_rooms() as (url, _), Talk() as talk:
        for room in ("one", "two"):
            await talk.open(f"{url}/{room}", f"{url}/{room}", "http://127.0.0.1")

        found = await talk.at(40, 0.5)

        assert talk.open_sockets == 4
    assert (found.sent, found.lost) == (20, 0)
    assert len(talk.heard) == 20


async def test_rooms_of_the_product_are_opened_and_talk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signalling, "PAIRS", 4)
    monkeypatch.setattr("saleor_personal_shopper.bench.rate.RATES", (5,))
    monkeypatch.setattr(signalling, "SETTLE_SECONDS", 0.2)

    found = {one.name: one for one in await signalling.measure(1.0)}

    assert found["signalling.sockets"].value == 8
    assert all(one.baseline for one in found.values())
    assert set(found) == {
        f"signalling.{one}" for one in ("sockets", "memory", "accepts", "messages")
    }
