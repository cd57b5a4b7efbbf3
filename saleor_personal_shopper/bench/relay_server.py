"""The baseline: what one gets from aiortc's own `MediaRelay`, which decodes and encodes.

A process of its own, ``python -m saleor_personal_shopper.bench.relay_server``. It understands
the two requests of the media worker's control API that the measurement sends.
"""

import asyncio
import os
import signal

from aiohttp import web
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.contrib.media import MediaRelay

from .loopback import only_loopback


class RelayServer:
    """Holds the published tracks and a relay that copies their decoded frames."""

    def __init__(self) -> None:
        self._relay = MediaRelay()
        self._tracks: dict[str, MediaStreamTrack] = {}
        self._connections: list[RTCPeerConnection] = []

    def application(self) -> web.Application:
        """Serves publications and subscriptions; closes all connections at its end."""
        app = web.Application()
        app.router.add_post("/rooms/{event}/publications", self._publish)
        app.router.add_post("/rooms/{event}/subscriptions", self._subscribe)
        app.on_shutdown.append(self._close)
        return app

    async def _publish(self, request: web.Request) -> web.Response:
        body = await request.json()
        connection = self._connection()
        connection.on("track", lambda track: self._tracks.update({body["publication"]: track}))
        await connection.setRemoteDescription(RTCSessionDescription(body["offer"], "offer"))
        return await _answer(connection)

    async def _subscribe(self, request: web.Request) -> web.Response:
        body = await request.json()
        connection = self._connection()
        await connection.setRemoteDescription(RTCSessionDescription(body["offer"], "offer"))
        connection.addTrack(self._relay.subscribe(self._tracks[body["publication"]]))
        return await _answer(connection)

    def _connection(self) -> RTCPeerConnection:
        connection = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._connections.append(connection)
        return connection

    async def _close(self, _: web.Application) -> None:
        await asyncio.gather(*(connection.close() for connection in self._connections))


async def _answer(connection: RTCPeerConnection) -> web.Response:
    await connection.setLocalDescription(await connection.createAnswer())
    return web.json_response({"answer": connection.localDescription.sdp}, status=201)


async def _serve(path: str) -> None:
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    runner = web.AppRunner(RelayServer().application(), access_log=None)
    await runner.setup()
    await web.UnixSite(runner, path).start()
    await stopped.wait()
    await runner.cleanup()


if __name__ == "__main__":
    only_loopback()
    asyncio.run(_serve(os.environ["MEDIA_CONTROL"]))
