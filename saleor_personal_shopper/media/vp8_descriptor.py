"""Running numbers inside VP8 packets (RFC 7741 §4.2), which must not jump when the source changes.

Each size of a picture counts its pictures by itself; a decoder that is handed from one to the
other would take the new numbers for old or lost pictures.
"""

_EXTENDED, _HAS_PICTURE_ID, _HAS_TL0, _LONG = 0x80, 0x80, 0x40, 0x80


class _Counter:
    """A running number of so many values, unbroken over changes of the source."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._offset = 0
        self._starts = False

    def start_source(self) -> None:
        self._starts = self._last is not None

    def move(self, number: int, values: int) -> int:
        if self._starts:
            self._starts = False
            self._offset = (self._last or 0) + 1 - number
        moved = (number + self._offset) % values
        # What is late or repeated takes nothing back.
        if self._last is None or (moved - self._last) % values < values // 2:
            self._last = moved
        return moved


class Vp8Numbers:
    """PictureID and TL0PICIDX towards one subscriber."""

    def __init__(self) -> None:
        self._pictures, self._tl0 = _Counter(), _Counter()

    def start_source(self) -> None:
        """The next packet is the first of another source."""
        self._pictures.start_source()
        self._tl0.start_source()

    def write(self, payload: bytes) -> bytes:
        """The payload with its numbers moved, as long as before."""
        if len(payload) < 5 or not payload[0] & _EXTENDED:
            return payload
        head, place = bytearray(payload[:5]), 2
        if payload[1] & _HAS_PICTURE_ID:
            size = 2 if payload[2] & _LONG else 1
            mark = 1 << (8 * size - 1) if size > 1 else 0
            values = 1 << (8 * size - 1)
            number = int.from_bytes(payload[2 : 2 + size], "big") % values
            place += size
            head[2:place] = (self._pictures.move(number, values) | mark).to_bytes(size, "big")
        if payload[1] & _HAS_TL0:
            head[place] = self._tl0.move(payload[place], 0x100)
        return bytes(head) + payload[5:]
