"""What the first bytes of a VP8 packet tell (RFC 7741 §4.2), and the numbers in them."""

from typing import Final

from .picture_numbers import PictureNumbers

_EXTENDED: Final = 0x80
_START: Final = 0x10
_PARTITION: Final = 0x0F
_HAS_PICTURE_ID: Final = 0x80
_HAS_TL0: Final = 0x40
_HAS_LAYER: Final = 0x30
_LONG: Final = 0x80


def starts_keyframe(payload: bytes) -> bool:
    """Whether a decoder can begin with this payload."""
    if not payload or not payload[0] & _START or payload[0] & _PARTITION:
        return False
    position = _descriptor_size(payload)
    # The lowest bit of the frame header is 0 for a keyframe (RFC 6386 §9.1).
    return len(payload) > position and not payload[position] & 0x01


def picture_pixels(payload: bytes) -> int:
    """Width times height, of a payload with which a picture starts; 0 where it is cut off."""
    start = _descriptor_size(payload)
    # Three bytes of tag, three of start code, then 14 bits each (RFC 6386 §9.1).
    size = payload[start + 6 : start + 10]
    if len(size) < 4:
        return 0
    width, height = (int.from_bytes(size[at : at + 2], "little") & 0x3FFF for at in (0, 2))
    return width * height


class Vp8Numbers(PictureNumbers):
    """Those of VP8."""

    def write(self, payload: bytes) -> bytes:
        """The payload with its numbers moved, as long as before."""
        if len(payload) < 5 or not payload[0] & _EXTENDED:
            return payload
        head, place = bytearray(payload[:5]), 2
        if payload[1] & _HAS_PICTURE_ID:
            place = self._move_picture_id(head, place)
        if payload[1] & _HAS_TL0:
            head[place] = self._tl0.move(payload[place], 0x100)
        return bytes(head) + payload[5:]


def _descriptor_size(payload: bytes) -> int:
    if not payload[0] & _EXTENDED:
        return 1
    if len(payload) < 3:
        return 1 + len(payload)
    flags = payload[1]
    size = 2
    if flags & _HAS_PICTURE_ID:
        size += 2 if payload[2] & _LONG else 1
    if flags & _HAS_TL0:
        size += 1
    if flags & _HAS_LAYER:
        size += 1
    return size
