"""The worker's one UDP port: datagrams in by a drain loop, datagrams out at once."""

import asyncio
import socket
import time
from collections.abc import Callable
from typing import Final

from mypy_extensions import mypyc_attr

from .aiortc_bridge import PacketBuffer
from .arrival import ANCILLARY_SIZE, arrived_at, stamp_arrivals, wall_clock_ahead
from .demux import MAX_DATAGRAM

_MAX_DRAINED: Final = 128
_SOCKET_BUFFER: Final = 4 * 1024 * 1024

Address = tuple[str, int]
Receive = Callable[["UdpPort", PacketBuffer, int, Address, float], None]


@mypyc_attr(allow_interpreted_subclasses=True)  # which tests put in its place
class UdpPort:
    """One bound socket; `receive` gets (port, buffer, length, sender, arrival) for each."""

    def __init__(self, *, host: str, port: int, receive: Receive) -> None:
        self._receive = receive
        self._buffer = PacketBuffer()
        self._socket = _bind(host, port)
        self._send_to, self._receive_into = self._socket.sendto, self._socket.recvmsg_into
        self.address: Address = self._socket.getsockname()[:2]
        self.unsent = 0

    def open(self) -> None:
        """Start reading on the running event loop."""
        asyncio.get_running_loop().add_reader(self._socket, self._drain)

    def close(self) -> None:
        """Stop reading and give the port back."""
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()

    def send(self, datagram: bytes | memoryview, address: Address) -> None:
        """Send now or never: a full socket buffer means loss, as anywhere on the way."""
        try:
            self._send_to(datagram, address)
        except OSError:
            self.unsent += 1

    def _drain(self) -> None:
        ahead, into = wall_clock_ahead(), [self._buffer.view[: MAX_DATAGRAM + 1]]
        # Bounded, so that timers and the control API get their turn under a flood.
        for _ in range(_MAX_DRAINED):
            try:
                length, written, _, sender = self._receive_into(into, ANCILLARY_SIZE)
            except BlockingIOError:
                return
            except OSError:
                continue
            at = arrived_at(written, ahead=ahead, now=time.monotonic())
            self._receive(self, self._buffer, length, sender[:2], at)


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_DGRAM)
    if family == socket.AF_INET6:
        bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
        bound.setsockopt(socket.SOL_SOCKET, option, _SOCKET_BUFFER)
    stamp_arrivals(bound)
    bound.setblocking(False)
    bound.bind((host, port))
    return bound
