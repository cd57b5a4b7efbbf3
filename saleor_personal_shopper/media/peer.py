"""One connection of a participant: ICE-lite, DTLS, SRTP. It knows packets, not calls."""

import asyncio
import secrets
import struct
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mypy_extensions import mypyc_attr

from .aiortc_bridge import Certificate, DtlsFailed, DtlsSession, PacketBuffer, SrtpContext
from .liveness import Liveness, PeerState
from .log import log
from .offer import Offer
from .rtcp import ControlPacket, parse_rtcp
from .rtp_packet import RtpPacket, parse_rtp
from .sent_packets import SentPackets
from .stun import BindingRequest, binding_response
from .token_bucket import TokenBucket
from .udp_port import Address, UdpPort

_MAX_SSRCS = 32
"""Some browsers report on each line under an SSRC of its own."""
_MAX_ADDRESSES = 8
_PATH_SECONDS = 3.0
_PACKETS_PER_SECOND = 2000
_OCTETS_PER_SECOND = 750_000  # 6 Mbit/s
_SET_UPS_PER_SECOND = 100
_SSRC = struct.Struct("!I")


class MediaHandler(Protocol):
    """What receives a peer's packets: a publication or a subscription."""

    def handle_rtp(self, packet: RtpPacket, *, now: float) -> None:
        """An authentic media packet."""

    def handle_rtcp(self, packets: list[ControlPacket], *, now: float) -> None:
        """An authentic compound of control packets."""


@dataclass(frozen=True)
class IceCredentials:
    """The worker's user fragment and password for one peer."""

    ufrag: str
    password: str

    @classmethod
    def generate(cls) -> "IceCredentials":
        """Random ones, by far over the 24 and 128 bits that RFC 8445 §5.3 asks for."""
        return cls(ufrag=secrets.token_hex(8), password=secrets.token_hex(16))


