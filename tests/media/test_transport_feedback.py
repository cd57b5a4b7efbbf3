"""Transport-wide feedback, checked by a reader written from the draft."""

import struct

import pytest

from saleor_personal_shopper.media.transport_feedback import TransportFeedback, read_feedback


def read(fci: bytes) -> tuple[int, list[float | None]]:
    """Base sequence number and the arrival in seconds of each packet, None for not received."""
    base, count = struct.unpack_from("!HH", fci)
    time = int.from_bytes(fci[4:7], "big") * 256
    statuses: list[int] = []
    position = 8
    while len(statuses) < count:
        (chunk,) = struct.unpack_from("!H", fci, position)
        position += 2
        if chunk >> 15:
            assert chunk >> 14 & 1
            statuses += [chunk >> shift & 3 for shift in range(12, -1, -2)]
        else:
            statuses += [chunk >> 13 & 3] * (chunk & 0x1FFF)
    arrivals: list[float | None] = []
    for status in statuses[:count]:
        if status == 0:
            arrivals.append(None)
            continue
        form, size = ("!B", 1) if status == 1 else ("!h", 2)
        time += struct.unpack_from(form, fci, position)[0]
        position += size
        arrivals.append(time * 0.00025)
    assert 0 <= len(fci) - position < 4
    assert len(fci) % 4 == 0
    return base, arrivals


def test_arrivals_come_back_in_order() -> None:
    feedback = TransportFeedback()
    for number in range(20):
        feedback.received(1000 + number, now=5.0 + number * 0.01)
    fci = feedback.take()
    assert fci is not None
    base, arrivals = read(fci)
    assert base == 1000
    sent = [5.0 + number * 0.01 for number in range(20)]
    assert arrivals == pytest.approx(sent, abs=0.00025)


def test_losses_within_and_between_reports_are_told() -> None:
    feedback = TransportFeedback()
    feedback.received(1, now=1.0)
    feedback.received(4, now=1.1)
    assert read(feedback.take() or b"")[1] == [1.0, None, None, 1.1]
    feedback.received(7, now=1.2)
    base, arrivals = read(feedback.take() or b"")
    assert base == 5
    assert arrivals == [None, None, 1.2]


def test_sequence_numbers_wrap_around() -> None:
    feedback = TransportFeedback()
    for number in (65_534, 65_535, 0, 1):
        feedback.received(number, now=2.0)
    base, arrivals = read(feedback.take() or b"")
    assert base == 65_534
    assert arrivals == [2.0] * 4


def test_a_packet_that_overtook_has_a_negative_difference() -> None:
    feedback = TransportFeedback()
    feedback.received(2, now=1.0)
    feedback.received(1, now=1.5)
    assert read(feedback.take() or b"") == (1, [1.5, 1.0])


def test_a_late_packet_is_reported_by_itself() -> None:
    feedback = TransportFeedback()
    feedback.received(5, now=1.0)
    feedback.take()
    feedback.received(3, now=1.1)
    base, arrivals = read(feedback.take() or b"")
    assert base == 3
    assert arrivals == [1.1]


def test_the_report_number_counts_up() -> None:
    feedback = TransportFeedback()
    numbers = []
    for number in range(3):
        feedback.received(number, now=1.0)
        numbers.append((feedback.take() or b"")[7])
    assert numbers == [0, 1, 2]


def test_nothing_new_needs_no_report() -> None:
    assert TransportFeedback().take() is None


def test_a_hostile_jump_makes_a_bounded_report() -> None:
    feedback = TransportFeedback()
    feedback.received(0, now=1.0)
    feedback.received(32_000, now=1.0)
    assert len(feedback.take() or b"") < 1200


def test_what_was_written_is_read_back() -> None:
    # given arrivals with losses, a long silence and one that overtook
    arrived = {65_530: 1.0, 65_531: 1.01, 65_534: 1.5, 65_535: 1.4, 1: 1.51, 30: 1.52}
    feedback = TransportFeedback()
    for number, at in arrived.items():
        feedback.received(number, now=at)
    # when that is told
    read_back = read_feedback(feedback.take() or b"")
    # then each number between has its time, or none
    numbers = [number & 0xFFFF for number in range(65_530, 65_536 + 31)]
    assert [number for number, _ in read_back] == numbers
    for number, at in read_back:
        assert at == (pytest.approx(arrived[number], abs=0.0005) if number in arrived else None)


def test_one_bit_vectors_of_browsers_are_read() -> None:
    # 14 statuses in one chunk, of which the first, the second and the last came
    fci = struct.pack("!HHI", 7, 14, 4 << 8) + bytes.fromhex("b001") + bytes((4, 8, 12))
    arrivals = read_feedback(fci)
    assert [number for number, at in arrivals if at is not None] == [7, 8, 20]
    assert [at for _, at in arrivals if at is not None] == [0.257, 0.259, 0.262]


@pytest.mark.parametrize(
    "fci",
    [
        "",
        "00010001",
        "0001000100000000",  # no chunk
        "00010008" + "00000000" + "2001",  # fewer statuses than announced
        "00010001" + "00000000" + "2001",  # no difference
        "00010001" + "00000000" + "4001" + "00",  # half of one
        "0001ffff" + "00000000" + "1fff" * 9,  # more than anybody reports at once
    ],
)
def test_malformed_feedback_is_refused(fci: str) -> None:
    with pytest.raises(ValueError, match="transport feedback"):
        read_feedback(bytes.fromhex(fci))
