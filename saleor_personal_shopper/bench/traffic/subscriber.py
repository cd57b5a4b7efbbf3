"""A participant's ears: counts what comes, and looks into some of it."""

from collections.abc import Callable

from aiortc.rtp import (
    RTCP_PSFB_APP,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    pack_remb_fci,
)

from ...media.aiortc_bridge import PacketBuffer
from .client import RTX_TYPE, Client
from .publisher import INDEX_BYTES

LOOK_INTO_EACH = 8
ENOUGH_BITRATE = 5_000_000
_OWN_SSRC = 1


class Subscriber:
    """`arrived` gets the index of each packet that was looked into."""

    def __init__(self, client: Client, arrived: Callable[[int], None]) -> None:
        self.client = client
        self.received = 0
        self._arrived = arrived
        self._in, self._out = PacketBuffer(), PacketBuffer()
        self._highest: dict[int, int] = {}

    def hear(self) -> None:
        """Take all datagrams that wait on the socket."""
        view = self._in.view
        while True:
            try:
                length = self.client.socket.recv_into(view)
            except BlockingIOError:
                return
            if view[0] >> 6 == 2 and not 64 <= view[1] & 0x7F < 96:
                self._count(length)
            elif view[0] < 4:
                self.client.hear_stun(bytes(view[:length]))

    def report(self) -> bytes:
        """A receiver report without a loss, and an estimate that limits nothing."""
        blocks = [
            RtcpReceiverInfo(ssrc, 0, 0, highest, 0, 0, 0)
            for ssrc, highest in self._highest.items()
        ]
        estimate = pack_remb_fci(ENOUGH_BITRATE, list(self._highest))
        packet = bytes(RtcpRrPacket(ssrc=_OWN_SSRC, reports=blocks)) + bytes(
            RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=_OWN_SSRC, media_ssrc=0, fci=estimate)
        )
        protected = self._out.protect(self.client.sent, packet, rtcp=True)
        assert protected is not None, "libsrtp refused a report of our own"
        return bytes(protected)

    @property
    def streams(self) -> int:
        """How many it has looked into."""
        return len(self._highest)

    @property
    def may_report(self) -> bool:
        return bool(self._highest)

    def _count(self, length: int) -> None:
        view = self._in.view
        if view[1] & 0x7F == RTX_TYPE:
            return
        self.received += 1
        if self.received % LOOK_INTO_EACH:
            return
        self._highest[int.from_bytes(view[8:12], "big")] = int.from_bytes(view[2:4], "big")
        plain = self._in.unprotect(self.client.received, length, rtcp=False)
        if plain is not None:
            self._arrived(int.from_bytes(plain[-INDEX_BYTES:], "big"))
