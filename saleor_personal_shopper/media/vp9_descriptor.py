"""What the first bytes of a VP9 packet tell (RFC 9628 §4.2), and the numbers in them."""

from typing import Final

from .picture_numbers import PictureNumbers

_HAS_PICTURE_ID: Final = 0x80
_INTER_PREDICTED: Final = 0x40
_HAS_LAYER: Final = 0x20
_FLEXIBLE: Final = 0x10
_START: Final = 0x08
_HAS_STRUCTURE: Final = 0x02
_LONG: Final = 0x80
_SPATIAL_LAYER: Final = 0x0E
_HAS_SIZES: Final = 0x10

_LONGEST_HEAD: Final = 5
"""Flags, PictureID, layer, TL0PICIDX."""


def starts_keyframe(payload: bytes) -> bool:
    """Whether a decoder can begin with this payload: the base of a picture made of no other."""
    if not payload or payload[0] & (_INTER_PREDICTED | _START) != _START:
        return False
    if not payload[0] & _HAS_LAYER:
        return True
    place = 1 + _picture_id_size(payload)
    return len(payload) > place and not payload[place] & _SPATIAL_LAYER


def picture_pixels(payload: bytes) -> int:
    """Width times height of the largest layer, of a payload with which a picture starts; or 0."""
    if not payload or not payload[0] & _HAS_STRUCTURE:
        return 0
    start = _structure_at(payload)
    if len(payload) <= start or not payload[start] & _HAS_SIZES:
        return 0
    last = start + 1 + 4 * (payload[start] >> 5)
    size = payload[last : last + 4]
    if len(size) < 4:
        return 0
    return int.from_bytes(size[:2], "big") * int.from_bytes(size[2:], "big")


class Vp9Numbers(PictureNumbers):
    """Those of VP9."""

    def write(self, payload: bytes) -> bytes:
        """The payload with its numbers moved, as long as before."""
        if len(payload) < _LONGEST_HEAD:
            return payload
        head, place = bytearray(payload[:_LONGEST_HEAD]), 1
        if payload[0] & _HAS_PICTURE_ID:
            place = self._move_picture_id(head, place)
        if payload[0] & (_HAS_LAYER | _FLEXIBLE) == _HAS_LAYER:
            head[place + 1] = self._tl0.move(payload[place + 1], 0x100)
        return bytes(head) + payload[_LONGEST_HEAD:]


def _picture_id_size(payload: bytes) -> int:
    if not payload[0] & _HAS_PICTURE_ID or len(payload) < 2:
        return 0
    return 2 if payload[1] & _LONG else 1


def _structure_at(payload: bytes) -> int:
    """Where the scalability structure begins, in a picture that refers to no other."""
    place = 1 + _picture_id_size(payload)
    if payload[0] & _HAS_LAYER:
        place += 1 if payload[0] & _FLEXIBLE else 2
    return place
