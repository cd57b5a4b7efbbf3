"""Load is that of the last whole window, so that one hiccup says nothing."""

from saleor_personal_shopper.media.load_meter import LoadMeter


def test_it_says_how_much_of_a_core_was_used() -> None:
    meter = LoadMeter()
    meter.look(cpu=10.0, lag=0, now=100.0)
    meter.look(cpu=10.9, lag=0, now=101.0)
    assert meter.cpu == 0.0
    meter.look(cpu=11.0, lag=0, now=102.0)
    assert meter.cpu == 0.5
    meter.look(cpu=11.2, lag=0, now=104.0)
    assert round(meter.cpu, 3) == 0.1


def test_it_says_how_late_the_clock_is_on_average() -> None:
    meter = LoadMeter()
    for tick in range(41):
        meter.look(cpu=0, lag=1.0 if tick == 20 else 0.0, now=tick / 20)
    assert round(meter.lag, 3) == 0.024
