"""How fast a client may speak."""

from __future__ import annotations

from saleor_personal_shopper.realtime.rate_limit import TokenBucket


def test_a_burst_of_sixty_passes_and_no_more() -> None:
    bucket = TokenBucket(now=100.0)
    assert [bucket.take(now=100.0) for _ in range(61)] == [True] * 60 + [False]


def test_twenty_a_second_pass_for_ever() -> None:
    bucket = TokenBucket(now=0.0)
    for _ in range(60):
        bucket.take(now=0.0)
    assert all(bucket.take(now=1 + step * 0.05) for step in range(400))


def test_a_rest_saves_up_one_burst_only() -> None:
    bucket = TokenBucket(now=0.0)
    assert sum(bucket.take(now=3600.0) for _ in range(100)) == 60
