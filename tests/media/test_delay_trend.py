"""Growing queues are told from a steady way, by when packets left and arrived."""

import random

from saleor_personal_shopper.media.delay_trend import DelayTrend


def states(
    *, slope: float, packets: int = 200, jitter: float = 0.0, start: float = 0.0
) -> set[str]:
    """What a trend said while each packet, 20 ms after the one before, took `slope` ms longer."""
    trend, said = DelayTrend(), set()
    luck = random.Random(1)
    for number in range(200):
        sent = 20.0 * number
        trend.add(sent, start + sent + 30 + slope * number + luck.uniform(0, jitter))
        said |= {"over"} if trend.is_overused else set()
        said |= {"draining"} if trend.is_draining else set()
    return said


def test_a_steady_way_is_neither() -> None:
    assert states(slope=0.0) == set()
    assert states(slope=0.0, jitter=8.0) == set()


def test_a_growing_queue_is_overuse() -> None:
    assert states(slope=2.0) == {"over"}
    assert states(slope=2.0, jitter=8.0) == {"over"}


def test_a_shrinking_queue_is_draining() -> None:
    assert states(slope=-2.0) == {"draining"}


def test_clocks_need_not_agree() -> None:
    assert states(slope=0.0, start=1e9) == set()


def test_overuse_ends_when_the_queue_stands_still() -> None:
    # given a queue that grew
    trend = DelayTrend()
    for number in range(100):
        trend.add(20.0 * number, 22.0 * number)
    assert trend.is_overused
    # when it stays as long as it is
    for number in range(100, 140):
        trend.add(20.0 * number, 20.0 * number + 200)
    # then the way carries what is sent
    assert not trend.is_overused


def test_a_rest_begins_anew() -> None:
    # given a queue that grew
    trend = DelayTrend()
    for number in range(100):
        trend.add(20.0 * number, 22.0 * number)
    # when nothing was sent for a while, in which the way became another
    for number in range(200):
        trend.add(60_000.0 + 20 * number, 70_000.0 + 20 * number)
        # then the longer way is no queue
        assert number < 2 or not trend.is_draining
    assert not trend.is_overused


def test_a_burst_that_was_held_on_the_way_counts_once() -> None:
    # given a way on which something holds packets for 60 ms now and then
    trend = DelayTrend()
    for number in range(400):
        sent = 10.0 * number
        held = max(0, 60 - sent % 500) if sent % 500 < 60 else 0.0
        trend.add(sent, sent + 30 + held)
        # then that is no overuse
        assert not trend.is_overused
