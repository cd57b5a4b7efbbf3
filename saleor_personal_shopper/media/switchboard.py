"""Finds the peer a datagram belongs to: by the user fragment of a check, then by address."""

from .aiortc_bridge import PacketBuffer
from .demux import DatagramKind, kind_of
from .liveness import SILENT_SECONDS, PeerState
from .log import log
from .peer import Peer
from .stun import parse_binding_request
from .udp_port import Address, UdpPort


class Switchboard:
    """All peers of the worker, as the network knows them.

    Nothing but a signed check makes an address known, and nothing but a check is looked at
    from an unknown address: foreign datagrams are counted and dropped.
    """

    def __init__(self) -> None:
        self.refused = 0
        self._by_ufrag: dict[str, Peer] = {}
        self._by_address: dict[Address, tuple[Peer, float]] = {}

    def add(self, peer: Peer) -> None:
        """Make the peer known under its user fragments, and no longer under older ones."""
        current = {credentials.ufrag: peer for credentials in peer.credentials}
        self._by_ufrag = {**self._others(peer), **current}

    def remove(self, peer: Peer) -> None:
        """Forget the peer and its addresses."""
        self._by_ufrag = self._others(peer)
        for address in [key for key, known in self._by_address.items() if known[0] is peer]:
            del self._by_address[address]

    def _others(self, peer: Peer) -> dict[str, Peer]:
        return {key: known for key, known in self._by_ufrag.items() if known is not peer}

    def receive(
        self, port: UdpPort, buffer: PacketBuffer, length: int, sender: Address, now: float
    ) -> None:
        """Take one datagram that arrived `now`; never raises: one must not stop the others."""
        try:
            self._dispatch(port, buffer, length, sender, now=now)
        except Exception as error:
            self.refused += 1
            log.debug("datagram.error", error=type(error).__name__)

    def _dispatch(
        self, port: UdpPort, buffer: PacketBuffer, length: int, sender: Address, *, now: float
    ) -> None:
        kind = kind_of(buffer.view[:length])
        if kind is DatagramKind.STUN:
            self._check(port, bytes(buffer.view[:length]), sender, now=now)
            return
        known = self._by_address.get(sender)
        if known is None or kind is DatagramKind.FOREIGN:
            self.refused += 1
        elif kind is DatagramKind.DTLS:
            known[0].handle_dtls(bytes(buffer.view[:length]), now=now)
        else:
            known[0].handle_srtp(buffer, length, rtcp=kind is DatagramKind.RTCP, now=now)

    def _check(self, port: UdpPort, data: bytes, sender: Address, *, now: float) -> None:
        try:
            request = parse_binding_request(data)
        except ValueError:
            self.refused += 1
            return
        peer = self._by_ufrag.get(request.local_ufrag)
        if peer is None or self._taken(sender, peer, now=now):
            self.refused += 1
            return
        before = set(peer.addresses)
        if not peer.handle_check(request, port=port, address=sender, now=now):
            self.refused += 1
            return
        self._by_address[sender] = (peer, now)
        for forgotten in before.difference(peer.addresses):
            self._by_address.pop(forgotten, None)

    def _taken(self, sender: Address, peer: Peer, *, now: float) -> bool:
        """Whether another live peer is at this address, which a forged sender must not take."""
        known = self._by_address.get(sender)
        if known is None or known[0] is peer or known[0].state is PeerState.GONE:
            return False
        return now - known[1] < SILENT_SECONDS
