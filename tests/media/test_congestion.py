"""The publisher's limit follows its slowest subscriber, and only when that one suffers."""

from saleor_personal_shopper.media.congestion import UNLIMITED, PublisherLimit


def test_an_estimate_above_the_rate_is_no_limit() -> None:
    limit = PublisherLimit()
    limit.estimated(1, 450_000, rate=300_000, now=0.0)
    assert limit.bitrate() == UNLIMITED


def test_an_overloaded_subscriber_limits_the_publisher() -> None:
    limit = PublisherLimit()
    limit.estimated(1, 5_000_000, rate=1_000_000, now=0.0)
    limit.estimated(2, 300_000, rate=1_000_000, now=0.0)
    assert limit.bitrate() == 300_000


def test_no_limit_falls_below_what_a_voice_and_a_small_picture_need() -> None:
    limit = PublisherLimit()
    limit.estimated(1, 1_000, rate=1_000_000, now=0.0)
    assert limit.bitrate() == 100_000


def test_a_recovered_path_is_given_more_step_by_step_and_then_set_free() -> None:
    limit = PublisherLimit()
    limit.estimated(1, 300_000, rate=1_000_000, now=0.0)
    limit.estimated(1, 400_000, rate=290_000, now=1.0)
    assert limit.bitrate() == 345_000
    for second in range(2, 40):
        limit.estimated(1, 3_000_000, rate=900_000, now=float(second))
    assert limit.bitrate() == UNLIMITED


def test_who_left_limits_nobody() -> None:
    limit = PublisherLimit()
    limit.estimated(1, 300_000, rate=1_000_000, now=0.0)
    limit.forget(1)
    assert limit.bitrate() == UNLIMITED
