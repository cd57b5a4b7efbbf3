"""Forwarding beside Janus (C), by its echo test, in a network namespace of its own.

``python -m saleor_personal_shopper.bench.janus SHAPE CALLS SECONDS`` is what runs inside: ICE
binds every address that it finds, so that there must be none that leads anywhere.
"""

import asyncio
import itertools
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from . import processes
from .server import NotMeasured
from .traffic.client import Client, Refused
from .traffic.shape import SHAPES
from .traffic.traffic import Traffic, some_at_a_time
from .traffic.ways import Peers

PORT, START_SECONDS, RUN_SECONDS = 18088, 10.0, 60.0
PLUGIN, TRANSPORT = "plugins/libjanus_echotest.so", "transports/libjanus_http.so"
ALONE = ("unshare", "--net", "--")
ADDRESS = "192.0.2.1"
NETWORK = (
    "link set lo up",
    "link add media type veth peer name other",
    f"address add {ADDRESS}/32 dev media",
    "link set media up",
    "link set other up",
)
"""Janus gathers no candidate on loopback, so there is one more address (RFC 5737)."""
GENERAL = """general: {{
  configs_folder = "{folder}"
  plugins_folder = "{folder}/plugins"
  transports_folder = "{folder}/transports"
  debug_level = 2
}}
nat: {{ ice_lite = true }}
"""
HTTP = f"""general: {{ json = "compact" base_path = "/janus" http = true port = {PORT}
  ip = "127.0.0.1" https = false }}
"""


class NoJanus(Exception):
    """Janus or the right to make a namespace is missing; the message says which."""


async def microseconds_per_packet(shape: str, calls: int, seconds: float) -> float:
    """What Janus takes for as many packets as so many calls have.

    Raises NoJanus, and NotMeasured when it is there but fails.
    """
    if shutil.which("janus") is None or not list(_libraries()):
        raise NoJanus("Debian's package janus is not installed.")
    command = [*ALONE, sys.executable, "-m", __name__, shape, str(calls), str(seconds)]
    done = await asyncio.to_thread(
        subprocess.run,
        command,
        capture_output=True,
        text=True,
        timeout=seconds + RUN_SECONDS,
        check=False,
    )
    if "unshare" in done.stderr and not done.stdout:
        raise NoJanus("A network namespace needs root.")
    if done.returncode:
        raise NotMeasured(f"Janus was not measured: {done.stderr[-500:]}")
    return float(json.loads(done.stdout))


class EchoTest(Peers):
    """Participants whom Janus sends back what they send."""

    def __init__(self, control: httpx.AsyncClient) -> None:
        super().__init__(control)
        self._numbers = itertools.count()
        self.listeners = self.senders

    async def open(self, events: list[str]) -> None:
        """Two for each event. Raises Refused or TimeoutError."""
        await some_at_a_time([self._join for _ in events for _ in "ab"])

    async def _join(self) -> None:
        session = (await self._say("", janus="create"))["data"]["id"]
        plugin = "janus.plugin.echotest"
        handle = (await self._say(f"/{session}", janus="attach", plugin=plugin))["data"]["id"]
        client = Client(self._certificate, "sendrecv", host=ADDRESS)
        await client.open(partial(self._answer, session, handle))
        self.senders.append(client)

    async def _answer(self, session: int, handle: int, offer: str) -> str:
        await self._say(
            f"/{session}/{handle}",
            janus="message",
            body={"audio": True, "video": True},
            jsep={"type": "offer", "sdp": offer, "trickle": False},
        )
        for _ in range(10):
            event = (await self._control.get(f"/janus/{session}")).json()
            if "jsep" in event:
                return str(event["jsep"]["sdp"])
        raise Refused("Janus did not answer the offer.")

    async def _say(self, path: str, **what: Any) -> dict[str, Any]:
        said = {**what, "transaction": str(next(self._numbers))}
        response: dict[str, Any] = (await self._control.post(f"/janus{path}", json=said)).json()
        if response["janus"] == "error":
            raise Refused(response["error"]["reason"])
        return response


async def _measure(shape: str, calls: int, seconds: float) -> float:
    with tempfile.TemporaryDirectory() as folder, _running(Path(folder)) as process:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{PORT}") as control:
            await _wait_for(control)
            way = EchoTest(control)
            await way.open([str(number) for number in range(calls)])
            traffic = Traffic(way, SHAPES[shape], seconds)
            used = processes.cpu_seconds(process.pid)
            outcome = traffic.run()
            used = processes.cpu_seconds(process.pid) - used
    if outcome.received < 0.9 * outcome.sent:
        raise NotMeasured(f"Of {outcome.sent} packets {outcome.received} came back from Janus.")
    return 1e6 * used / outcome.received


@contextmanager
def _running(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    (folder / "janus.jcfg").write_text(GENERAL.format(folder=folder))
    (folder / "janus.transport.http.jcfg").write_text(HTTP)
    for library in _libraries():
        place = folder / library.parent.name
        place.mkdir(exist_ok=True)
        (place / library.name).symlink_to(library)
    for change in NETWORK:
        subprocess.run(["ip", *change.split()], check=True)  # noqa: S603, S607
    command = ["janus", "--configs-folder", str(folder)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603
    try:
        yield process
    finally:
        processes.stop(process)


def _libraries() -> Iterator[Path]:
    """The two parts of Janus that are used, wherever Debian has put them."""
    for name in (PLUGIN, TRANSPORT):
        yield from Path("/usr/lib").glob(f"*/janus/{name}")


async def _wait_for(control: httpx.AsyncClient) -> None:
    for _ in range(int(START_SECONDS / 0.1)):
        try:
            await control.get("/janus/info")
        except httpx.TransportError:
            await asyncio.sleep(0.1)
        else:
            return
    raise NotMeasured("Janus did not start.")


if __name__ == "__main__":
    print(asyncio.run(_measure(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))))
