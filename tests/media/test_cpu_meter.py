"""The share of a core is that of the last whole window."""

from saleor_personal_shopper.media.cpu_meter import CpuMeter


def test_it_says_how_much_of_a_core_was_used() -> None:
    meter = CpuMeter()
    meter.look(cpu=10.0, now=100.0)
    meter.look(cpu=10.9, now=101.0)
    assert meter.share == 0.0
    meter.look(cpu=11.0, now=102.0)
    assert meter.share == 0.5
    meter.look(cpu=11.2, now=104.0)
    assert round(meter.share, 3) == 0.1
