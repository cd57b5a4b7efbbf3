"""A peer without a browser, which can send what no browser would: ICE, DTLS and SRTP by hand."""

import asyncio
from collections.abc import Callable

import aioice.stun

from saleor_personal_shopper.media.aiortc_bridge import (
    Certificate,
    DtlsSession,
    PacketBuffer,
    SrtpContext,
)
from saleor_personal_shopper.media.demux import DatagramKind, kind_of
from tests.media.sdp import FINGERPRINT, small_offer

CONNECT_SECONDS = 20
_CHECK_SECONDS = 0.2


class RawClient:
    """Gives datagrams to `send`, and takes those for it by `feed`. Publishes Opus and VP8."""

    def __init__(self, send: Callable[[bytes], None]) -> None:
        self._send = send
        self._certificate = Certificate()
        self._dtls: DtlsSession | None = None
        self._keys: tuple[SrtpContext, SrtpContext] | None = None
        self._buffer = PacketBuffer()
        self._answer = ""

    @property
    def offer(self) -> str:
        return small_offer().replace(FINGERPRINT, self._certificate.fingerprint)

    async def connect(self, answer: str) -> None:
        """Check, and shake hands with whoever gave this answer."""
        self._answer = answer
        self._dtls = DtlsSession(
            certificate=self._certificate,
            fingerprints=(("sha-256", self._in_answer("fingerprint:sha-256 ")),),
            role="client",
            send=self._send,
            on_close=lambda: None,
        )
        checking = asyncio.create_task(self._keep_checking())
        try:
            self._keys = await asyncio.wait_for(self._dtls.handshake(), CONNECT_SECONDS)
        finally:
            checking.cancel()

    def feed(self, datagram: bytes) -> None:
        if self._dtls is not None and kind_of(datagram) is DatagramKind.DTLS:
            self._dtls.feed(datagram)

    def check(self) -> bytes:
        """A signed connectivity check that nominates."""
        message = aioice.stun.Message(aioice.stun.Method.BINDING, aioice.stun.Class.REQUEST)
        message.attributes["USERNAME"] = f"{self._in_answer('ice-ufrag:')}:abcd"
        message.attributes["PRIORITY"] = 1
        message.attributes["USE-CANDIDATE"] = None
        message.add_message_integrity(self._in_answer("ice-pwd:").encode())
        message.add_fingerprint()
        return bytes(message)

    def protect(self, packet: bytes, *, rtcp: bool = False) -> bytes:
        """The packet as the worker takes it; ValueError for what cannot be protected."""
        assert self._keys is not None
        protected = self._buffer.protect(self._keys[1], packet, rtcp=rtcp)
        if protected is None:
            raise ValueError("no packet, or one that was sent before")
        return bytes(protected)

    async def close(self) -> None:
        if self._dtls is not None:
            await self._dtls.close()

    async def _keep_checking(self) -> None:
        while True:
            self._send(self.check())
            await asyncio.sleep(_CHECK_SECONDS)

    def _in_answer(self, name: str) -> str:
        return self._answer.partition(f"a={name}")[2].partition("\r\n")[0]
