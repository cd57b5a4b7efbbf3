"""One generator: ``python -m …bench.traffic WAY CONTROL SHAPE SECONDS EVENT…``.

It says ``ready`` when its participants are in, starts at a line on its standard input, and ends
with its outcome as JSON. MEDIA_SECRET is the bearer.
"""

import asyncio
import json
import os
import sys

import httpx

from .shape import SHAPES
from .traffic import Traffic
from .ways import WAYS

REQUEST_SECONDS = 30.0


async def _main(way_name: str, control: str, shape: str, seconds: str, *events: str) -> None:
    async with httpx.AsyncClient(
        transport=httpx.AsyncHTTPTransport(uds=control),
        base_url="http://media",
        headers={"Authorization": f"Bearer {os.environ['MEDIA_SECRET']}"},
        timeout=REQUEST_SECONDS,
    ) as client:
        way = WAYS[way_name](client)
        await way.open(list(events))
        print("ready", flush=True)
        if sys.stdin.readline():
            traffic = Traffic(way, SHAPES[shape], float(seconds))
            print(json.dumps(traffic.run().to_json()), flush=True)


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
