"""RTCP as it goes over the wire."""

import pytest
from aiortc.rtp import RtcpPacket, RtcpRrPacket, RtcpRtpfbPacket, RtcpSrPacket

from saleor_personal_shopper.media.reception import ReceptionReport
from saleor_personal_shopper.media.rtcp import (
    SenderReport,
    TransportFeedbackPacket,
    asks_for_keyframe,
    estimated_bitrate,
    lost_sequence_numbers,
    pack_bitrate_limit,
    pack_nack,
    pack_picture_loss,
    pack_receiver_report,
    pack_sender_report,
    parse_rtcp,
    sender_report_of,
)


def test_a_nack_is_packed_in_pairs_across_wrap_around() -> None:
    packet = pack_nack(ssrc=7, lost=[65_534, 65_535, 0, 14, 15, 500])
    assert (
        packet.hex() == "81cd0005" + "00000001" + "00000007" + "fffe8003" + "000f0000" + "01f40000"
    )
    assert lost_sequence_numbers(parse_rtcp(packet)[0]) == [65_534, 65_535, 0, 14, 15, 500]


def test_a_picture_loss_is_recognised() -> None:
    (packet,) = parse_rtcp(pack_picture_loss(ssrc=7))
    assert asks_for_keyframe(packet)
    assert lost_sequence_numbers(packet) == []


def test_a_bitrate_limit_is_read_back() -> None:
    (packet,) = parse_rtcp(pack_bitrate_limit(ssrcs=[1, 2], bitrate=1_500_000))
    assert estimated_bitrate(packet) == pytest.approx(1_500_000, rel=0.001)
    assert not asks_for_keyframe(packet)


def test_a_receiver_report_tells_losses_and_the_time_since_the_sender_report() -> None:
    heard = SenderReport(ssrc=7, ntp_timestamp=0x1122334455667788, rtp_timestamp=0, arrived_at=2.0)
    data = pack_receiver_report(
        ssrc=7, report=ReceptionReport(25, 3, 70_000, 12), heard=heard, now=2.5
    )
    (packet,) = RtcpPacket.parse(data)
    assert isinstance(packet, RtcpRrPacket)
    (block,) = packet.reports
    assert (block.ssrc, block.fraction_lost, block.packets_lost) == (7, 25, 3)
    assert (block.highest_sequence, block.jitter) == (70_000, 12)
    assert (block.lsr, block.dlsr) == (0x33445566, 32768)


def test_a_sender_report_keeps_the_publishers_wall_clock() -> None:
    data = pack_sender_report(
        ssrc=9, ntp_timestamp=0xAABB, rtp_timestamp=90, packets=1 << 32, octets=5
    )
    (packet,) = RtcpPacket.parse(data)
    assert isinstance(packet, RtcpSrPacket)
    assert sender_report_of(packet, now=1.0) == SenderReport(9, 0xAABB, 90, 1.0)
    assert packet.sender_info.packet_count == 0


@pytest.mark.parametrize(
    "data", ["80", "80c90009", "00c90001", "81c90000", "80ce0001" + "00000001"]
)
def test_malformed_packets_are_value_errors(data: str) -> None:
    with pytest.raises(ValueError):
        parse_rtcp(bytes.fromhex(data))


def test_a_truncated_estimate_is_no_estimate() -> None:
    (packet,) = parse_rtcp(
        bytes.fromhex("8fce0004" + "00000001" + "00000000" + "52454d42" + "ff000000")
    )
    assert estimated_bitrate(packet) is None


def test_transport_feedback_is_told_from_a_nack_also_padded_and_in_a_compound() -> None:
    fci = bytes.fromhex("00010001000000002001" + "04")
    head = "cd0005" + "00000001" + "00000002"
    plain = bytes.fromhex("8f" + head) + fci + bytes(1)
    padded = bytes.fromhex("af" + head) + fci + b"\x01"
    nack = pack_nack(ssrc=2, lost=[5])
    first, second, third = parse_rtcp(plain + nack + padded)
    assert first == TransportFeedbackPacket(fci + b"\x00")
    assert lost_sequence_numbers(second) == [5]
    assert third == TransportFeedbackPacket(fci + b"\x01")
    assert lost_sequence_numbers(first) == []


def test_other_feedback_asks_for_nothing() -> None:
    packet = RtcpRtpfbPacket(fmt=3, ssrc=1, media_ssrc=2, lost=[])
    assert lost_sequence_numbers(packet) == []
    assert sender_report_of(packet, now=0.0) is None
