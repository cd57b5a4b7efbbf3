"""The last packets of a stream, kept to answer NACKs."""

from .rtp_packet import RtpPacket


class PacketCache:
    """A ring of `size` packets by sequence number."""

    def __init__(self, *, size: int) -> None:
        self._size = size
        self._packets: list[RtpPacket | None] = [None] * size

    def put(self, packet: RtpPacket) -> None:
        """Keep a packet, in place of the one that is `size` older."""
        self._packets[packet.sequence_number % self._size] = packet

    def get(self, sequence_number: int) -> RtpPacket | None:
        """The packet with this sequence number, if it is still there."""
        packet = self._packets[sequence_number % self._size]
        if packet is None or packet.sequence_number != sequence_number:
            return None
        return packet

    def clear(self) -> None:
        """Forget everything: the stream starts anew."""
        self._packets = [None] * self._size
