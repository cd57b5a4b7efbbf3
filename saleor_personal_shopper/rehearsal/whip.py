"""Headless WHIP and WHEP clients: publish fake media, count what comes back (RFC 9725)."""

import asyncio
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any, Self
from urllib.parse import urljoin

import httpx
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCIceServer,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError

from .loopback import allow_loopback
from .pattern import PatternTrack, ToneTrack

HTTP_SECONDS = 15.0
CONNECT_SECONDS = 15.0

IceServers = Iterable[Mapping[str, Any]]


class MediaRefused(Exception):
    """The endpoint did not answer the offer with 201; the message holds status and body."""


class _Session:
    """One peer connection that was opened by posting an offer. Use with ``async with``."""

    def __init__(self, url: str, token: str, ice_servers: IceServers = ()) -> None:
        allow_loopback()
        servers = [RTCIceServer(**_ice_server(server)) for server in ice_servers]
        self._url = url
        self._headers = {"Authorization": f"Bearer {token}"}
        # Without a list aiortc would ask a public STUN server.
        self.connection = RTCPeerConnection(RTCConfiguration(iceServers=servers))
        self.session_url: str | None = None

    async def __aenter__(self) -> Self:
        try:
            self._prepare()
            await self._post_offer()
            async with asyncio.timeout(CONNECT_SECONDS):
                await self._connected()
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

    async def close(self) -> None:
        """Delete the session at the server and close the connection; harmless twice."""
        url, self.session_url = self.session_url, None
        try:
            if url is not None:
                async with httpx.AsyncClient(timeout=HTTP_SECONDS) as http:
                    await http.delete(url, headers=self._headers)
        except httpx.HTTPError:
            pass  # the server notices by the closed connection
        finally:
            await self.connection.close()

    def _prepare(self) -> None:
        raise NotImplementedError

    async def _post_offer(self) -> None:
        await self.connection.setLocalDescription(await self.connection.createOffer())
        headers = {**self._headers, "Content-Type": "application/sdp"}
        async with httpx.AsyncClient(timeout=HTTP_SECONDS) as http:
            response = await http.post(
                self._url, content=self.connection.localDescription.sdp, headers=headers
            )
        if response.status_code != httpx.codes.CREATED:
            raise MediaRefused(f"{response.status_code} {response.text[:200]}")
        self.session_url = urljoin(self._url, response.headers["Location"])
        answer = RTCSessionDescription(sdp=response.text, type="answer")
        await self.connection.setRemoteDescription(answer)

    async def _connected(self) -> None:
        changed = asyncio.Event()
        self.connection.on("connectionstatechange", changed.set)
        while self.connection.connectionState != "connected":
            if self.connection.connectionState in ("failed", "closed"):
                raise MediaRefused("the media connection failed")
            await changed.wait()
            changed.clear()


class Publisher(_Session):
    """Sends the test pattern and the tone to a WHIP endpoint."""

    def _prepare(self) -> None:
        for track in (ToneTrack(), PatternTrack()):
            self.connection.addTransceiver(track, direction="sendonly")


class Subscriber(_Session):
    """Receives from a WHEP endpoint and counts decoded video and audio frames."""

    def __init__(self, url: str, token: str, ice_servers: IceServers = ()) -> None:
        super().__init__(url, token, ice_servers)
        self.video_frames = self.audio_frames = 0
        self._counted = asyncio.Condition()
        self._readers: list[asyncio.Task[None]] = []

    async def wait_frames(self, count: int, seconds: float, *, audio: int = 0) -> None:
        """Wait until `count` video and `audio` sound frames were decoded; else TimeoutError."""
        async with asyncio.timeout(seconds), self._counted:
            await self._counted.wait_for(
                lambda: self.video_frames >= count and self.audio_frames >= audio
            )

    async def close(self) -> None:
        """Stop counting, then close."""
        for reader in self._readers:
            reader.cancel()
        await asyncio.gather(*self._readers, return_exceptions=True)
        await super().close()

    def _prepare(self) -> None:
        self.connection.addTransceiver("audio", direction="recvonly")
        self.connection.addTransceiver("video", direction="recvonly")
        self.connection.on("track", self._read)

    def _read(self, track: MediaStreamTrack) -> None:
        self._readers.append(asyncio.get_running_loop().create_task(self._run_count(track)))

    async def _run_count(self, track: MediaStreamTrack) -> None:
        while True:
            try:
                await track.recv()
            except MediaStreamError:
                return
            async with self._counted:
                if track.kind == "video":
                    self.video_frames += 1
                else:
                    self.audio_frames += 1
                self._counted.notify_all()


def _ice_server(server: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of `iceServers` without the fields that are null."""
    return {key: value for key, value in server.items() if value is not None}
