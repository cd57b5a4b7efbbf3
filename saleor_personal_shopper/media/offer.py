"""Reads a browser's SDP offer and refuses what could harm (RFC 8866, RFC 8829, RFC 9725).

Remote candidates are dropped before anything looks at them: the worker is ICE-lite, learns the
browser's address from its signed checks and never sends a packet to an address in an offer.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from aiortc.rtcrtpparameters import RTCRtpCodecParameters
from aiortc.sdp import MediaDescription, SessionDescription, parameters_to_sdp

from .errors import InvalidOffer
from .simulcast import read_layers

MAX_OFFER_BYTES = 64 * 1024
"""Chromium offers to receive eight times sound and picture in 51 KB."""
MAX_MEDIA = 24

_MAX_LINES = 2400
_MAX_LINES_A_MEDIUM = 400
_MAX_FORMATS = 80
_MAX_FEEDBACK = 1000
_MAX_WILDCARDS = 36
_SECURE_PROFILES = ("UDP/TLS/RTP/SAVPF", "UDP/TLS/RTP/SAVP")
_ICE_TOKEN = re.compile(r"[A-Za-z0-9+/]{4,256}")
_MID = re.compile(r"[!-~]{1,32}")
_SHA256 = re.compile(r"([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}")

# fmt: off
_KEPT_ATTRIBUTES = frozenset((
    "extmap", "fingerprint", "fmtp", "group", "ice-pwd", "ice-ufrag", "inactive", "mid",
    "recvonly", "rtcp-fb", "rtcp-mux", "rtpmap", "sendonly", "sendrecv", "setup",
))
# fmt: on


@dataclass(frozen=True)
class Codec:
    """One payload format of an m-line; `parameters` is its fmtp as offered."""

    name: str
    payload_type: int
    clock_rate: int
    channels: int | None
    parameters: str
    feedback: tuple[str, ...]
    rtx_payload_type: int | None

    def same_format_as(self, other: "Codec") -> bool:
        """Whether packets of the other codec can be played as this one."""
        return (
            self.name.lower() == other.name.lower()
            and self.clock_rate == other.clock_rate
            and (self.channels or 1) == (other.channels or 1)
            and _shape(self.parameters) == _shape(other.parameters)
        )


@dataclass(frozen=True)
class OfferedMedia:
    """One m-line. `sends` and `receives` are the offerer's wishes.

    `layers` are the rids of the sizes of a picture that is sent in several.
    """

    kind: str
    mid: str
    profile: str
    formats: tuple[str, ...]
    sends: bool
    receives: bool
    usable: bool
    codecs: tuple[Codec, ...]
    extensions: dict[str, int]
    layers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Offer:
    """An offer that has passed every check; all its media share one transport."""

    media: tuple[OfferedMedia, ...]
    bundle: tuple[str, ...]
    ufrag: str
    fingerprints: tuple[tuple[str, str], ...]
    dtls_role: str


def parse_offer(sdp: str) -> Offer:
    """Read an offer; raises InvalidOffer with a sentence for every kind of bad input."""
    _check_size(sdp)
    try:
        session = SessionDescription.parse(_without_unused_lines(sdp))
        return _read_session(session, read_layers(sdp))
    except InvalidOffer:
        raise
    except Exception as error:  # aiortc's parser raises six kinds on broken input
        raise InvalidOffer("The SDP offer cannot be read.") from error


def read_fragment(fragment: str) -> str | None:
    """The ICE user fragment in an SDP fragment (RFC 8840); None if there is none."""
    _check_bytes(fragment)
    for line in fragment.splitlines():
        if line.startswith("a=ice-ufrag:"):
            ufrag = line.partition(":")[2].strip()
            if not _ICE_TOKEN.fullmatch(ufrag):
                raise InvalidOffer("The ice-ufrag is malformed.")
            return ufrag
    return None


def _check_bytes(sdp: str) -> None:
    if len(sdp) > MAX_OFFER_BYTES or len(sdp.encode(errors="replace")) > MAX_OFFER_BYTES:
        raise InvalidOffer("The SDP is longer than 64 KB.")
    if "\0" in sdp:
        raise InvalidOffer("The SDP contains a NUL character.")


def _check_size(sdp: str) -> None:
    _check_bytes(sdp)
    lines = sdp.splitlines()
    if len(lines) > _MAX_LINES:
        raise InvalidOffer("The SDP has too many lines.")
    media = [line for line in lines if line.startswith("m=")]
    starts = [number for number, line in enumerate(lines) if line.startswith("m=")]
    if any(b - a > _MAX_LINES_A_MEDIUM for a, b in pairwise([0, *starts, len(lines)])):
        raise InvalidOffer("A media line is followed by too many lines.")
    if not 1 <= len(media) <= MAX_MEDIA:
        raise InvalidOffer(f"An offer needs 1 to {MAX_MEDIA} media lines.")
    if any(len(line.split()) > _MAX_FORMATS for line in media):
        raise InvalidOffer("A media line lists too many formats.")
    if any(line.startswith("a=crypto") for line in lines):
        raise InvalidOffer("SDES keys are refused: use DTLS-SRTP.")
    feedback = [line for line in lines if line.startswith("a=rtcp-fb:")]
    wildcards = [line for line in feedback if line.startswith("a=rtcp-fb:*")]
    if len(feedback) > _MAX_FEEDBACK or len(wildcards) > _MAX_WILDCARDS:
        raise InvalidOffer("The SDP has too many feedback lines.")


def _without_unused_lines(sdp: str) -> str:
    kept: list[str] = []
    last_media = 0
    for line in sdp.splitlines():
        attribute = re.split("[: ]", line[2:], maxsplit=1)[0].strip()
        if line.startswith(("v=", "o=", "s=", "t=", "m=")) or (
            line.startswith("a=") and attribute in _KEPT_ATTRIBUTES
        ):
            last_media = len(kept) if line.startswith("m=") else last_media
            kept.append(line.rstrip())
        elif attribute == "bundle-only" and kept:
            # Port 0 refuses nothing then: it says "on the bundle's transport" (RFC 9143).
            kept[last_media] = re.sub(r"^(m=\S+) 0 ", r"\1 9 ", kept[last_media])
    return "\r\n".join(kept) + "\r\n"


def _read_session(session: SessionDescription, layers: list[tuple[str, ...]]) -> Offer:
    media = tuple(_read_media(*pair) for pair in zip(session.media, layers, strict=True))
    mids = [line.mid for line in media]
    if len(set(mids)) != len(mids):
        raise InvalidOffer("Two media lines have the same mid.")
    bundle = next((group.items for group in session.group if group.semantic == "BUNDLE"), [])
    usable = [index for index, line in enumerate(media) if line.usable]
    if not usable:
        raise InvalidOffer("The offer holds no audio or video over DTLS-SRTP with rtcp-mux.")
    if len(usable) > 1 and not {mids[index] for index in usable} <= {str(mid) for mid in bundle}:
        raise InvalidOffer("All media must be in one BUNDLE group.")
    transport = session.media[usable[0]]
    return Offer(
        media=media,
        bundle=tuple(str(mid) for mid in bundle),
        ufrag=_read_ufrag(transport),
        fingerprints=_read_fingerprints(transport),
        dtls_role=transport.dtls.role if transport.dtls else "auto",
    )


def _read_media(description: MediaDescription, layers: tuple[str, ...]) -> OfferedMedia:
    mid = str(description.rtp.muxId)
    if not _MID.fullmatch(mid):
        raise InvalidOffer("A media line has no proper mid.")
    usable = (
        description.kind in ("audio", "video")
        and description.profile in _SECURE_PROFILES
        and description.port != 0
        and description.rtcp_mux
    )
    direction = description.direction or "sendrecv"
    return OfferedMedia(
        kind=description.kind,
        mid=mid,
        profile=description.profile,
        formats=tuple(str(item) for item in description.fmt),
        sends=usable and direction in ("sendrecv", "sendonly"),
        receives=usable and direction in ("sendrecv", "recvonly"),
        usable=usable,
        codecs=_read_codecs(description) if usable else (),
        extensions={item.uri: item.id for item in description.rtp.headerExtensions},
        layers=layers if usable else (),
    )


def _read_codecs(description: MediaDescription) -> tuple[Codec, ...]:
    by_payload_type = {codec.payloadType: codec for codec in description.rtp.codecs}
    rtx = {
        codec.parameters.get("apt"): payload_type
        for payload_type, codec in by_payload_type.items()
        if codec.name.lower() == "rtx"
    }
    return tuple(
        _codec(by_payload_type[payload_type], rtx.get(payload_type))
        for payload_type in description.fmt
        if payload_type in by_payload_type and by_payload_type[payload_type].name.lower() != "rtx"
    )


def _codec(codec: RTCRtpCodecParameters, rtx_payload_type: int | None) -> Codec:
    if codec.payloadType is None or codec.clockRate <= 0:
        raise InvalidOffer("A codec has no proper payload type or clock rate.")
    return Codec(
        name=codec.name,
        payload_type=codec.payloadType,
        clock_rate=codec.clockRate,
        channels=codec.channels,
        parameters=parameters_to_sdp(codec.parameters),
        feedback=tuple(
            f"{item.type} {item.parameter or ''}".strip() for item in codec.rtcpFeedback
        ),
        rtx_payload_type=rtx_payload_type,
    )


def _read_ufrag(description: MediaDescription) -> str:
    ice = description.ice
    ufrag, password = (ice.usernameFragment or "", ice.password or "") if ice else ("", "")
    if not _ICE_TOKEN.fullmatch(ufrag) or not _ICE_TOKEN.fullmatch(password) or len(password) < 22:
        raise InvalidOffer("The offer has no proper ice-ufrag and ice-pwd.")
    return ufrag


def _read_fingerprints(description: MediaDescription) -> tuple[tuple[str, str], ...]:
    listed = description.dtls.fingerprints if description.dtls else []
    fingerprints = tuple(
        (item.algorithm.lower(), item.value)
        for item in listed
        if item.algorithm.lower() == "sha-256"
    )
    if not fingerprints or not all(_SHA256.fullmatch(value) for _, value in fingerprints):
        raise InvalidOffer("The offer needs a=setup and a sha-256 fingerprint.")
    return fingerprints


def _shape(parameters: str) -> tuple[str, str, str]:
    """The parts of an fmtp that must agree: H264's packetization and profile, VP9's profile."""
    pairs = dict(part.strip().partition("=")[::2] for part in parameters.lower().split(";"))
    return (
        pairs.get("packetization-mode", "0"),
        pairs.get("profile-level-id", "")[:4],
        pairs.get("profile-id", "0"),
    )
