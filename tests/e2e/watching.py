"""What somebody really sees and hears of the other side of a call."""

from __future__ import annotations

import time

from playwright.sync_api import Locator

from .call_page import MEDIA_SECONDS, CallPage

GREEN, YELLOW = "fake_device_0", "fake_device_2"
"""Chromium's fake cameras by what they paint into the corner, brighter and darker all the time."""

# Keeps, 25 times a second, the colour in the corner of somebody's picture while it is not covered,
# and for how long it stood still at most, covered or not. Without a name it is the large picture.
_WATCH = """(name) => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((each) =>
    [each, ...(each.shadowRoot ? all(each.shadowRoot) : [])]);
  const stage = all(document).find(({ tagName }) => tagName === 'PS-STAGE').shadowRoot;
  const brush = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const kept = ((window.watched ??= {})[name] = { colours: [], still: 0 });
  let shown = null, frames = 0, since = 0;
  setInterval(() => {
    const tiles = [...stage.querySelectorAll('.main ps-video-tile')];
    const tile = tiles.find((one) => !name || one.name === name)?.shadowRoot;
    if (!tile) return;
    const video = tile.querySelector('video'), now = performance.now();
    const count = video.getVideoPlaybackQuality().totalVideoFrames;
    if (video !== shown || count !== frames) [shown, frames, since] = [video, count, now];
    kept.still = Math.max(kept.still, now - since);
    if (tile.querySelector('.cover') || !video.videoWidth) return;
    brush.drawImage(video, 0, 0, 8, 8, 0, 0, 1, 1);
    kept.colours.push([...brush.getImageData(0, 0, 1, 1).data].slice(0, 3));
  }, 40);
}"""

# The energy of what was played so far, and its seconds; of one person, or of all.
_HEARD = """async (name) => {
  const find = (root) => [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.tagName === 'PS-VIDEO-TILE' && each.name === name ? [each] : []),
    ...(each.shadowRoot ? find(each.shadowRoot) : []),
  ]);
  const tracks = name && find(document).flatMap(({ stream }) =>
    (stream?.getAudioTracks() ?? []).map(({ id }) => id));
  let energy = 0, seconds = 0;
  for (const connection of window.keptConnections) {
    if (connection.connectionState !== 'connected') continue;
    for (const each of (await connection.getStats()).values()) {
      if (each.type !== 'inbound-rtp' || each.kind !== 'audio') continue;
      if (tracks && !tracks.includes(each.trackIdentifier)) continue;
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
    """Looks at the picture of somebody, else at the large one, from when it is made."""

    def __init__(self, call: CallPage, name: str = "") -> None:
        self._call = call
        self._name = name
        call.root.evaluate(_WATCH, name)

    def seen(self) -> set[str]:
        """The cameras, or strange colours, that were to be seen since the last call."""
        colours = self._call.root.evaluate("(name) => watched[name].colours.splice(0)", self._name)
        return {_camera_of(*one) for one in colours}

    def longest_still(self) -> float:
        """For how many seconds the picture stood still at most."""
        return float(self._call.root.evaluate("(name) => watched[name].still", self._name)) / 1000

    def wait_until_seen(self, camera: str) -> set[str]:
        """Until this camera is to be seen; all that was seen until then."""
        deadline, seen = time.monotonic() + MEDIA_SECONDS, self.seen()
        while camera not in seen:
            assert time.monotonic() < deadline, f"only {seen} and not {camera} was seen"
            self._call.root.wait_for_timeout(50)
            seen |= self.seen()
        return seen


def loudness(call: CallPage, name: str = "") -> float:
    """The power of what is played in the next seconds of somebody, else of all others together.

    1.0 is all there is.
    """
    energy, begin = call.root.evaluate(_HEARD, name)
    deadline, end, more = time.monotonic() + MEDIA_SECONDS, begin, energy
    while end - begin < LISTEN_SECONDS:
        assert time.monotonic() < deadline, f"{end - begin:.1f} s were played"
        call.root.wait_for_timeout(100)
        more, end = call.root.evaluate(_HEARD, name)
    return float((more - energy) / (end - begin))


def _camera_of(red: int, green: int, blue: int) -> str:
    if green - red > 100 and blue < 80:
        return GREEN
    if abs(green - red) < 30 and blue < 80:
        return YELLOW
    return f"rgb({red}, {green}, {blue})"
