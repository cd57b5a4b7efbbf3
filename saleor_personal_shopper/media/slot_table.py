"""Which publication is in which slot of an event subscription.

Pure: names in, names out. A page takes a slot's picture for that of whom it was told last, so a
slot that was freed rests until everybody has heard of it. Only a publication that replaces
another of the same sender, as after a reload, takes its slot at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

REST_SECONDS = 2.0
_NEVER = float("-inf")


@dataclass
class _Slot:
    """`sender` is whose publication is, or was last, in it."""

    publication: str | None = None
    sender: str = ""
    freed_at: float = _NEVER


class SlotTable:
    """`numbers` are those of the slots that can be filled; `now` is monotonic, in seconds."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._slots = {number: _Slot() for number in sorted(numbers)}
        self._waiting: dict[str, str] = {}

    @property
    def publications(self) -> tuple[str | None, ...]:
        """By slot, from 0; None for an empty one."""
        known = {number: slot.publication for number, slot in self._slots.items()}
        return tuple(known.get(number) for number in range(max(known, default=-1) + 1))

    @property
    def someone_waits(self) -> bool:
        """Whether a publication has found no slot yet."""
        return bool(self._waiting)

    def add(self, publication: str, *, sender: str, now: float) -> None:
        """A publication began; `sender` names its participant and source."""
        self._waiting[publication] = sender
        self.settle(now=now)

    def remove(self, publication: str, *, now: float) -> None:
        """A publication ended; nothing happens if it was never here."""
        self._waiting.pop(publication, None)
        for slot in self._slots.values():
            if slot.publication == publication:
                slot.publication, slot.freed_at = None, now

    def settle(self, *, now: float) -> None:
        """Give those that wait, oldest first, the slots that are ready."""
        for publication, sender in list(self._waiting.items()):
            slot = self._place_for(sender, now=now)
            if slot is not None:
                slot.publication, slot.sender = publication, sender
                del self._waiting[publication]

    def _place_for(self, sender: str, *, now: float) -> _Slot | None:
        free = [slot for slot in self._slots.values() if slot.publication is None]
        own = next((slot for slot in free if slot.sender == sender), None)
        rested = [slot for slot in free if now - slot.freed_at >= REST_SECONDS]
        return own or min(rested, key=_freed_at, default=None)


def _freed_at(slot: _Slot) -> float:
    return slot.freed_at
