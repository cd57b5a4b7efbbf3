"""Connections that carry nothing: a browser tries before a call whether media would come through.

A trial is made like a publication, so that it goes the very way of one: ICE, then the handshake.
It belongs to no room, nothing that arrives on it is looked at, and it ends by itself.
"""

from .aiortc_bridge import Certificate
from .errors import WorkerFull
from .liveness import PeerState
from .offer import Offer
from .peer import Peer
from .switchboard import Switchboard

MAX_TRIALS = 50
TRIAL_SECONDS = 12.0


class Trials:
    """The trials of one worker."""

    def __init__(self, certificate: Certificate, switchboard: Switchboard) -> None:
        self._certificate = certificate
        self._switchboard = switchboard
        self._begun_at: dict[Peer, float] = {}

    def __len__(self) -> int:
        return len(self._begun_at)

    def begin(self, offer: Offer, *, session: str, now: float) -> Peer:
        """A peer for this offer; raises WorkerFull while too many are being tried."""
        if len(self._begun_at) >= MAX_TRIALS:
            raise WorkerFull("Too many trials are going on. Try again in a moment.")
        peer = Peer(
            session=session,
            offer=offer,
            certificate=self._certificate,
            on_state=lambda _: None,
            now=now,
        )
        self._begun_at[peer] = now
        self._switchboard.add(peer)
        return peer

    async def tick(self, *, now: float) -> None:
        """End those that the browser closed, and those that took their time."""
        for peer, begun_at in list(self._begun_at.items()):
            if peer.state is PeerState.GONE or now - begun_at > TRIAL_SECONDS:
                await self._end(peer)

    async def close(self) -> None:
        """End all of them."""
        for peer in list(self._begun_at):
            await self._end(peer)

    async def _end(self, peer: Peer) -> None:
        del self._begun_at[peer]
        self._switchboard.remove(peer)
        await peer.close()
