"""When packets arrived: told to a publisher, and read of what a subscriber tells.

Transport-wide congestion control feedback, draft-holmer-rmcat-transport-wide-cc-extensions-01.
"""

import struct
from typing import Final

from .rtp_packet import sequence_difference

_TICK: Final = 0.00025
_REFERENCE_TICKS: Final = 256
_MAX_STATUSES: Final = 1024
_MAX_RUN: Final = 0x1FFF
_VECTOR_SIZE: Final = 7

_NOT_RECEIVED, _SMALL_DELTA, _LARGE_DELTA = 0, 1, 2

Arrival = tuple[int, float | None]
"""A transport-wide sequence number, and by the receiver's clock the second of arrival, if any."""


class TransportFeedback:
    """Collects the arrivals of one publisher; `now` is monotonic, in seconds."""

    def __init__(self) -> None:
        self._arrivals: dict[int, int] = {}
        self._highest: int | None = None
        self._next: int | None = None
        self._count = 0

    def received(self, sequence_number: int, *, now: float) -> None:
        """Note the arrival of the packet with this transport-wide sequence number."""
        if self._highest is None:
            self._highest = sequence_number
        else:
            ahead = sequence_difference(sequence_number, self._highest & 0xFFFF)
            sequence_number = self._highest + ahead
            self._highest = max(self._highest, sequence_number)
        self._arrivals.setdefault(sequence_number, int(now / _TICK))

    def take(self) -> bytes | None:
        """The feedback (FCI) on all that arrived since the last one; None for nothing."""
        if not self._arrivals:
            return None
        last = max(self._arrivals)
        first = min(self._arrivals)
        if self._next is not None and first > self._next:
            first = self._next
        first = max(first, last - _MAX_STATUSES + 1)
        fci = self._pack(first, last)
        self._next = last + 1
        self._arrivals.clear()
        return fci

    def _pack(self, first: int, last: int) -> bytes:
        numbers = range(first, last + 1)
        times = [self._arrivals.get(number) for number in numbers]
        reference = next(time for time in times if time is not None) // _REFERENCE_TICKS
        statuses, deltas = _statuses(times, reference * _REFERENCE_TICKS)
        head = struct.pack("!HH", first & 0xFFFF, len(statuses))
        head += (reference & 0xFFFFFF).to_bytes(3, "big") + bytes((self._count,))
        self._count = (self._count + 1) & 0xFF
        body = head + _chunks(statuses) + deltas
        return body + bytes(-len(body) % 4)


def _statuses(times: list[int | None], previous: int) -> tuple[list[int], bytes]:
    """The status of each packet and the packed differences of arrival, in ticks of 250 us."""
    statuses: list[int] = []
    deltas = bytearray()
    for time in times:
        if time is None:
            statuses.append(_NOT_RECEIVED)
            continue
        delta = time - previous
        if 0 <= delta <= 0xFF:
            statuses.append(_SMALL_DELTA)
            deltas.append(delta)
        else:
            delta = max(-0x8000, min(0x7FFF, delta))
            statuses.append(_LARGE_DELTA)
            deltas += struct.pack("!h", delta)
        previous += delta
    return statuses, bytes(deltas)


def _chunks(statuses: list[int]) -> bytes:
    """Long runs as run-length chunks, the rest as two-bit vectors of seven."""
    chunks = bytearray()
    position = 0
    while position < len(statuses):
        run = _run_length(statuses, position)
        if run >= _VECTOR_SIZE:
            chunks += struct.pack("!H", statuses[position] << 13 | run)
            position += run
        else:
            chunks += struct.pack("!H", _vector(statuses[position : position + _VECTOR_SIZE]))
            position += _VECTOR_SIZE
    return bytes(chunks)


def _run_length(statuses: list[int], position: int) -> int:
    end = position
    while end < len(statuses) and statuses[end] == statuses[position] and end - position < _MAX_RUN:
        end += 1
    return end - position


def _vector(symbols: list[int]) -> int:
    chunk = 0b11
    for index in range(_VECTOR_SIZE):
        chunk = chunk << 2 | (symbols[index] if index < len(symbols) else _NOT_RECEIVED)
    return chunk


def read_feedback(fci: bytes) -> list[Arrival]:
    """What became of each packet, in the order of their numbers; raises ValueError if cut off."""
    if len(fci) < 8:
        raise ValueError("transport feedback is truncated")
    first, count = struct.unpack_from("!HH", fci)
    if count > _MAX_STATUSES:
        raise ValueError("transport feedback covers too much")
    statuses, position = _read_statuses(fci, count)
    ticks = int.from_bytes(fci[4:7], "big") * _REFERENCE_TICKS
    arrivals: list[Arrival] = []
    for index, status in enumerate(statuses):
        number = (first + index) & 0xFFFF
        if status == _NOT_RECEIVED:
            arrivals.append((number, None))
            continue
        size = 1 if status == _SMALL_DELTA else 2
        delta = fci[position : position + size]
        if len(delta) < size:
            raise ValueError("transport feedback is truncated")
        ticks += int.from_bytes(delta, "big", signed=size == 2)
        position += size
        arrivals.append((number, ticks * _TICK))
    return arrivals


def _read_statuses(fci: bytes, count: int) -> tuple[list[int], int]:
    """The status of each packet, and where the differences of arrival begin."""
    statuses: list[int] = []
    position = 8
    while len(statuses) < count:
        if len(fci) < position + 2:
            raise ValueError("transport feedback is truncated")
        statuses += _read_chunk(int.from_bytes(fci[position : position + 2], "big"))
        position += 2
    return statuses[:count], position


def _read_chunk(chunk: int) -> list[int]:
    if not chunk & 0x8000:
        return [chunk >> 13 & 0b11] * min(chunk & _MAX_RUN, _MAX_STATUSES)
    if chunk & 0x4000:
        return [chunk >> 2 * (_VECTOR_SIZE - 1 - index) & 0b11 for index in range(_VECTOR_SIZE)]
    return [chunk >> (2 * _VECTOR_SIZE - 1 - index) & 0b1 for index in range(2 * _VECTOR_SIZE)]
