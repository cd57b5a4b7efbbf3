"""What the way to a subscriber carries, when pictures give way to the voice, and what it means to
the publisher."""

import pytest

from saleor_personal_shopper.media.congestion import (
    SMALLEST_PICTURE,
    UNLIMITED,
    Downlink,
    PublisherLimit,
    Share,
    VideoGate,
    VideoGates,
)

VOICE = 32_000


def overloaded(*, estimate: int = 300_000) -> Downlink:
    """A way whose estimate has just fallen below the rate of 1 Mbit/s."""
    downlink = Downlink()
    downlink.estimated(1_400_000, rate=1_000_000, now=0.0)
    downlink.estimated(estimate, rate=1_000_000, now=1.0)
    for trip in (0.05, 1.0):  # packets wait in a queue
        downlink.reported(0.0, rate=500_000, now=0.0, round_trip=trip)
    return downlink


def test_a_low_estimate_alone_is_no_limit() -> None:
    # a browser that receives little estimates little
    downlink = Downlink()
    for second in range(5):
        downlink.estimated(150_000, rate=140_000, now=float(second))
    assert downlink.available_bitrate == UNLIMITED


def test_a_falling_estimate_above_the_rate_is_no_limit() -> None:
    downlink = Downlink()
    downlink.estimated(900_000, rate=300_000, now=0.0)
    downlink.estimated(500_000, rate=300_000, now=1.0)
    assert downlink.available_bitrate == UNLIMITED


def test_a_way_that_is_overloaded_is_known_by_its_estimate() -> None:
    assert overloaded().available_bitrate == 300_000


def test_a_way_that_stays_overloaded_is_given_no_more() -> None:
    downlink = overloaded(estimate=60_000)
    for second in range(2, 20):
        downlink.estimated(60_000, rate=100_000, now=float(second))
    assert downlink.available_bitrate == 60_000


def test_a_recovered_way_is_given_more_step_by_step() -> None:
    downlink = overloaded()
    downlink.estimated(330_000, rate=290_000, now=2.0)
    assert downlink.available_bitrate == pytest.approx(360_000, abs=1)
    for second in range(3, 40):
        downlink.estimated(3_000_000, rate=900_000, now=float(second))
    assert downlink.available_bitrate == UNLIMITED


def test_a_way_that_is_overloaded_again_is_limited_again() -> None:
    downlink = overloaded()
    downlink.estimated(500_000, rate=290_000, now=3.0)
    downlink.estimated(250_000, rate=400_000, now=4.0)
    assert downlink.available_bitrate == 250_000


def test_losses_that_repeats_can_mend_are_no_limit() -> None:
    downlink = Downlink()
    for second in range(30):
        downlink.reported(0.15, rate=500_000, now=float(second))
    assert downlink.available_bitrate == UNLIMITED


def test_losses_beyond_mending_limit_what_is_sent() -> None:
    downlink = Downlink()
    for second in range(5):
        downlink.reported(0.5, rate=500_000, now=float(second))
    assert 240_000 < downlink.available_bitrate < 300_000
    # and a subscriber that sends no estimates is given more once they end
    for second in range(5, 60):
        downlink.reported(0.0, rate=300_000, now=float(second))
    assert downlink.available_bitrate == UNLIMITED


def test_a_way_that_is_well_again_is_tried_further_whatever_its_browser_still_believes() -> None:
    # given a browser that estimates little long after its way was overloaded
    downlink = overloaded(estimate=100_000)
    for second in range(2, 6):
        downlink.reported(0.0, rate=100_000, now=float(second), round_trip=0.05)
    # when much more comes through, and nothing is lost and nothing waits
    rate = 100_000.0
    for tenth in range(60, 200):
        downlink.estimated(100_000 + tenth, rate=rate, now=tenth / 10)
        rate = float(downlink.available_bitrate)
    # then it is allowed more and more
    assert downlink.available_bitrate > 1_000_000


def test_no_way_is_allowed_much_more_than_was_tried_on_it() -> None:
    downlink = overloaded(estimate=100_000)
    downlink.reported(0.0, rate=100_000, now=2.0, round_trip=0.05)
    for tenth in range(30, 200):
        downlink.estimated(40_000 + tenth, rate=150_000, now=tenth / 10)
    assert downlink.available_bitrate < 1.6 * 150_000


def closed() -> tuple[VideoGate, Downlink]:
    """A gate that closed at second 3, since the way carries only the voice."""
    gate, downlink = VideoGate(), overloaded(estimate=50_000)
    assert [gate.look(downlink, sound=VOICE, now=second) for second in (1.0, 2.0, 3.0)] == [
        False,
        False,
        True,
    ]
    assert not gate.is_open
    return gate, downlink


def test_pictures_pause_where_the_way_carries_only_the_voice() -> None:
    closed()


def test_a_low_estimate_of_a_browser_with_too_much_to_do_holds_no_picture_back() -> None:
    # given estimates as low, but neither losses nor a queue
    gate, downlink = VideoGate(), overloaded(estimate=50_000)
    for second in range(10):
        downlink.reported(0.0, rate=50_000, now=float(second), round_trip=0.1)
        assert not gate.look(downlink, sound=VOICE, now=float(second))
    # when packets are lost, too
    for second in range(10, 14):
        downlink.reported(0.1, rate=50_000, now=float(second), round_trip=0.1)
        gate.look(downlink, sound=VOICE, now=float(second))
    # then it is the way
    assert not gate.is_open


def test_a_way_that_is_thin_for_a_moment_keeps_its_pictures() -> None:
    gate, downlink = VideoGate(), overloaded(estimate=50_000)
    assert not gate.look(downlink, sound=VOICE, now=1.0)
    for second in range(2, 6):
        downlink.estimated(100_000 * second, rate=60_000, now=float(second))
        assert not gate.look(downlink, sound=VOICE, now=float(second))
    assert gate.is_open


