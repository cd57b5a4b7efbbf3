"""Where a picture can start, and how often a publisher is asked for such a start."""

from typing import Final

from . import vp8_descriptor, vp9_descriptor

_H264_IDR: Final = 5
_H264_SPS: Final = 7
_H264_STAP_A: Final = 24
_H264_FU_A: Final = 28


def starts_keyframe(codec_name: str, payload: bytes) -> bool:
    """Whether a decoder can begin with this RTP payload.

    Audio can begin anywhere; a video codec that is not known here never can, so only
    VP8 (RFC 7741), VP9 (RFC 9628) and H264 (RFC 6184) are negotiated. The name is in lower case.
    """
    if codec_name == "vp8":
        return vp8_descriptor.starts_keyframe(payload)
    if codec_name == "vp9":
        return vp9_descriptor.starts_keyframe(payload)
    if codec_name == "h264":
        return _h264_starts_keyframe(payload)
    return codec_name == "opus"


def picture_pixels(codec_name: str, payload: bytes) -> int:
    """Width times height, of a payload with which a picture starts; 0 where it does not tell."""
    if codec_name == "vp8":
        return vp8_descriptor.picture_pixels(payload)
    return vp9_descriptor.picture_pixels(payload) if codec_name == "vp9" else 0


def _h264_starts_keyframe(payload: bytes) -> bool:
    if len(payload) < 2:
        return False
    nal_type = payload[0] & 0x1F
    if nal_type == _H264_STAP_A:
        nal_type = payload[3] & 0x1F if len(payload) > 3 else 0
    elif nal_type == _H264_FU_A:
        nal_type = payload[1] & 0x1F if payload[1] & 0x80 else 0
    return nal_type in (_H264_IDR, _H264_SPS)


class KeyframeRequests:
    """Merges the wishes of all subscribers into at most one request per interval."""

    def __init__(self, *, interval: float = 0.5) -> None:
        self._interval = interval
        self._asked_at: float | None = None
        self._wanted = False

    def want(self) -> None:
        """A subscriber cannot go on without a keyframe."""
        self._wanted = True

    def arrived(self) -> None:
        """A keyframe came: all wishes are met."""
        self._wanted = False

    def due(self, *, now: float) -> bool:
        """Whether to ask the publisher now; a yes starts the next interval.

        The wish stands until a keyframe arrives, so a lost request is repeated.
        """
        if not self._wanted:
            return False
        if self._asked_at is not None and now - self._asked_at < self._interval:
            return False
        self._asked_at = now
        return True
