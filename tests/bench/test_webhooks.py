"""Webhooks: what is taken is counted and timed, and a refusal gives no figure."""

from __future__ import annotations

from itertools import cycle

import pytest

from saleor_personal_shopper.bench import webhooks
from saleor_personal_shopper.bench.server import NotMeasured
from saleor_personal_shopper.bench.webhooks import Delivery, Figures, bare_webhooks, flood


def test_the_99th_percentile_leaves_out_one_in_a_hundred() -> None:
    assert Figures(1.0, [1.0] * 199 + [500.0]).p99 == 1.0
    assert Figures(1.0, [1.0] * 190 + [500.0] * 10).p99 == 500.0


async def test_the_baseline_takes_what_is_sent_until_the_time_is_over() -> None:
    async with bare_webhooks() as address:
        found = await flood(address, cycle([Delivery(b"{}", {})]), 0.5)
        few = await flood(address, iter([Delivery(b"{}", {})] * 20), 30.0)

    assert found.taken_per_second > 10
    assert len(few.waits) == 20


async def test_what_is_refused_is_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "ACCEPTED", 200)
    async with bare_webhooks() as address:
        with pytest.raises(NotMeasured, match="202"):
            await flood(address, iter([Delivery(b"", {})]), 1.0)


async def test_webhooks_of_the_demo_s_shop_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "MOST_PER_SECOND", 40)

    found = {one.name: one for one in await webhooks.measure(1.0)}

    assert set(found) == {"webhooks.acknowledged", "webhooks.p99"}
    assert all(one.value and one.baseline for one in found.values())
