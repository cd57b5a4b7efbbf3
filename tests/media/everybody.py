"""A headless client that receives a whole event on one connection, and counts by slot."""

import asyncio
from collections import Counter

from aiortc import (
    MediaStreamTrack,
    RTCBundlePolicy,
    RTCConfiguration,
    RTCPeerConnection,
)
from aiortc.mediastreams import MediaStreamError

from saleor_personal_shopper.rehearsal.whip import _Session


class Everybody(_Session):
    """Use with ``async with``."""

    def __init__(self, url: str, token: str, *, slots: int = 3) -> None:
        super().__init__(url, token)
        # Unless told so, aiortc leaves a second picture on a transport that it has closed.
        policy = RTCBundlePolicy.MAX_BUNDLE
        self.connection = RTCPeerConnection(RTCConfiguration([], bundlePolicy=policy))
        self.frames: Counter[tuple[int, str]] = Counter()
        self._slots = slots
        self._counted = asyncio.Condition()
        self._readers: list[asyncio.Task[None]] = []

    @property
    def session(self) -> str:
        """The last part of its Location."""
        return (self.session_url or "").rpartition("/")[2]

    async def wait_frames(self, slot: int, *, more: int = 20, seconds: float = 30.0) -> None:
        """Wait for so many further pictures, and some words, in this slot; else TimeoutError."""
        wanted = {kind: self.frames[slot, kind] + more for kind in ("audio", "video")}
        async with asyncio.timeout(seconds), self._counted:
            await self._counted.wait_for(
                lambda: all(self.frames[slot, kind] >= number for kind, number in wanted.items())
            )

    async def close(self) -> None:
        for reader in self._readers:
            reader.cancel()
        await asyncio.gather(*self._readers, return_exceptions=True)
        await super().close()

    def _prepare(self) -> None:
        for _ in range(self._slots):
            for kind in ("audio", "video"):
                self.connection.addTransceiver(kind, direction="recvonly")
        self.connection.on("track", self._read)

    def _read(self, track: MediaStreamTrack) -> None:
        same_kind = [one for one in self.connection.getTransceivers() if one.kind == track.kind]
        slot = next(at for at, one in enumerate(same_kind) if one.receiver.track is track)
        reader = asyncio.get_running_loop().create_task(self._run_count(slot, track))
        self._readers.append(reader)

    async def _run_count(self, slot: int, track: MediaStreamTrack) -> None:
        while True:
            try:
                await track.recv()
            except MediaStreamError:
                return
            async with self._counted:
                self.frames[slot, track.kind] += 1
                self._counted.notify_all()