@mypyc_attr(allow_interpreted_subclasses=True)  # which tests put in its place
class Peer:
    """Holds the transport of one session; `handler` gets what arrives on it."""

    def __init__(
        self,
        *,
        session: str,
        offer: Offer,
        certificate: Certificate,
        on_state: Callable[["Peer"], None],
        now: float,
    ) -> None:
        self.session = session
        self.handler: MediaHandler | None = None
        self.media = next(line for line in offer.media if line.usable)
        self.remote_ufrag = offer.ufrag
        self.dtls_role = "client" if offer.dtls_role == "server" else "server"
        self.credentials = [IceCredentials.generate()]
        self.was_restarted = False
        self.addresses: deque[Address] = deque()
        self.sent = SentPackets()
        self.state = PeerState.CHECKING
        self.packets_in = self.packets_out = self.refused = 0
        self._liveness = Liveness(now=now)
        self._on_state = on_state
        self._port: UdpPort | None = None
        self._address: Address | None = None
        self._checked_at = float("-inf")
        self._buffer = PacketBuffer()
        self._incoming: SrtpContext | None = None
        self._outgoing: SrtpContext | None = None
        self._ssrcs: set[int] = set()
        self._packet_budget = TokenBucket(rate=_PACKETS_PER_SECOND, burst=_PACKETS_PER_SECOND)
        self._octet_budget = TokenBucket(rate=_OCTETS_PER_SECOND, burst=_OCTETS_PER_SECOND)
        self._set_up_budget = TokenBucket(rate=_SET_UPS_PER_SECOND, burst=2 * _SET_UPS_PER_SECOND)
        self._handshake: asyncio.Task[None] | None = None
        self._dtls = DtlsSession(
            certificate=certificate,
            fingerprints=offer.fingerprints,
            role=self.dtls_role,
            send=self._send,
            on_close=lambda: self._enter(PeerState.GONE),
        )

    def restart_ice(self, remote_ufrag: str) -> None:
        """New credentials; the old ones hold until a check with the new ones arrives."""
        self.remote_ufrag, self.was_restarted = remote_ufrag, True
        self.credentials = [self.credentials[0], IceCredentials.generate()]

    def handle_check(
        self, request: BindingRequest, *, port: UdpPort, address: Address, now: float
    ) -> bool:
        """Answer a connectivity check; True if it was signed, so that the address is good."""
        for credentials in self.credentials:
            if credentials.ufrag == request.local_ufrag:
                break
        else:
            return False
        if not request.is_signed_with(credentials.password):
            return False
        if not self._set_up_budget.take(1, now=now):
            return False
        if credentials is self.credentials[-1]:
            self.credentials = [credentials]
        port.send(binding_response(request, address, credentials.password), address)
        self._bind(port, address, nominated=request.nominated, now=now)
        self._hear(now)
        return True

    def handle_dtls(self, datagram: bytes, *, now: float) -> None:
        """A DTLS datagram from one of this peer's checked addresses."""
        if self._set_up_budget.take(1, now=now):
            self._dtls.feed(datagram)
        else:
            self.refused += 1

    def handle_srtp(self, buffer: PacketBuffer, length: int, *, rtcp: bool, now: float) -> None:
        """A protected packet from one of this peer's checked addresses."""
        if self._incoming is None or not self._within_budget(length, now):
            self.refused += 1
            return
        (ssrc,) = _SSRC.unpack_from(buffer.view, 4 if rtcp else 8)
        if ssrc not in self._ssrcs and len(self._ssrcs) >= _MAX_SSRCS:
            self.refused += 1
            return
        plain = buffer.unprotect(self._incoming, length, rtcp=rtcp)
        if plain is None:
            self.refused += 1
            return
        self._ssrcs.add(ssrc)
        self.packets_in += 1
        self._hear(now)
        self._deliver(plain, rtcp=rtcp, now=now)

    def send_rtp(self, packet: bytes) -> None:
        """Protect and send one media packet; nothing happens before the handshake is done."""
        self._protect_and_send(packet, rtcp=False)

    def send_rtcp(self, packet: bytes) -> None:
        """Protect and send one compound of control packets."""
        self._protect_and_send(packet, rtcp=True)

    def tick(self, *, now: float) -> None:
        """Notice that the other end has become silent or is gone, and send it nothing then."""
        if not self._liveness.has_consent(now=now):
            self._address = None  # the next signed check sets it again
        self._enter(self._liveness.state(now=now))

    async def close(self) -> None:
        """Say goodbye and release everything."""
        self._enter(PeerState.GONE)
        if self._handshake is not None:
            self._handshake.cancel()
            await asyncio.gather(self._handshake, return_exceptions=True)
        await self._dtls.close()
        self._incoming = self._outgoing = None

    def _bind(self, port: UdpPort, address: Address, *, nominated: bool, now: float) -> None:
        if address not in self.addresses:
            self.addresses.append(address)
            if len(self.addresses) > _MAX_ADDRESSES:
                self.addresses.popleft()
        # A browser nominates its new way after a change of network. A new NAT binding is
        # noticed only by checks that no longer come from the old address.
        if nominated or address == self._address or now - self._checked_at > _PATH_SECONDS:
            self._port, self._address, self._checked_at = port, address, now
        if self._handshake is None and self.state is PeerState.CHECKING:
            self._handshake = asyncio.get_running_loop().create_task(self._run_handshake())

    async def _run_handshake(self) -> None:
        try:
            self._incoming, self._outgoing = await self._dtls.handshake()
        except DtlsFailed:
            log.info("handshake.failed", session=self.session)
            self._enter(PeerState.GONE)
        except Exception as error:  # a hostile certificate must not end more than its own peer
            log.error("handshake.error", session=self.session, error=type(error).__name__)
            self._enter(PeerState.GONE)
        else:
            self._liveness.connected()
            self._enter(PeerState.CONNECTED)

    def _hear(self, now: float) -> None:
        self._liveness.heard(now=now)
        if self.state is PeerState.SILENT:
            self._enter(PeerState.CONNECTED)

    def _enter(self, state: PeerState) -> None:
        if state is not self.state and self.state is not PeerState.GONE:
            self.state = state
            self._on_state(self)

    def _within_budget(self, octets: int, now: float) -> bool:
        return self._packet_budget.take(1, now=now) and self._octet_budget.take(octets, now=now)

    def _deliver(self, plain: bytes, *, rtcp: bool, now: float) -> None:
        if self.handler is None:
            return
        try:
            if rtcp:
                self.handler.handle_rtcp(parse_rtcp(plain), now=now)
            else:
                self.handler.handle_rtp(parse_rtp(plain), now=now)
        except ValueError:
            self.refused += 1

    def _protect_and_send(self, packet: bytes, *, rtcp: bool) -> None:
        if self._outgoing is None:
            return
        protected = self._buffer.protect(self._outgoing, packet, rtcp=rtcp)
        if protected is not None:
            self.packets_out += 1
            self._send(protected)

    def _send(self, datagram: bytes | memoryview) -> None:
        if self._port is not None and self._address is not None:
            self._port.send(datagram, self._address)
