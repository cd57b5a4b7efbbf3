"""Losses of a publisher's stream."""

from saleor_personal_shopper.media.reception import Reception


def receive(reception: Reception, *numbers: int, now: float = 0.0) -> list[bool]:
    return [reception.received(number & 0xFFFF, 0, now=now) for number in numbers]


def test_a_complete_stream_has_no_losses_across_wrap_around() -> None:
    reception = Reception(clock_rate=90_000)
    receive(reception, *range(65_000, 66_000))
    report = reception.report()
    assert (report.fraction_lost, report.packets_lost) == (0, 0)
    assert report.highest_sequence == 65_999
    assert reception.due_nacks(now=0.0) == []


def test_a_gap_is_asked_for_in_order_across_wrap_around() -> None:
    reception = Reception(clock_rate=90_000)
    receive(reception, 65_534, 2)
    assert reception.due_nacks(now=0.0) == [65_535, 0, 1]


def test_a_packet_is_asked_for_again_after_a_while_and_given_up_in_the_end() -> None:
    reception = Reception(clock_rate=90_000)
    receive(reception, 1, 3)
    assert reception.due_nacks(now=0.0) == [2]
    assert reception.due_nacks(now=0.04) == []
    tries = [reception.due_nacks(now=0.1 * step) for step in range(1, 20)]
    assert tries.count([2]) == 9
    assert tries[-1] == []


def test_a_repaired_loss_counts_as_received_once() -> None:
    reception = Reception(clock_rate=90_000)
    assert receive(reception, 1, 3, 2) == [True, True, True]
    assert receive(reception, 2, 3) == [False, False]
    assert reception.due_nacks(now=0.0) == []
    assert reception.packets_lost == 0


def test_the_report_covers_the_time_since_the_last_one() -> None:
    reception = Reception(clock_rate=90_000)
    receive(reception, 0, 1, 2, 4)
    first = reception.report()
    receive(reception, 5, 6, 7, 8)
    second = reception.report()
    assert (first.fraction_lost, first.packets_lost) == (256 // 5, 1)
    assert (second.fraction_lost, second.packets_lost) == (0, 1)


def test_a_large_jump_starts_anew_instead_of_asking_for_thousands() -> None:
    reception = Reception(clock_rate=90_000)
    receive(reception, 1, 20_000)
    assert reception.due_nacks(now=0.0) == []
    assert reception.packets_lost == 0


def test_what_is_missing_is_bounded() -> None:
    reception = Reception(clock_rate=90_000)
    receive(reception, 0, *range(10, 29_000, 2))
    assert len(reception.due_nacks(now=0.0)) == 256


def test_jitter_is_that_of_rfc_3550() -> None:
    # given packets sent every 20 ms of which the second arrives 10 ms late
    reception = Reception(clock_rate=48_000)
    reception.received(1, 0, now=0.0)
    reception.received(2, 960, now=0.030)
    # then J = 480 / 16
    assert reception.report().jitter == 30


def test_before_the_first_packet_nothing_is_lost() -> None:
    assert Reception(clock_rate=90_000).report().packets_lost == 0
