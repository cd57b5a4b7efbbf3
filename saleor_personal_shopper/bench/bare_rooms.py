"""The baseline of signalling: rooms that tell everybody everything, and remember nothing.

A process of its own, ``python -m saleor_personal_shopper.bench.bare_rooms --port N``: one event
loop, no database, no Redis, no rights. The path of an address names the room.
"""

import argparse
import asyncio
import json
import signal
from collections import defaultdict

from websockets.asyncio.server import ServerConnection, broadcast, serve

rooms: dict[str, set[ServerConnection]] = defaultdict(set)


async def hold(connection: ServerConnection) -> None:
    """Tell what one says to all in its room, and acknowledge it."""
    assert connection.request is not None
    room = rooms[connection.request.path]
    room.add(connection)
    try:
        async for frame in connection:
            message = json.loads(frame)
            broadcast(room, json.dumps({"type": "chat.message", "data": message["data"]}))
            await connection.send(json.dumps({"type": "ack", "data": {"id": message["id"]}}))
    finally:
        room.discard(connection)


async def run(port: int) -> None:
    """Serve until SIGTERM."""
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    async with serve(hold, "127.0.0.1", port, compression=None):
        await ended.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m saleor_personal_shopper.bench.bare_rooms")
    parser.add_argument("--port", type=int, required=True)
    asyncio.run(run(parser.parse_args().port))
