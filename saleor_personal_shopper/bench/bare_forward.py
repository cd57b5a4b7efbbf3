"""The baseline of forwarding: a loop that receives, unprotects, protects and sends; no more.

A process of its own, ``python -m saleor_personal_shopper.bench.bare_forward``, with one request
on the Unix socket MEDIA_CONTROL: a flow from one local port to another.
"""

import asyncio
import os
import signal
import socket
from dataclasses import dataclass

from aiohttp import web
from pylibsrtp import Policy

from ..media.aiortc_bridge import PacketBuffer, SrtpContext
from .traffic.ways import srtp_context

BUFFER_BYTES = 4 * 1024 * 1024
AT_ONCE = 128


@dataclass(frozen=True)
class Flow:
    """Where packets of one sender go, and the keys of both directions."""

    to: tuple[str, int]
    received: SrtpContext
    sent: SrtpContext


class BareForwarder:
    """One UDP socket and its flows, by the sender's port."""

    def __init__(self) -> None:
        self._flows: dict[int, Flow] = {}
        self._in, self._out = PacketBuffer(), PacketBuffer()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
            self._socket.setsockopt(socket.SOL_SOCKET, option, BUFFER_BYTES)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.setblocking(False)

    def application(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/flows", self._open)
        return app

    def start(self) -> None:
        asyncio.get_running_loop().add_reader(self._socket, self._drain)

    async def _open(self, request: web.Request) -> web.Response:
        body = await request.json()
        key = bytes.fromhex(body["key"])
        self._flows[body["from"]] = Flow(
            ("127.0.0.1", body["to"]),
            srtp_context(key, Policy.SSRC_ANY_INBOUND),
            srtp_context(key, Policy.SSRC_ANY_OUTBOUND),
        )
        return web.json_response({"port": self._socket.getsockname()[1]}, status=201)

    def _drain(self) -> None:
        for _ in range(AT_ONCE):
            try:
                length, sender = self._socket.recvfrom_into(self._in.view)
            except BlockingIOError:
                return
            flow = self._flows.get(sender[1])
            if flow is None or self._in.view[0] < 4:
                continue
            plain = self._in.unprotect(flow.received, length, rtcp=False)
            protected = plain and self._out.protect(flow.sent, plain, rtcp=False)
            if protected:
                self._socket.sendto(protected, flow.to)


async def _serve(path: str) -> None:
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    forwarder = BareForwarder()
    forwarder.start()
    runner = web.AppRunner(forwarder.application(), access_log=None)
    await runner.setup()
    await web.UnixSite(runner, path).start()
    await stopped.wait()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(_serve(os.environ["MEDIA_CONTROL"]))
