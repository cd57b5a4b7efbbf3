"""Two pages of a real browser see and hear each other through a spawned worker."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Page, async_playwright

from tests.media.conftest import RunningWorker

pytestmark = pytest.mark.flaky(reruns=1)  # as every test with browsers

# Loopback candidates matter only on a machine without any other network.
FLAGS = [
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--no-first-run",
]


def chromium_path() -> str | None:
    """The installed browser; None for Playwright's own."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)


@asynccontextmanager
async def two_pages(whip_url: str) -> AsyncIterator[list[Page]]:
    """Of two people, with the functions of `call_page.html`."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        opened = []
        for _ in range(2):
            page = await (await browser.new_context()).new_page()
            await page.goto(whip_url)
            opened.append(page)
        yield opened
        await browser.close()


@pytest.fixture
async def pages(whip_url: str) -> AsyncIterator[list[Page]]:
    async with two_pages(whip_url) as opened:
        yield opened


async def figures_when(page: Page, condition: str) -> dict:
    """What the page received when a JavaScript condition on it holds, at the latest after 20 s."""
    for _ in range(200):
        if await page.evaluate(f"received().then((got) => Boolean({condition}))"):
            break
        await asyncio.sleep(0.1)
    return await page.evaluate("received()")


async def test_sound_and_picture_flow_both_ways(pages: list[Page], worker: RunningWorker) -> None:
    # given two browsers that publish their fake cameras
    ana, bo = pages
    await asyncio.gather(
        ana.evaluate("publish('/whip/e1/ana/camera')"), bo.evaluate("publish('/whip/e1/bo/camera')")
    )
    # when each plays the other's
    await asyncio.gather(
        ana.evaluate("subscribe('/whep/e1/ana/bo-camera')"),
        bo.evaluate("subscribe('/whep/e1/bo/ana-camera')"),
    )
    # then pictures are shown, sound is heard, and the browsers know the clocks of both
    # streams, without which lips would not move in time
    for page in pages:
        figures = await figures_when(
            page,
            "got.frames > 30 && got.audio?.totalAudioEnergy "
            "&& got.video?.estimatedPlayoutTimestamp && got.audio.estimatedPlayoutTimestamp",
        )
        assert figures["frames"] > 30
        assert figures["audio"]["totalAudioEnergy"] > 0
        assert figures["video"]["estimatedPlayoutTimestamp"] > 0
        assert figures["audio"]["estimatedPlayoutTimestamp"] > 0
        assert figures["video"]["packetsLost"] == figures["audio"]["packetsLost"] == 0

    # and the publishers are told the round-trip time and their bandwidth
    sent = await ana.evaluate("sent()")
    assert sent["remote-video"]["roundTripTime"] < 1
    assert sent["pair"]["availableOutgoingBitrate"] > 0
    _, state = await worker.call("GET", "/rooms/e1")
    assert [item["state"] for item in state["sessions"]] == ["connected"] * 4


async def test_a_page_without_camera_permission_can_watch(pages: list[Page]) -> None:
    # given a page that never asked for a camera, so that its addresses are hidden names
    ana, bo = pages
    await ana.evaluate("publish('/whip/e1/ana/camera')")
    # when it subscribes, and again as after a reload
    for _ in range(2):
        await bo.evaluate("subscribe('/whep/e1/bo/ana-camera')")
        # then it sees the picture, whose beginning was asked for
        figures = await figures_when(bo, "got.frames > 10")
        assert figures["frames"] > 10


async def frames_above(page: Page, slot: int, number: int) -> int:
    """How many pictures were shown in a slot once they are more than that."""
    async with asyncio.timeout(30):
        while (shown := await page.evaluate(f"framesOf({slot})")) <= number:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    return shown


async def test_everybody_comes_on_one_connection_also_after_a_reload(pages: list[Page]) -> None:
    # given a browser that watches an event with eight slots before anybody sends
    others, bo = pages
    await bo.evaluate("subscribeAll('/whep/e1/bo', 8)")
    # when two send
    for name in ("ana", "cleo"):
        await others.evaluate(f"publish('/whip/e1/{name}/camera')")
    # then both are shown
    shown = [await frames_above(bo, slot, 10) for slot in (0, 1)]
    # and when one of them begins anew, with a stream of his own numbers, he is where he was
    await others.evaluate("publish('/whip/e1/ana/camera')")
    await asyncio.gather(*(frames_above(bo, slot, shown[slot] + 40) for slot in (0, 1)))
    assert await bo.evaluate("framesOf(2)") == 0
    # and the connection is mended as any
    assert await bo.evaluate("restartIce(subscriber)") == 200
    shown = [await bo.evaluate(f"framesOf({slot})") for slot in (0, 1)]
    await asyncio.gather(*(frames_above(bo, slot, shown[slot] + 20) for slot in (0, 1)))


async def test_vp9_is_watched_alone_and_where_vp8_was(pages: list[Page]) -> None:
    # given one who sends VP9, and one who watches him alone and another who watches everybody
    others, bo = pages
    ana = "publish('/whip/e1/ana/camera', [{}], undefined, 'video/%s')"
    await others.evaluate(ana % "VP9")
    await bo.evaluate("subscribe('/whep/e1/bo/ana-camera')")
    await others.evaluate("subscribeAll('/whep/e1/cleo', 1)")
    # then both see him
    figures = await figures_when(bo, "got.frames > 30")
    assert figures["frames"] > 30
    assert figures["video"]["frameWidth"] == 640
    shown = await frames_above(others, 0, 30)
    # and the one with slots goes on seeing him when he changes to VP8 and back, a picture of each
    for codec in ("VP8", "VP9", "VP9"):
        await others.evaluate(ana % codec)
        shown = await frames_above(others, 0, shown + 40)


async def test_an_ice_restart_goes_on_in_the_same_session(
    pages: list[Page], worker: RunningWorker
) -> None:
    # given a browser that watches another
    ana, bo = pages
    await ana.evaluate("publish('/whip/e1/ana/camera')")
    await bo.evaluate("subscribe('/whep/e1/bo/ana-camera')")
    before = await figures_when(bo, "got.frames > 10")
    # when both ends get new credentials
    assert await ana.evaluate("restartIce(publisher)") == 200
    assert await bo.evaluate("restartIce(subscriber)") == 200
    # then the picture goes on over the same two peers
    after = await figures_when(bo, f"got.frames > {before['frames'] + 60}")
    assert after["frames"] > before["frames"] + 60
    _, room = await worker.call("GET", "/rooms/e1")
    assert [item["state"] for item in room["sessions"]] == ["connected"] * 2
    _, changes = await worker.call("GET", "/changes?after=0")
    kinds = [change["kind"] for change in changes["changes"] if change["session"]]
    assert kinds == ["connected"] * 2
    # and the checks with the new credentials were answered; some with the old were on their way
    _, stats = await worker.call("GET", "/stats")
    assert stats["datagrams_refused"] < 10


SIZES = """[
    { rid: "f", maxBitrate: 1800000 },
    { rid: "h", scaleResolutionDownBy: 2, maxBitrate: 500000 },
    { rid: "q", scaleResolutionDownBy: 4, maxBitrate: 150000 },
]"""


async def test_a_picture_in_several_sizes_is_watched_in_the_one_that_is_shown(
    pages: list[Page], worker: RunningWorker
) -> None:
    # given two browsers that send in several sizes and watch each other
    ana, bo = pages
    await ana.evaluate(f"publish('/whip/e1/ana/camera', {SIZES})")
    await bo.evaluate(f"publish('/whip/e1/bo/camera', {SIZES})")
    await ana.evaluate("subscribe('/whep/e1/ana/bo-camera')")
    await bo.evaluate("subscribe('/whep/e1/bo/ana-camera')")
    full = await figures_when(bo, "got.video?.frameWidth === 640")
    assert full["video"]["frameWidth"] == 640

    # when one shows the other at the edge
    await worker.call("PUT", "/rooms/e1/participants/bo/large", {"publication": "bo-camera"})

    # then a smaller size comes to him alone, and moves
    small = await figures_when(bo, "got.video?.frameWidth === 320")
    assert small["video"]["frameWidth"] == 320
    await figures_when(bo, f"got.video?.framesDecoded > {small['video']['framesDecoded'] + 30}")
    other = await figures_when(ana, "got.video?.frameWidth === 640")
    assert other["video"]["frameWidth"] == 640

    # and the full one again when he shows it large
    await worker.call("PUT", "/rooms/e1/participants/bo/large", {"publication": "ana-camera"})
    again = await figures_when(bo, "got.video?.frameWidth === 640")
    assert again["video"]["frameWidth"] == 640
    assert again["video"]["packetsLost"] == 0
    went_on = f"got.video?.framesDecoded > {again['video']['framesDecoded'] + 30}"
    after = await figures_when(bo, went_on)
    assert after["video"]["framesDecoded"] > again["video"]["framesDecoded"] + 30


async def test_a_size_that_its_browser_no_longer_sends_is_followed_by_another(
    pages: list[Page],
) -> None:
    # given a browser that watches the full size
    ana, bo = pages
    await ana.evaluate(f"publish('/whip/e1/ana/camera', {SIZES})")
    await bo.evaluate("subscribe('/whep/e1/bo/ana-camera')")
    await figures_when(bo, "got.video?.frameWidth === 640")

    # when the sender stops sending that
    await ana.evaluate(
        """() => {
            const sender = publisher.getSenders().find(({ track }) => track.kind === "video");
            const parameters = sender.getParameters();
            parameters.encodings.find(({ rid }) => rid === "f").active = false;
            return sender.setParameters(parameters);
        }"""
    )

    # then the picture goes on, smaller
    small = await figures_when(bo, "got.video?.frameWidth === 320")
    assert small["video"]["frameWidth"] == 320
