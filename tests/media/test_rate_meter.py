import pytest

from saleor_personal_shopper.media.rate_meter import RateMeter


def test_a_steady_stream_is_measured() -> None:
    meter = RateMeter()
    for step in range(300):
        meter.add(1000, now=step * 0.01)
    assert meter.bitrate(now=3.0) == pytest.approx(800_000, rel=0.02)


def test_silence_is_zero() -> None:
    meter = RateMeter()
    assert meter.bitrate(now=1.0) == 0.0
    for step in range(200):
        meter.add(1000, now=1.0 + step * 0.01)
    assert meter.bitrate(now=7.0) == 0.0


def test_a_burst_at_the_beginning_is_no_rate_yet() -> None:
    meter = RateMeter()
    meter.add(20_000, now=1.0)
    assert meter.bitrate(now=1.02) == 0.0
