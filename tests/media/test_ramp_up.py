"""How a browser's bitrate follows its way to the worker: up, down, and up again.

The picture is noise, of which an encoder can never send enough. Deadlines are three times what was
measured on two busy cores: 1.5 Mbit/s after 8 seconds at most, down after 1 or 2, up again after
25, which is how slowly a browser dares more after a way was overloaded.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright

from tests.media.conftest import SECRET, RunningWorker
from tests.media.test_chromium import FLAGS, chromium_path
from tests.media.udp_relay import UdpRelay, udp_relay
from tests.media.whip_endpoint import whip_endpoint

FRAMES, FRAMES_PER_SECOND, WIDTH, HEIGHT = 30, 15, 640, 360
REACHED, THROTTLED = 1_500_000, 300_000
UP_SECONDS, DOWN_SECONDS, BACK_SECONDS = 30, 9, 75

# The browser is told the relay's address instead of the worker's.
_THROUGH_RELAY = """([worker, relay]) => {
  const set = RTCPeerConnection.prototype.setRemoteDescription;
  RTCPeerConnection.prototype.setRemoteDescription = function ({ type, sdp }) {
    return set.call(this, { type, sdp: sdp.replaceAll(` ${worker} typ`, ` ${relay} typ`) });
  };
}"""
# Otherwise the encoder would make the picture smaller, which then needs less.
_KEEP_SIZE = """() => publisher.getSenders().forEach(({ track }) => {
  if (track.kind === "video") track.contentHint = "detail";
})"""
# Of the connection that sends: its states, and the ways that it tried.
_WAYS = """async () => {
  const { connectionState, iceConnectionState, signalingState } = publisher;
  const reports = [...(await publisher.getStats()).values()];
  const kinds = ["candidate-pair", "local-candidate", "remote-candidate", "transport"];
  const ways = reports.filter(({ type }) => kinds.includes(type));
  return JSON.stringify([connectionState, iceConnectionState, signalingState, ways]);
}"""


@dataclass
class Caller:
    """A page that publishes noise, and its own way to the worker."""

    page: Page
    relay: UdpRelay

    async def estimate(self) -> float:
        """What the browser believes that it may send."""
        sent = await self.page.evaluate("sent()")
        return float(sent.get("pair", {}).get("availableOutgoingBitrate", 0))

    async def when(self, holds: Callable[[float], bool], seconds: float) -> float:
        """After how many seconds the estimate was so; fails beyond the given ones."""
        began = time.monotonic()
        estimate = 0.0
        while time.monotonic() - began < seconds:
            estimate = await self.estimate()
            if holds(estimate):
                return time.monotonic() - began
            await asyncio.sleep(0.2)
        raise AssertionError(
            f"After {seconds} s the estimate was {estimate:.0f} bit/s: "
            f"{await self.page.evaluate(_WAYS)}"
        )


@pytest.fixture
async def callers(worker: RunningWorker, tmp_path: Path) -> AsyncIterator[list[Caller]]:
    noise = _write_noise(tmp_path / "noise.y4m")
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(whip_endpoint(worker.control, SECRET))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(),
            args=[*FLAGS, f"--use-file-for-fake-video-capture={noise}"],
        )
        stack.push_async_callback(browser.close)
        opened = []
        for _ in range(2):
            relay = await stack.enter_async_context(udp_relay())
            relay.target = worker.udp_address
            page = await (await browser.new_context()).new_page()
            await page.goto(url)
            await page.evaluate(_THROUGH_RELAY, [worker.udp_address[1], relay.address[1]])
            opened.append(Caller(page, relay))
        yield opened


def _write_noise(path: Path) -> Path:
    source = random.Random(1)
    grey = bytes((128,)) * (WIDTH * HEIGHT // 2)
    with path.open("wb") as file:
        file.write(
            f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n".encode()
        )
        for _ in range(FRAMES):
            file.write(b"FRAME\n" + source.randbytes(WIDTH * HEIGHT) + grey)
    return path


@pytest.mark.thorough
async def test_the_bitrate_follows_the_way_both_ways_at_once(callers: list[Caller]) -> None:
    # given two browsers that send each other more than any way carries
    ana, bo = callers
    await asyncio.gather(
        ana.page.evaluate("publish('/whip/e1/ana/camera')"),
        bo.page.evaluate("publish('/whip/e1/bo/camera')"),
    )
    await asyncio.gather(*(caller.page.evaluate(_KEEP_SIZE) for caller in callers))
    await asyncio.gather(
        ana.page.evaluate("subscribe('/whep/e1/ana/bo-camera')"),
        bo.page.evaluate("subscribe('/whep/e1/bo/ana-camera')"),
    )
    # then both soon dare 1.5 Mbit/s, at once
    up = [caller.when(lambda estimate: estimate >= REACHED, UP_SECONDS) for caller in callers]
    took = [await asyncio.gather(*up)]

    # when the way from one of them carries 300 kbit/s, and then much again
    ana.relay.uplink.rate = THROTTLED
    took.append(await ana.when(lambda estimate: estimate < 1.2 * THROTTLED, DOWN_SECONDS))
    ana.relay.uplink.rate = None
    # then he follows down and up again
    took.append(await ana.when(lambda estimate: estimate >= REACHED, BACK_SECONDS))

    # and the same where the other's way to him is narrow: the worker tells the sender
    bo.relay.downlink.rate = THROTTLED
    took.append(await ana.when(lambda estimate: estimate < 1.2 * THROTTLED, DOWN_SECONDS))
    print("seconds:", took)
