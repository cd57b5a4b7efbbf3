"""Datagrams arrive when the kernel got them, however late they are read."""

import socket
import struct
import time

import pytest

from saleor_personal_shopper.media.arrival import (
    ANCILLARY_SIZE,
    arrived_at,
    stamp_arrivals,
    wall_clock_ahead,
)


def test_what_is_read_late_and_at_once_arrived_as_it_was_sent() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender,
    ):
        stamp_arrivals(receiver)
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(10)
        # given three datagrams, sent one after the other
        sent = []
        for _ in range(3):
            sent.append(time.monotonic())
            sender.sendto(b"x", receiver.getsockname())
            time.sleep(0.02)
        # when they are read afterwards
        ahead, into = wall_clock_ahead(), [bytearray(10)]
        arrivals = [
            arrived_at(receiver.recvmsg_into(into, ANCILLARY_SIZE)[1], ahead=ahead, now=now)
            for now in [time.monotonic()] * 3
        ]
    # then each arrived before the next was sent, but for what a busy machine puts between clocks
    for at, began, ended in zip(arrivals, sent, [*sent[1:], sent[-1] + 0.02], strict=True):
        assert began - 0.008 <= at <= ended + 0.008


@pytest.mark.parametrize("at", [1000.0, 40.0, 101.0])
def test_a_wall_clock_that_was_set_meanwhile_is_not_believed(at: float) -> None:
    written = [(socket.SOL_SOCKET, 35, struct.pack("@qq", int(at) + 50, 0))]
    assert arrived_at(written, ahead=50.0, now=100.0) == 100.0


def test_without_a_stamp_it_arrives_when_it_is_read() -> None:
    assert arrived_at([], ahead=50.0, now=100.0) == 100.0
    assert arrived_at([(socket.SOL_SOCKET, 35, b"")], ahead=50.0, now=100.0) == 100.0
