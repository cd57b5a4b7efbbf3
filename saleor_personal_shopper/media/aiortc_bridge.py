"""The one file that touches the insides of aiortc and pylibsrtp.

aiortc does the DTLS handshake and derives the keys; packets then go straight to libsrtp.
Both versions are pinned, and tests/media/test_aiortc_bridge.py fails when a name moves.
"""

import asyncio
from collections.abc import Callable
from typing import Final, cast

from aiortc.rtcdtlstransport import (
    RTCCertificate,
    RTCDtlsFingerprint,
    RTCDtlsParameters,
    RTCDtlsTransport,
    State,
)
from aiortc.rtcicetransport import RTCIceTransport
from pylibsrtp import Session
from pylibsrtp._binding import ffi, lib

_MAX_QUEUED: Final = 32
_BUFFER_SIZE: Final = 4096
_LARGEST_TRAILER: Final = 160

# Looked up once: cffi looks for a name anew each time.
_UNPROTECT: Final = {False: lib.srtp_unprotect, True: lib.srtp_unprotect_rtcp}
_PROTECT: Final = {False: lib.srtp_protect, True: lib.srtp_protect_rtcp}

Send = Callable[[bytes], None]


class DtlsFailed(Exception):
    """The handshake did not end in keys: wrong fingerprint, no common profile, or closed."""


class Certificate:
    """The worker's DTLS identity, fresh for each process."""

    def __init__(self) -> None:
        self._certificate = RTCCertificate.generateCertificate()

    @property
    def fingerprint(self) -> str:
        """The sha-256 fingerprint as SDP writes it."""
        found = self._certificate.getFingerprints()
        return next(item.value for item in found if item.algorithm == "sha-256")


class PacketBuffer:
    """A piece of C memory that a socket can read into and libsrtp can work on in place."""

    def __init__(self) -> None:
        self.cdata = ffi.new("unsigned char[]", _BUFFER_SIZE)
        self.view = memoryview(ffi.buffer(self.cdata))
        self._length = ffi.new("int *")

    def unprotect(self, context: "SrtpContext", length: int, *, rtcp: bool) -> bytes | None:
        """The plain packet, or None when it is not authentic or was seen before."""
        self._length[0] = length
        if _UNPROTECT[rtcp](context.pointer, self.cdata, self._length):
            return None
        return bytes(self.view[: self._length[0]])

    def protect(self, context: "SrtpContext", packet: bytes, *, rtcp: bool) -> memoryview | None:
        """The packet ready to send, valid until the next call; None when it cannot be."""
        length = len(packet)
        if length > _BUFFER_SIZE - _LARGEST_TRAILER:
            return None
        self.view[:length] = packet
        self._length[0] = length
        if _PROTECT[rtcp](context.pointer, self.cdata, self._length):
            return None
        return self.view[: self._length[0]]


class SrtpContext:
    """The keys of one direction of one peer."""

    def __init__(self, session: Session) -> None:
        self._session = session  # frees the C structure when it goes
        self.pointer = session._srtp[0]


class _IceShim:
    """What RTCDtlsTransport sees as its ICE transport: a bounded queue and a way to send."""

    role = "controlled"

    def __init__(self, send: Send) -> None:
        self._send_datagram = send
        self._queue: asyncio.Queue[bytes | None] = asyncio.Queue(_MAX_QUEUED)

    def feed(self, data: bytes | None) -> None:
        if not self._queue.full():
            self._queue.put_nowait(data)

    def close(self) -> None:
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def _recv(self) -> bytes:
        data = await self._queue.get()
        if data is None:
            raise ConnectionError("the peer was closed")
        return data

    async def _send(self, data: bytes) -> None:
        self._send_datagram(data)


class DtlsSession:
    """One DTLS association; `role` is the worker's, "client" or "server"."""

    def __init__(
        self,
        *,
        certificate: Certificate,
        fingerprints: tuple[tuple[str, str], ...],
        role: str,
        send: Send,
        on_close: Callable[[], None],
    ) -> None:
        self._shim = _IceShim(send)
        self._remote = RTCDtlsParameters(
            fingerprints=[RTCDtlsFingerprint(algorithm, value) for algorithm, value in fingerprints]
        )
        self._transport = RTCDtlsTransport(
            cast(RTCIceTransport, self._shim), [certificate._certificate]
        )
        self._transport._set_role(role)
        self._on_close = on_close

    def feed(self, datagram: bytes) -> None:
        """A DTLS datagram from an address that has passed a signed check."""
        self._shim.feed(datagram)

    async def handshake(self) -> tuple[SrtpContext, SrtpContext]:
        """Run the handshake; returns the contexts for receiving and for sending.

        Raises DtlsFailed. `on_close` is called when the other end closes afterwards.
        """
        await self._transport.start(self._remote)
        if self._transport.state != "connected":
            raise DtlsFailed(self._transport.state)
        self._transport.on("statechange", self._state_changed)
        return SrtpContext(self._transport._rx_srtp), SrtpContext(self._transport._tx_srtp)

    async def close(self) -> None:
        """Say goodbye to the other end and wait until nothing runs any more."""
        self._transport.remove_all_listeners()
        pump = self._transport._task
        await self._transport.stop()
        self._shim.close()
        if pump is not None:
            await asyncio.gather(pump, return_exceptions=True)

    def _state_changed(self) -> None:
        if self._transport._state is State.CLOSED:
            self._on_close()
