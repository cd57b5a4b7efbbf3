"""Writes the worker's SDP answers: complete at once, ICE-lite, one transport for all media."""

import ipaddress
from dataclasses import dataclass

from .offer import Codec, Offer, OfferedMedia
from .simulcast import write_layers

_HOST_PREFERENCE = 126


@dataclass(frozen=True)
class TransportDescription:
    """The worker's end of one peer; `candidates` are the advertised (address, port) pairs."""

    session: str
    ufrag: str
    password: str
    fingerprint: str
    dtls_role: str
    candidates: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class AnsweredFormat:
    """One payload format that may come on an m-line."""

    codec: Codec
    feedback: tuple[str, ...]
    with_rtx: bool = False

    @property
    def rtx_payload_type(self) -> int | None:
        """That of its retransmissions, where there are any."""
        return self.codec.rtx_payload_type if self.with_rtx else None


@dataclass(frozen=True)
class AnsweredMedia:
    """What is agreed on one m-line; `ssrc` is set where the worker sends.

    `slot` is that of an event subscription: its sound and picture are a stream of their own.
    """

    mid: str
    formats: tuple[AnsweredFormat, ...]
    extensions: dict[str, int]
    ssrc: int | None = None
    rtx_ssrc: int | None = None
    layers: tuple[str, ...] = ()
    slot: int | None = None

    @property
    def codec(self) -> Codec:
        """That of the first format; where one publication is meant, there is no other."""
        return self.formats[0].codec


def write_answer(
    offer: Offer, answered: dict[str, AnsweredMedia], transport: TransportDescription
) -> str:
    """The answer; m-lines that are missing in `answered` (by mid) are rejected."""
    lines = [
        "v=0",
        f"o=- {int(transport.session[:15], 16)} 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "a=ice-lite",
    ]
    bundled = [mid for mid in offer.bundle if mid in answered]
    if bundled:
        lines.append(f"a=group:BUNDLE {' '.join(bundled)}")
    lines.append("a=msid-semantic: WMS *")
    for media in offer.media:
        agreed = answered.get(media.mid)
        lines += _rejected(media) if agreed is None else _accepted(media, agreed, transport)
    return "\r\n".join(lines) + "\r\n"


def write_fragment(media: OfferedMedia, transport: TransportDescription) -> str:
    """The answer to an ICE restart (RFC 9725 §4.3.3): new credentials, the same candidates."""
    lines = ["a=ice-lite", *_credentials(transport)]
    lines += [f"m={media.kind} 9 {media.profile} 0", f"a=mid:{media.mid}"]
    lines += _candidates(transport)
    return "\r\n".join(lines) + "\r\n"


def _rejected(media: OfferedMedia) -> list[str]:
    formats = " ".join(media.formats)
    return [
        f"m={media.kind} 0 {media.profile} {formats}",
        "c=IN IP4 0.0.0.0",
        "a=inactive",
        f"a=mid:{media.mid}",
    ]


def _accepted(
    media: OfferedMedia, agreed: AnsweredMedia, transport: TransportDescription
) -> list[str]:
    offered = [(one.codec.payload_type, one.rtx_payload_type) for one in agreed.formats]
    numbers = [str(number) for pair in offered for number in pair if number is not None]
    return [
        f"m={media.kind} 9 {media.profile} {' '.join(numbers)}",
        "c=IN IP4 0.0.0.0",
        "a=rtcp:9 IN IP4 0.0.0.0",
        f"a=mid:{media.mid}",
        "a=recvonly" if agreed.ssrc is None else "a=sendonly",
        "a=rtcp-mux",
        "a=rtcp-rsize",
        *_credentials(transport),
        f"a=fingerprint:sha-256 {transport.fingerprint}",
        f"a=setup:{'active' if transport.dtls_role == 'client' else 'passive'}",
        *(f"a=extmap:{number} {uri}" for uri, number in agreed.extensions.items()),
        *(line for agreed_format in agreed.formats for line in _format(agreed_format)),
        *write_layers(agreed.layers),
        *_sources(media, agreed, transport),
        *_candidates(transport),
    ]


def _format(agreed: AnsweredFormat) -> list[str]:
    codec = agreed.codec
    channels = f"/{codec.channels}" if (codec.channels or 1) > 1 else ""
    payload_type = codec.payload_type
    lines = [f"a=rtpmap:{payload_type} {codec.name}/{codec.clock_rate}{channels}"]
    lines += [f"a=rtcp-fb:{payload_type} {feedback}" for feedback in agreed.feedback]
    if codec.parameters:
        lines.append(f"a=fmtp:{payload_type} {codec.parameters}")
    if agreed.with_rtx:
        lines.append(f"a=rtpmap:{codec.rtx_payload_type} rtx/{codec.clock_rate}")
        lines.append(f"a=fmtp:{codec.rtx_payload_type} apt={payload_type}")
    return lines


def _sources(
    media: OfferedMedia, agreed: AnsweredMedia, transport: TransportDescription
) -> list[str]:
    """One stream for audio and video with one CNAME: that is what makes lips move in time."""
    if agreed.ssrc is None:
        return []
    stream = transport.session if agreed.slot is None else f"{transport.session}-{agreed.slot}"
    lines = [f"a=msid:{stream} {stream}-{media.kind}"]
    ssrcs = [agreed.ssrc]
    if agreed.rtx_ssrc is not None:
        ssrcs.append(agreed.rtx_ssrc)
        lines.append(f"a=ssrc-group:FID {agreed.ssrc} {agreed.rtx_ssrc}")
    return lines + [f"a=ssrc:{ssrc} cname:{stream}" for ssrc in ssrcs]


def _credentials(transport: TransportDescription) -> list[str]:
    return [f"a=ice-ufrag:{transport.ufrag}", f"a=ice-pwd:{transport.password}"]


def _candidates(transport: TransportDescription) -> list[str]:
    lines = []
    for index, (address, port) in enumerate(transport.candidates):
        priority = _HOST_PREFERENCE << 24 | (0xFFFF - index) << 8 | 0xFF
        ip = ipaddress.ip_address(address)
        lines.append(f"a=candidate:{index + 1} 1 udp {priority} {ip} {port} typ host")
    return [*lines, "a=end-of-candidates"]
