"""Chooses what is forwarded: VP8 before VP9 before H264 for pictures, Opus for sound."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from .answer import AnsweredFormat, AnsweredMedia
from .errors import UnsupportedOffer
from .offer import Codec, Offer, OfferedMedia
from .simulcast import REPAIRED_RID, RID

MAX_SLOTS = 9
"""Of an event subscription: seven others, and two screens."""

AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"
TRANSPORT_SEQUENCE = "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"

_PREFERRED = {"audio": ("opus",), "video": ("vp8", "vp9", "h264")}
_ONE_BYTE_IDS = range(1, 15)
_PUBLISHER_EXTENSIONS = (AUDIO_LEVEL, TRANSPORT_SEQUENCE, RID, REPAIRED_RID)
_PUBLISHER_FEEDBACK = ("transport-cc", "goog-remb", "ccm fir", "nack", "nack pli")
_SUBSCRIBER_FEEDBACK = ("ccm fir", "nack", "nack pli")
_WORKER_ESTIMATES = ((AUDIO_LEVEL, TRANSPORT_SEQUENCE), ("transport-cc", *_SUBSCRIBER_FEEDBACK))
"""By the arrivals that the subscriber reports."""
_BROWSER_ESTIMATES = ((AUDIO_LEVEL, ABS_SEND_TIME), ("goog-remb", *_SUBSCRIBER_FEEDBACK))


@dataclass(frozen=True)
class PublishedTrack:
    """What a publisher sends on one m-line, as its subscribers need to know it."""

    kind: str
    codec: Codec
    extensions: dict[str, int]


def accept_publication(offer: Offer) -> dict[str, AnsweredMedia]:
    """Answers by mid: the first sending audio and the first sending video line.

    Raises UnsupportedOffer if neither has a codec that can be forwarded.
    """
    answered: dict[str, AnsweredMedia] = {}
    taken: set[str] = set()
    for media in offer.media:
        codec = _preferred_codec(media)
        if codec is None or not media.sends or media.kind in taken:
            continue
        taken.add(media.kind)
        answered[media.mid] = _published(media, codec)
    if not answered:
        raise UnsupportedOffer("The offer sends no video of VP8, VP9 or H264, and no Opus audio.")
    return answered


def accept_subscription(offer: Offer, tracks: list[PublishedTrack]) -> dict[str, AnsweredMedia]:
    """Answers by mid for the lines that can receive one of the publication's tracks.

    Raises UnsupportedOffer if none can.
    """
    answered: dict[str, AnsweredMedia] = {}
    for track in tracks:
        for media in offer.media:
            codec = _codec_like(media, track.codec)
            if media.kind != track.kind or not media.receives or codec is None:
                continue
            answered[media.mid] = _subscribed(media, [codec])
            break
    if not answered:
        raise UnsupportedOffer("The offer can receive none of the publication's formats.")
    return answered


def accept_event_subscription(offer: Offer) -> dict[str, AnsweredMedia]:
    """Answers by mid: the k-th receiving line of a kind belongs to slot k, and takes all formats.

    Raises UnsupportedOffer if no line can receive anything.
    """
    answered: dict[str, AnsweredMedia] = {}
    counted = dict.fromkeys(_PREFERRED, 0)
    for media in offer.media:
        if media.kind not in counted or not media.receives:
            continue
        slot, counted[media.kind] = counted[media.kind], counted[media.kind] + 1
        codecs = [one for one in media.codecs if one.name.lower() in _PREFERRED[media.kind]]
        if codecs and slot < MAX_SLOTS:
            answered[media.mid] = _subscribed(media, codecs, slot=slot)
    if not answered:
        raise UnsupportedOffer(
            "The offer can receive no video of VP8, VP9 or H264, and no Opus audio."
        )
    return answered


def passed_on_extensions(published: dict[str, int], answered: dict[str, int]) -> dict[int, int]:
    """Publisher's to subscriber's ids of the header extensions that mean the same to both."""
    return {
        published[uri]: answered[uri]
        for uri in (AUDIO_LEVEL,)
        if uri in published.keys() & answered.keys()
    }


def _preferred_codec(media: OfferedMedia) -> Codec | None:
    for name in _PREFERRED.get(media.kind, ()):
        for codec in media.codecs:
            if codec.name.lower() == name:
                return codec
    return None


def _codec_like(media: OfferedMedia, published: Codec) -> Codec | None:
    return next((codec for codec in media.codecs if codec.same_format_as(published)), None)


def _published(media: OfferedMedia, codec: Codec) -> AnsweredMedia:
    can_be_told_apart = media.extensions.get(RID) in _ONE_BYTE_IDS
    uris = [uri for uri in _PUBLISHER_EXTENSIONS if media.layers or uri not in (RID, REPAIRED_RID)]
    return AnsweredMedia(
        mid=media.mid,
        formats=(_format(codec, _PUBLISHER_FEEDBACK),),
        extensions=_extensions(media, uris),
        layers=media.layers if can_be_told_apart else (),
    )


def _subscribed(
    media: OfferedMedia, codecs: list[Codec], *, slot: int | None = None
) -> AnsweredMedia:
    reports = media.extensions.get(TRANSPORT_SEQUENCE) in _ONE_BYTE_IDS and all(
        "transport-cc" in codec.feedback for codec in codecs
    )
    extensions, feedback = _WORKER_ESTIMATES if reports else _BROWSER_ESTIMATES
    formats = tuple(_format(codec, feedback) for codec in codecs)
    return AnsweredMedia(
        mid=media.mid,
        formats=formats,
        extensions=_extensions(media, extensions),
        ssrc=_random_ssrc(),
        rtx_ssrc=_random_ssrc() if any(one.with_rtx for one in formats) else None,
        slot=slot,
    )


def _format(codec: Codec, feedback: tuple[str, ...]) -> AnsweredFormat:
    return AnsweredFormat(
        codec=codec,
        feedback=tuple(item for item in codec.feedback if item in feedback),
        with_rtx=codec.rtx_payload_type is not None and "nack" in codec.feedback,
    )


def _extensions(media: OfferedMedia, uris: Iterable[str]) -> dict[str, int]:
    found = {uri: media.extensions.get(uri, 0) for uri in uris}
    return {uri: number for uri, number in found.items() if number in _ONE_BYTE_IDS}


def _random_ssrc() -> int:
    return secrets.randbelow(0xFFFFFFFE) + 1
