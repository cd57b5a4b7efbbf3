"""The publisher's limit follows its slowest subscriber, and only when that one suffers."""

import pytest

from saleor_personal_shopper.media.congestion import UNLIMITED, PublisherLimit


def overloaded(*, estimate: int = 300_000) -> PublisherLimit:
    """One subscriber whose estimate has just fallen below the rate of 1 Mbit/s."""
    limit = PublisherLimit()
    limit.estimated(1, 1_400_000, rate=1_000_000, now=0.0)
    limit.estimated(1, estimate, rate=1_000_000, now=1.0)
    return limit


def test_a_low_estimate_alone_is_no_limit() -> None:
    # a browser that receives little estimates little
    limit = PublisherLimit()
    for second in range(5):
        limit.estimated(1, 150_000, rate=400_000, now=float(second))
    assert limit.bitrate() == UNLIMITED


def test_a_falling_estimate_above_the_rate_is_no_limit() -> None:
    limit = PublisherLimit()
    limit.estimated(1, 900_000, rate=300_000, now=0.0)
    limit.estimated(1, 500_000, rate=300_000, now=1.0)
    assert limit.bitrate() == UNLIMITED


def test_an_overloaded_subscriber_limits_the_publisher() -> None:
    limit = overloaded()
    limit.estimated(2, 5_000_000, rate=1_000_000, now=1.0)
    assert limit.bitrate() == 300_000


def test_no_limit_falls_below_what_a_voice_and_a_small_picture_need() -> None:
    assert overloaded(estimate=1_000).bitrate() == 100_000


def test_a_recovered_path_is_given_more_step_by_step() -> None:
    limit = overloaded()
    limit.estimated(1, 330_000, rate=290_000, now=2.0)
    assert limit.bitrate() == pytest.approx(360_000)
    for second in range(3, 40):
        limit.estimated(1, 3_000_000, rate=900_000, now=float(second))
    assert limit.bitrate() == UNLIMITED


def test_a_path_that_is_overloaded_again_is_limited_again() -> None:
    limit = overloaded()
    limit.estimated(1, 500_000, rate=290_000, now=3.0)
    limit.estimated(1, 250_000, rate=400_000, now=4.0)
    assert limit.bitrate() == 250_000


def test_who_left_limits_nobody() -> None:
    limit = overloaded()
    limit.forget(1)
    assert limit.bitrate() == UNLIMITED
