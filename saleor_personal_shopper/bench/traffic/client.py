"""A WebRTC peer without a browser: one socket, a signed check, a handshake, and keys."""

import asyncio
import re
import secrets
import socket
from collections.abc import Awaitable, Callable, Iterator

from aioice import stun

from ...media.aiortc_bridge import Certificate, DtlsSession, SrtpContext
from ...media.stun import binding_response, parse_binding_request

SET_UP_SECONDS = 20.0
CHECK_SECONDS = 0.2
AUDIO_TYPE, VIDEO_TYPE, RTX_TYPE = 111, 96, 97

Ask = Callable[[str], Awaitable[str]]
"""Takes an offer to the server and brings its answer."""

_REQUEST = b"\0\1"
_EXTENSIONS = {
    1: "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
    2: "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
    3: "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
    4: "urn:ietf:params:rtp-hdrext:sdes:mid",
}
_FORMATS = {
    "audio": (f"a=rtpmap:{AUDIO_TYPE} opus/48000/2", f"a=fmtp:{AUDIO_TYPE} useinbandfec=1"),
    "video": (
        f"a=rtpmap:{VIDEO_TYPE} VP8/90000",
        *(
            f"a=rtcp-fb:{VIDEO_TYPE} {kind}"
            for kind in ("transport-cc", "goog-remb", "nack", "nack pli")
        ),
        f"a=rtpmap:{RTX_TYPE} rtx/90000",
        f"a=fmtp:{RTX_TYPE} apt={VIDEO_TYPE}",
    ),
}
_TYPES = {"audio": f"{AUDIO_TYPE}", "video": f"{VIDEO_TYPE} {RTX_TYPE}"}


class Refused(Exception):
    """The media server did not let the peer in; the message is its answer."""


class Client:
    """`direction` is sendonly, recvonly or sendrecv. After `open` its socket carries SRTP.

    `slots` is how often sound and picture are offered.
    """

    def __init__(
        self,
        certificate: Certificate,
        direction: str,
        *,
        host: str = "127.0.0.1",
        slots: int = 1,
    ) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self._certificate = certificate
        self._direction = direction
        self._kinds = ("audio", "video") * slots
        self._ufrag, self._password = secrets.token_hex(4), secrets.token_hex(16)
        self.ssrcs = {kind: secrets.randbits(32) for kind in _TYPES}
        self._checked = asyncio.Event()
        self._dtls: DtlsSession | None = None
        self._remote: dict[str, str] = {}
        self.received: SrtpContext
        self.sent: SrtpContext

    async def open(self, ask: Ask) -> None:
        """Have the offer answered, check and shake hands. Raises Refused or TimeoutError."""
        self._read(await ask(self._offer()))
        loop = asyncio.get_running_loop()
        loop.add_reader(self.socket, self._hear)
        try:
            async with asyncio.timeout(SET_UP_SECONDS):
                await self._check()
                self.received, self.sent = await self._shake_hands()
        finally:
            loop.remove_reader(self.socket)

    def check(self) -> bytes:
        """A signed Binding request (RFC 8445 §7.2.2), which also keeps the server's consent."""
        request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
        request.attributes["USERNAME"] = f"{self._remote['ice-ufrag']}:{self._ufrag}"
        request.attributes["PRIORITY"] = 0x6E0001FF
        request.attributes["ICE-CONTROLLING"] = secrets.randbits(64)
        request.attributes["USE-CANDIDATE"] = None
        request.add_message_integrity(self._remote["ice-pwd"].encode())
        request.add_fingerprint()
        return bytes(request)

    async def close(self) -> None:
        """Say goodbye and give the port back."""
        if self._dtls is not None:
            await self._dtls.close()
        self.socket.close()

    def _read(self, answer: str) -> None:
        names = ("ice-ufrag", "ice-pwd", "setup", "fingerprint")
        for name in names:
            found = re.search(rf"^a={name}:(.*?)\r?$", answer, re.MULTILINE)
            self._remote[name] = found[1] if found else ""
        candidate = re.search(r"^a=candidate:\S+ 1 udp \d+ (\S+) (\d+)", answer, re.MULTILINE)
        if candidate is None:
            raise Refused("The answer has no candidate.")
        self.socket.connect((candidate[1], int(candidate[2])))

    async def _check(self) -> None:
        while not self._checked.is_set():
            self.socket.send(self.check())
            try:
                await asyncio.wait_for(self._checked.wait(), CHECK_SECONDS)
            except TimeoutError:
                continue

    async def _shake_hands(self) -> tuple[SrtpContext, SrtpContext]:
        algorithm, _, value = self._remote["fingerprint"].partition(" ")
        self._dtls = DtlsSession(
            certificate=self._certificate,
            fingerprints=((algorithm, value),),
            role="client" if self._remote["setup"] == "passive" else "server",
            send=self._send,
            on_close=lambda: None,
        )
        return await self._dtls.handshake()

    def _send(self, data: bytes) -> None:
        self.socket.send(data)

    def hear_stun(self, data: bytes) -> None:
        """An answer to our check, or the check of a server that is no ICE-lite agent."""
        if data[:2] != _REQUEST:
            self._checked.set()
            return
        request = parse_binding_request(data)
        if request.is_signed_with(self._password):
            here = self.socket.getpeername()
            self.socket.send(binding_response(request, here, self._password))

    def _hear(self) -> None:
        data = self.socket.recv(2048)
        if data[0] < 4:
            self.hear_stun(data)
        elif 19 < data[0] < 64 and self._dtls is not None:
            self._dtls.feed(data)

    def _offer(self) -> str:
        mids = [str(number) for number in range(len(self._kinds))]
        bundle = f"a=group:BUNDLE {' '.join(mids)}"
        head = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "t=0 0", bundle]
        media = [self._lines(*pair) for pair in zip(mids, self._kinds, strict=True)]
        return "\r\n".join([*head, *(line for lines in media for line in lines), ""])

    def _lines(self, mid: str, kind: str) -> Iterator[str]:
        yield f"m={kind} 9 UDP/TLS/RTP/SAVPF {_TYPES[kind]}"
        yield from ("c=IN IP4 0.0.0.0", f"a=mid:{mid}", f"a={self._direction}", "a=rtcp-mux")
        yield from (f"a=ice-ufrag:{self._ufrag}", f"a=ice-pwd:{self._password}")
        yield from (f"a=fingerprint:sha-256 {self._certificate.fingerprint}", "a=setup:actpass")
        yield from (f"a=extmap:{number} {uri}" for number, uri in _EXTENSIONS.items())
        yield from _FORMATS[kind]
        if self._direction != "recvonly":
            yield f"a=ssrc:{self.ssrcs[kind]} cname:{self._ufrag}"
