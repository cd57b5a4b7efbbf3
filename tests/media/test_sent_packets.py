"""What is remembered of packets until feedback on them comes."""

from saleor_personal_shopper.media.sent_packets import SentPackets


def stamped(sent: SentPackets, count: int) -> list[int]:
    return [int.from_bytes(sent.stamp(number, now=number / 10), "big") for number in range(count)]


def test_each_packet_is_known_by_its_number_once() -> None:
    sent = SentPackets()
    assert stamped(sent, 3) == [0, 1, 2]
    assert sent.take(1) == (0.1, 1)
    assert sent.take(1) is None
    assert sent.take(2) == (0.2, 2)


def test_those_before_it_are_forgotten() -> None:
    sent = SentPackets()
    stamped(sent, 3)
    assert sent.take(2) == (0.2, 2)
    assert sent.take(0) is None


def test_a_number_that_was_never_given_is_not_known_and_forgets_no_later_one() -> None:
    sent = SentPackets()
    assert sent.take(5) is None
    stamped(sent, 3)
    assert sent.take(65_000) is None
    assert sent.take(0) == (0.0, 0)


def test_numbers_wrap_around() -> None:
    sent = SentPackets()
    assert stamped(sent, 65_538)[-3:] == [65_535, 0, 1]
    assert [sent.take(number) is None for number in (65_535, 0, 1)] == [False] * 3


def test_without_feedback_it_does_not_grow() -> None:
    sent = SentPackets()
    stamped(sent, 5_000)
    assert sent.take(0) is None
    assert len(sent._waiting) < 2_000
