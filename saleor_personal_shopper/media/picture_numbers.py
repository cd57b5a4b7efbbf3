"""Running numbers inside packets of pictures, which must not jump when the source changes.

Each size of a picture counts its pictures by itself; a decoder that is handed from one to the
other would take the new numbers for old or lost pictures.
"""

from typing import Final

_LONG: Final = 0x80


class RunningNumber:
    """One of so many values, unbroken over changes of the source."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._offset = 0
        self._starts = False

    def start_source(self) -> None:
        """The next number is the first of another source."""
        self._starts = self._last is not None

    def move(self, number: int, values: int) -> int:
        """What to write in its place."""
        if self._starts:
            self._starts = False
            self._offset = (self._last or 0) + 1 - number
        moved = (number + self._offset) % values
        # What is late or repeated takes nothing back.
        if self._last is None or (moved - self._last) % values < values // 2:
            self._last = moved
        return moved


class PictureNumbers:
    """PictureID and TL0PICIDX towards one subscriber; VP8 and VP9 place them differently."""

    def __init__(self) -> None:
        self._pictures, self._tl0 = RunningNumber(), RunningNumber()

    def start_source(self) -> None:
        """The next packet is the first of another source."""
        self._pictures.start_source()
        self._tl0.start_source()

    def write(self, payload: bytes) -> bytes:
        """The payload with its numbers moved, as long as before."""
        raise NotImplementedError

    def _move_picture_id(self, head: bytearray, place: int) -> int:
        """Move the PictureID of one or two bytes that begins here; the place behind it."""
        size = 2 if head[place] & _LONG else 1
        end = place + size
        mark = 1 << (8 * size - 1) if size > 1 else 0
        values = 1 << (8 * size - 1)
        number = int.from_bytes(head[place:end], "big") % values
        head[place:end] = (self._pictures.move(number, values) | mark).to_bytes(size, "big")
        return end
