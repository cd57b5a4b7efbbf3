"""Firefox with a fake camera and microphone, by puppeteer: playwright cannot drive Debian's."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.media.udp_relay import UdpRelay

from .call_page import (
    AUDIO_PACKETS,
    FRAMES_THAT_MOVE,
    KEEP_CONNECTIONS,
    MEDIA_SECONDS,
    PACKETS_THAT_SOUND,
    RECEIVING,
    SEEN,
)

DRIVER = Path(__file__).parents[2] / "storefront_widget" / "scripts" / "firefox.mjs"
FINDER = Path(__file__).parent / "find_elements.js"
NAMES = ("firefox", "firefox-esr")
# Without when it ends, which playwright tells as a fraction.
COOKIE = ("name", "value", "domain", "path", "httpOnly", "secure", "sameSite")

# Firefox counts no frames of a stream's video element: its connections do, and the element says
# whether it plays them.
FRAMES_DECODED = """async () => {
  const find = (root) => [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.tagName === 'VIDEO' && !each.muted ? [each] : []),
    ...(each.shadowRoot ? find(each.shadowRoot) : []),
  ]);
  const videos = find(document);
  if (!videos.length || videos.some((each) => each.paused || !each.videoWidth)) return 0;
  const counts = [];
  for (const connection of window.keptConnections) {
    if (connection.connectionState !== 'connected') continue;
    for (const each of (await connection.getStats()).values()) {
      const isPicture = each.type === 'inbound-rtp' && each.kind === 'video';
      if (isPicture && each.packetsReceived) counts.push(each.framesDecoded);
    }
  }
  return counts.length ? Math.min(...counts) : 0;
}"""

# Whose screen stands large and plays, if one does.
SCREEN = """() => {
  const find = (root) => [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.tagName === 'PS-VIDEO-TILE' && each.screen && !each.small ? [each] : []),
    ...(each.shadowRoot ? find(each.shadowRoot) : []),
  ]);
  const [tile] = find(document);
  const video = tile?.shadowRoot.querySelector('video');
  const isSeen = video?.videoWidth > 0 && !video.paused && !tile.shadowRoot.querySelector('.cover');
  return isSeen ? tile.name : null;
}"""

# Firefox gathers no loopback candidates where the machine has another address, and pairs none of
# them with the worker's.
ELSEWHERE = """const set = RTCPeerConnection.prototype.setRemoteDescription;
RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
  return set.call(this, { type, sdp: sdp.replace(/127[.]0[.]0[.]1 \\d+ typ/g, "%s %d typ") });
};"""


@contextmanager
def way_to_worker(port: int) -> Iterator[tuple[str, int]]:
    """An address of this machine by which Firefox reaches the worker on loopback."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    async def open_relay() -> UdpRelay:
        relay = UdpRelay(host=own_address())
        relay.target = ("127.0.0.1", port)
        relay.open()
        return relay

    async def close_relay() -> None:
        relay.close()

    relay = asyncio.run_coroutine_threadsafe(open_relay(), loop).result()
    try:
        yield relay.address
    finally:
        asyncio.run_coroutine_threadsafe(close_relay(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def own_address() -> str:
    """This machine's first address beside loopback, if it has one. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def firefox_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class Firefox:
    """One window; what it does is asked of the driver, one command after the other."""

    def __init__(self, path: str) -> None:
        self._driver = subprocess.Popen(
            ["node", str(DRIVER), path, str(FINDER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "MOZ_DISABLE_CONTENT_SANDBOX": "1"},
            start_new_session=True,
        )
        self._ask("before", KEEP_CONNECTIONS)

    def close(self) -> None:
        """End the browser with all its processes."""
        assert self._driver.stdin is not None
        self._driver.stdin.close()
        try:
            self._driver.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._driver.pid, signal.SIGKILL)
            self._driver.wait()

    def reach_worker_at(self, address: tuple[str, int]) -> None:
        """Have every page find the media worker there instead of on loopback."""
        self._ask("before", ELSEWHERE % address)

    def take_session(self, cookies: Sequence[Mapping[str, Any]]) -> None:
        """Go on as whoever holds these cookies."""
        self._ask("cookies", [{key: one[key] for key in COOKIE} for one in cookies])

    def goto(self, url: str) -> None:
        self._ask("goto", url)

    def reload(self) -> None:
        self._ask("reload")

    def click(self, role: str, name: str) -> None:
        self._ask("click", role, name)

    def fill(self, name: str, text: str) -> None:
        self._ask("fill", name, text)

    def press(self, key: str) -> None:
        self._ask("press", key)

    def see(self, role: str, name: str) -> None:
        """Wait until it is there. Raises AssertionError when it does not come."""
        self._ask("see", role, name)

    def evaluate(self, code: str) -> Any:
        return self._ask("evaluate", code)

    def take_picture(self, path: Path) -> None:
        self._ask("picture", str(path))

    @property
    def address(self) -> str:
        return str(self._ask("address"))

    def expect_receiving(self, connections: int) -> None:
        """Until all that is received comes by so many connections."""
        self._wait_for(RECEIVING, connections)

    def expect_seen(self, colours: dict[str, str]) -> None:
        """Until exactly these people are seen, each before this colour and with one voice."""
        self._wait_for(SEEN, {name: [colour, 1] for name, colour in colours.items()})

    def expect_screen(self, name: str | None) -> None:
        """Until a screen of this name stands large and plays; None: until none does."""
        self._wait_for(SCREEN, name)

    def wait_until_picture_moves(self) -> None:
        """Until further pictures of every other participant were decoded."""
        self._wait(FRAMES_DECODED, FRAMES_THAT_MOVE)

    def wait_until_sound_arrives(self) -> None:
        """Until further packets of sound were received."""
        self._wait(AUDIO_PACKETS, PACKETS_THAT_SOUND)

    def _wait_for(self, script: str, wanted: object) -> None:
        deadline = time.monotonic() + MEDIA_SECONDS
        while (given := self.evaluate(f"({script})()")) != wanted:
            assert time.monotonic() < deadline, f"{given} instead of {wanted}"
            time.sleep(0.1)

    def _wait(self, figure: str, more: int) -> None:
        wanted = self.evaluate(f"({figure})()") + more
        deadline = time.monotonic() + MEDIA_SECONDS
        while (counted := self.evaluate(f"({figure})()")) < wanted:
            assert time.monotonic() < deadline, f"{counted} of {wanted}"
            time.sleep(0.1)

    def _ask(self, command: str, *given: object) -> Any:
        assert self._driver.stdin is not None and self._driver.stdout is not None
        self._driver.stdin.write(json.dumps({"do": command, "with": given}) + "\n")
        self._driver.stdin.flush()
        answer = json.loads(self._driver.stdout.readline() or '{"error": "the browser ended"}')
        assert "error" not in answer, answer["error"]
        return answer["value"]
