"""What a subscriber sees of a publisher's stream."""

from saleor_personal_shopper.media.forwarding import (
    ExtensionWriter,
    OutgoingStream,
    abs_send_time,
)
from saleor_personal_shopper.media.rtp_packet import RtpPacket, parse_rtp
from saleor_personal_shopper.media.sent_packets import SentPackets


def packet(sequence_number: int, timestamp: int = 0, ssrc: int = 1) -> RtpPacket:
    return RtpPacket(
        payload_type=96,
        sequence_number=sequence_number & 0xFFFF,
        timestamp=timestamp & 0xFFFFFFFF,
        ssrc=ssrc,
        payload=b"x",
    )


def stream(*, waits: bool = False, first: int = 100, timestamp: int = 5000) -> OutgoingStream:
    return OutgoingStream(
        clock_rate=90_000,
        waits_for_keyframe=waits,
        first_sequence_number=first,
        first_timestamp=timestamp,
    )


def pass_on(
    outgoing: OutgoingStream, item: RtpPacket, *, keyframe: bool = False, now: float = 0.0
) -> tuple[int, int] | None:
    return outgoing.translate(item, starts_keyframe=keyframe, now=now)


def test_numbers_start_anew_and_keep_their_distances() -> None:
    outgoing = stream()
    assert pass_on(outgoing, packet(40_000, 1_000)) == (100, 5000)
    assert pass_on(outgoing, packet(40_001, 4_000)) == (101, 8000)
    assert pass_on(outgoing, packet(40_004, 4_000)) == (104, 8000)


def test_a_late_packet_gets_the_number_that_was_left_free() -> None:
    outgoing = stream()
    pass_on(outgoing, packet(10))
    pass_on(outgoing, packet(12))
    assert pass_on(outgoing, packet(11)) == (101, 5000)


def test_both_counters_wrap_around() -> None:
    outgoing = stream(first=65_535, timestamp=0xFFFFFFFF)
    assert pass_on(outgoing, packet(65_534, 0xFFFFFFF0)) == (65_535, 0xFFFFFFFF)
    assert pass_on(outgoing, packet(65_535, 0xFFFFFFF1)) == (0, 0)
    assert pass_on(outgoing, packet(0, 0xFFFFFFF2)) == (1, 1)
    assert pass_on(outgoing, packet(1, 0)) == (2, 15)


def test_nothing_passes_before_a_keyframe() -> None:
    outgoing = stream(waits=True)
    assert pass_on(outgoing, packet(10)) is None
    assert not outgoing.started
    assert pass_on(outgoing, packet(11), keyframe=True) == (100, 5000)
    assert pass_on(outgoing, packet(12)) == (101, 5000)


def test_a_packet_from_before_the_beginning_is_held_back() -> None:
    outgoing = stream(waits=True)
    pass_on(outgoing, packet(11), keyframe=True)
    assert pass_on(outgoing, packet(10)) is None
    assert outgoing.follows(1)


def test_a_long_stream_never_mistakes_the_present_for_the_past() -> None:
    outgoing = stream(first=0)
    for number in range(200_000):
        assert pass_on(outgoing, packet(number)) == (number & 0xFFFF, 5000)


def test_another_ssrc_goes_on_without_a_gap_at_its_keyframe() -> None:
    # given a stream that has sent two packets
    outgoing = stream(waits=True)
    pass_on(outgoing, packet(10, 1_000), keyframe=True, now=5.0)
    pass_on(outgoing, packet(11, 4_000), now=5.1)

    # when the publisher's SSRC changes, one second later
    assert pass_on(outgoing, packet(700, 0, ssrc=2), now=6.0) is None
    resumed = pass_on(outgoing, packet(701, 50, ssrc=2), keyframe=True, now=6.1)

    # then the next number and a timestamp one second on
    assert resumed == (102, 8000 + 90_000)
    assert outgoing.follows(2)


def test_a_subscribers_number_leads_back_to_the_original() -> None:
    outgoing = stream(first=65_530)
    for number in range(20):
        pass_on(outgoing, packet(500 + number))
    assert outgoing.original_sequence_number(65_530) == 500
    assert outgoing.original_sequence_number(3) == 509


def test_a_number_that_was_never_sent_leads_nowhere() -> None:
    outgoing = stream()
    assert outgoing.original_sequence_number(100) is None
    pass_on(outgoing, packet(500))
    assert outgoing.original_sequence_number(99) is None
    assert outgoing.original_sequence_number(101) is None


def test_random_first_sequence_numbers_leave_the_rollover_counter_alone() -> None:
    firsts = [
        pass_on(OutgoingStream(clock_rate=48_000, waits_for_keyframe=False), packet(1))
        for _ in range(200)
    ]
    assert all(first is not None and first[0] < 0x8000 for first in firsts)


def written(
    *extensions: tuple[int, bytes], sent: SentPackets, **ids: int | None
) -> tuple[tuple[int, bytes], ...]:
    """What a subscriber reads of these extensions of a packet that left at 1.5 s."""
    names = {"sequence_id": None, "abs_send_time_id": None, **ids}
    writer = ExtensionWriter(passed_on={1: 9}, sent=sent, **names)
    block = writer.write(extensions, 700, now=1.5)
    return parse_rtp(bytes.fromhex("906f00010000000000000001") + block).extensions


def test_extensions_get_the_subscribers_ids_and_the_time_of_sending() -> None:
    read = written((1, b"\x7f"), (5, b"\x00\x01"), sent=SentPackets(), abs_send_time_id=3)
    assert read == ((9, b"\x7f"), (3, b"\x06\x00\x00"))


def test_who_reports_arrivals_gets_numbers_and_they_are_remembered() -> None:
    sent = SentPackets()
    assert written(sent=sent, sequence_id=4) == ((4, b"\x00\x00"),)
    assert written(sent=sent, sequence_id=4) == ((4, b"\x00\x01"),)
    assert sent.take(1) == (1.5, 700)


def test_the_time_of_sending_wraps_after_64_seconds() -> None:
    assert abs_send_time(0.25) == abs_send_time(64.25) == b"\x01\x00\x00"
