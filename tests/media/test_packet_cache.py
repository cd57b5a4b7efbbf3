from saleor_personal_shopper.media.packet_cache import PacketCache
from saleor_personal_shopper.media.rtp_packet import RtpPacket


def packet(sequence_number: int) -> RtpPacket:
    return RtpPacket(
        payload_type=96, sequence_number=sequence_number, timestamp=0, ssrc=1, payload=b""
    )


def test_the_newest_packets_are_kept_across_wrap_around() -> None:
    cache = PacketCache(size=8)
    packets = [packet(number & 0xFFFF) for number in range(65_530, 65_542)]
    for item in packets:
        cache.put(item)
    assert cache.get(65_533) is None
    assert cache.get(65_534) is packets[4]
    assert cache.get(5) is packets[-1]


def test_a_number_in_the_same_place_is_not_mistaken() -> None:
    cache = PacketCache(size=8)
    cache.put(packet(1))
    assert cache.get(9) is None


def test_clear_forgets_everything() -> None:
    cache = PacketCache(size=8)
    cache.put(packet(1))
    cache.clear()
    assert cache.get(1) is None
