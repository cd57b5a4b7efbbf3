from saleor_personal_shopper.media.token_bucket import TokenBucket


def test_a_burst_passes_and_then_the_average_rate() -> None:
    bucket = TokenBucket(rate=10, burst=3)
    assert [bucket.take(1, now=1.0) for _ in range(4)] == [True, True, True, False]
    assert bucket.take(1, now=1.1)
    assert not bucket.take(1, now=1.15)


def test_a_pause_saves_up_no_more_than_the_burst() -> None:
    bucket = TokenBucket(rate=10, burst=3)
    bucket.take(3, now=0.0)
    assert [bucket.take(1, now=100.0) for _ in range(4)] == [True, True, True, False]
