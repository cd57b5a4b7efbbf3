"""What somebody really sees and hears of the other side of a call."""

from __future__ import annotations

import time

from playwright.sync_api import Locator

from .call_page import MEDIA_SECONDS, CallPage

GREEN, YELLOW = "fake_device_0", "fake_device_2"
"""Chromium's fake cameras by what they paint into the corner, brighter and darker all the time."""

# Keeps the colour in the corner of each large picture that is not covered, 25 times a second.
_WATCH = """(() => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((each) =>
    [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  const stage = all(document).find(({ tagName }) => tagName === 'PS-STAGE').shadowRoot;
  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const kept = (window.seenOfTheOther = []);
  setInterval(() => {
    const tile = stage.querySelector('.main > ps-video-tile').shadowRoot;
    const video = tile.querySelector('video');
    if (tile.querySelector('.cover') || !video.videoWidth) return;
    brush.drawImage(video, 0, 0, 8, 8, 0, 0, 1, 1);
    kept.push([...brush.getImageData(0, 0, 1, 1).data].slice(0, 3));
  }, 40);
})()"""

# The energy of what was played so far, and its seconds.
_HEARD = """async () => {
  let energy = 0, seconds = 0;
  for (const connection of window.keptConnections) {
    if (connection.connectionState !== 'connected') continue;
    for (const each of (await connection.getStats()).values()) {
      if (each.type !== 'inbound-rtp' || each.kind !== 'audio') continue;
      energy += each.totalAudioEnergy;
      seconds += each.totalSamplesDuration;
    }
  }
  return [energy, seconds];
}"""
# All fake microphones beep the same, which a browser takes for an echo and cancels.
WITH_ECHO = """(() => {
  const devices = navigator.mediaDevices;
  const ask = devices?.getUserMedia.bind(devices);
  const voice = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
  if (ask) devices.getUserMedia = (wish) =>
    ask({ ...wish, ...(wish.audio ? { audio: { ...wish.audio, ...voice } } : {}) });
})()"""
LISTEN_SECONDS = 2.0
# A fake microphone beeps at 0.2 of full power.
AUDIBLE, SILENT = 0.02, 1e-6


def picture(call: CallPage) -> Locator:
    """What stands large."""
    return call.root.locator("ps-stage .main > ps-video-tile")


class Watcher:
    """Looks at the other side's picture, from when it is made."""

    def __init__(self, call: CallPage) -> None:
        self._call = call
        call.root.evaluate(_WATCH)

    def seen(self) -> set[str]:
        """The cameras, or strange colours, that were to be seen since the last call."""
        return {_camera_of(*one) for one in self._call.root.evaluate("seenOfTheOther.splice(0)")}

    def wait_until_seen(self, camera: str) -> set[str]:
        """Until this camera is to be seen; all that was seen until then."""
        deadline, seen = time.monotonic() + MEDIA_SECONDS, self.seen()
        while camera not in seen:
            assert time.monotonic() < deadline, f"only {seen} and not {camera} was seen"
            self._call.root.wait_for_timeout(50)
            seen |= self.seen()
        return seen


def loudness(call: CallPage) -> float:
    """The power of what is played of the other side in the next seconds; 1.0 is all there is."""
    energy, begin = call.root.evaluate(_HEARD)
    deadline, end, more = time.monotonic() + MEDIA_SECONDS, begin, energy
    while end - begin < LISTEN_SECONDS:
        assert time.monotonic() < deadline, f"{end - begin:.1f} s were played"
        call.root.wait_for_timeout(100)
        more, end = call.root.evaluate(_HEARD)
    return float((more - energy) / (end - begin))


def _camera_of(red: int, green: int, blue: int) -> str:
    if green - red > 100 and blue < 80:
        return GREEN
    if abs(green - red) < 30 and blue < 80:
        return YELLOW
    return f"rgb({red}, {green}, {blue})"
