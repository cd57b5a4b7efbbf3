"""A publisher and a subscriber in front of a media server, over real ICE, DTLS and SRTP."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError

from .clip import ClipTrack
from .loopback import only_loopback
from .server import NotMeasured

PLAYING_SECONDS = 20.0

ROOM = "/rooms/bench"


@dataclass(frozen=True)
class Counts:
    """What has passed: packets and frames from the publisher, decoded frames at the subscriber."""

    packets_sent: int
    frames_sent: int
    frames_received: int

    def __sub__(self, earlier: "Counts") -> "Counts":
        return Counts(
            self.packets_sent - earlier.packets_sent,
            self.frames_sent - earlier.frames_sent,
            self.frames_received - earlier.frames_received,
        )


class Pair:
    """Publishes the clip and watches it. Use with ``async with``; raises NotMeasured.

    `joined_after` is how many seconds it took from subscribing to the first picture.
    """

    def __init__(self, control: httpx.AsyncClient, clip: list[bytes]) -> None:
        only_loopback()
        self._control = control
        self._track = ClipTrack(clip)
        self._publisher = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._subscriber = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._frames_received = 0
        self.joined_after = 0.0
        self._first_frame = asyncio.Event()
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        try:
            async with asyncio.timeout(PLAYING_SECONDS):
                started = await self._connect()
                await self._first_frame.wait()
                self.joined_after = time.monotonic() - started
        except TimeoutError as error:
            await self.close()
            raise NotMeasured("No picture arrived within 20 s.") from error
        except BaseException:
            await self.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def counts(self) -> Counts:
        """The counts since the start."""
        report = await self._publisher.getStats()
        outbound = [item for item in report.values() if item.type == "outbound-rtp"]
        return Counts(
            packets_sent=sum(item.packetsSent for item in outbound),
            frames_sent=self._track.frames,
            frames_received=self._frames_received,
        )

    async def close(self) -> None:
        """Close both connections; harmless twice."""
        if self._reader is not None:
            self._reader.cancel()
            await asyncio.gather(self._reader, return_exceptions=True)
        await self._publisher.close()
        await self._subscriber.close()

    async def _connect(self) -> float:
        self._publisher.addTransceiver(self._track, direction="sendonly")
        self._subscriber.addTransceiver("video", direction="recvonly")
        self._subscriber.on("track", self._watch)
        publication = {"publication": "clip", "participant": "publisher", "source": "camera"}
        await self._open(self._publisher, "publications", publication)
        subscribed_at = time.monotonic()
        subscription = {"subscription": "s", "publication": "clip", "participant": "subscriber"}
        await self._open(self._subscriber, "subscriptions", subscription)
        return subscribed_at

    async def _open(self, connection: RTCPeerConnection, path: str, body: dict[str, Any]) -> None:
        await connection.setLocalDescription(await connection.createOffer())
        body = {**body, "offer": connection.localDescription.sdp}
        response = await self._control.post(f"{ROOM}/{path}", json=body)
        if response.status_code != httpx.codes.CREATED:
            raise NotMeasured(f"The media server refused the {path}: {response.text[:200]}")
        answer = RTCSessionDescription(sdp=response.json()["answer"], type="answer")
        await connection.setRemoteDescription(answer)

    def _watch(self, track: MediaStreamTrack) -> None:
        self._reader = asyncio.get_running_loop().create_task(self._run_count(track))

    async def _run_count(self, track: MediaStreamTrack) -> None:
        with suppress(MediaStreamError):
            while True:
                await track.recv()
                self._frames_received += 1
                self._first_frame.set()