def test_pictures_are_tried_again_after_three_seconds_and_stay_where_they_fit() -> None:
    gate, downlink = closed()
    assert not gate.look(downlink, sound=VOICE, now=5.0)
    assert gate.look(downlink, sound=VOICE, now=6.0)
    assert gate.is_open
    assert downlink.available_bitrate >= VOICE + SMALLEST_PICTURE
    for second in range(7, 40):
        downlink.estimated(50_000 + second * 10_000, rate=80_000, now=float(second))
        assert not gate.look(downlink, sound=VOICE, now=float(second))
    assert downlink.available_bitrate > 500_000


def test_a_try_that_fails_is_given_up_sooner_than_a_picture_that_came_through() -> None:
    # given a try
    gate, downlink = closed()
    assert gate.look(downlink, sound=VOICE, now=6.0)
    # when most of it is lost
    for second in (7.0, 8.0):
        downlink.reported(0.75, rate=110_000, now=second, round_trip=1.0)
        gate.look(downlink, sound=VOICE, now=second)
    # then it costs the voice a second only
    assert not gate.is_open


def test_each_try_that_fails_is_followed_by_a_longer_pause() -> None:
    gate, downlink = closed()
    now, turned = 3.0, []
    while len(turned) < 12:
        now += 1.0
        if gate.is_open:
            downlink.estimated(60_000, rate=110_000, now=now - 0.5)
            downlink.estimated(45_000, rate=110_000, now=now)
        if gate.look(downlink, sound=VOICE, now=now):
            turned.append((now, gate.is_open))
    closed_for = []
    closed_at = 3.0
    for at, is_open in turned:
        if is_open:
            closed_for.append(at - closed_at)
        closed_at = at
    assert closed_for == [3.0, 6.0, 12.0, 24.0, 24.0, 24.0]


def test_pictures_are_not_tried_while_the_voice_alone_is_lost() -> None:
    gate, downlink = closed()
    for second in range(4, 30):
        downlink.reported(0.3, rate=30_000, now=float(second))
        assert not gate.look(downlink, sound=VOICE, now=float(second))
    for second in range(30, 40):
        downlink.reported(0.0, rate=30_000, now=float(second))
        gate.look(downlink, sound=VOICE, now=float(second))
    assert gate.is_open


def test_a_voice_that_needs_more_leaves_less_for_pictures() -> None:
    gate, downlink = VideoGate(), overloaded(estimate=110_000)
    for second in range(10):
        assert not gate.look(downlink, sound=VOICE, now=float(second))
    assert [gate.look(downlink, sound=96_000, now=float(second)) for second in (10, 11, 12)] == [
        False,
        False,
        True,
    ]


def test_the_slowest_subscriber_limits_the_publisher() -> None:
    limit = PublisherLimit()
    assert limit.bitrate() == UNLIMITED
    limit.follow(1, overloaded(), VideoGate())
    limit.follow(2, Downlink(), VideoGate())
    assert limit.bitrate() == 300_000


def test_no_limit_falls_below_what_a_voice_and_a_small_picture_need() -> None:
    limit = PublisherLimit()
    limit.follow(1, overloaded(estimate=1_000), VideoGate())
    assert limit.bitrate() == 100_000


def test_who_gets_no_picture_limits_nobody_but_is_begun_small_with() -> None:
    gate, downlink = closed()
    limit = PublisherLimit()
    limit.follow(1, downlink, gate)
    assert limit.bitrate() == 100_000
    limit.follow(2, Downlink(), VideoGate())
    assert limit.bitrate() == UNLIMITED


def test_who_left_limits_nobody() -> None:
    limit = PublisherLimit()
    limit.follow(1, overloaded(), VideoGate())
    limit.forget(1)
    assert limit.bitrate() == UNLIMITED


def held(gates: list[VideoGate]) -> list[bool]:
    return [not gate.is_open for gate in gates]


def look(gates: VideoGates, downlink: Downlink, *, now: float, count: int = 4) -> list[bool]:
    needs = [100_000.0] * count
    return held(gates.look(downlink, sound=VOICE, needs=needs, now=now))


def test_of_several_pictures_the_last_are_held_back() -> None:
    # given four that need 100 kbit/s each, and a way for 300
    gates, downlink = VideoGates(), overloaded(estimate=300_000)
    seen = [look(gates, downlink, now=float(second)) for second in (1, 2, 3)]
    # then those that do not fit are held back after two seconds, and not before
    assert seen == [[False] * 4, [False] * 4, [False, False, False, True]]
    # and where there are fewer, the place in the order counts, not who it was
    assert look(gates, downlink, now=4.0, count=3) == [False] * 3


def test_pictures_are_tried_again_one_at_a_time_and_the_first_first() -> None:
    # given that the voice alone fits
    gates, downlink = VideoGates(), overloaded(estimate=50_000)
    for second in (1, 2, 3):
        look(gates, downlink, now=float(second))
    assert look(gates, downlink, now=4.0) == [True] * 4
    # when the way is wide again
    downlink.try_again(UNLIMITED, now=4.0)
    seen = [look(gates, downlink, now=float(second)) for second in range(5, 20)]
    # then they come back in their order, three seconds apart
    returned = [seen.index([place > last for place in range(4)]) + 5 for last in range(4)]
    assert returned == [6, 9, 12, 15]


def test_a_share_of_a_way_limits_like_a_way() -> None:
    limit = PublisherLimit()
    limit.follow(1, Share(250_000), VideoGate())
    limit.follow(2, Downlink(), VideoGate())
    assert limit.bitrate() == 250_000
