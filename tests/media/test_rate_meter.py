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
    meter.add(1000, now=1.0)
    assert meter.bitrate(now=5.0) == 0.0
