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


def read(receiver: socket.socket, *, ahead: float, now: float) -> float:
    _, ancillary, _, _ = receiver.recvmsg_into([bytearray(10)], ANCILLARY_SIZE)
    return arrived_at(ancillary, ahead=ahead, now=now)


def wait_for_stamps(receiver: socket.socket, sender: socket.socket) -> None:
    """The kernel turns its stamps on by a task of its own, some time after it was asked.

    Until then it stamps a datagram when it is read.
    """
    for _ in range(500):
        sender.sendto(b"x", receiver.getsockname())
        time.sleep(0.02)
        now = time.monotonic()
        if read(receiver, ahead=wall_clock_ahead(), now=now) < now - 0.01:
            return
    pytest.fail("the kernel does not write down when datagrams come")


def test_what_is_read_late_and_at_once_arrived_as_it_was_sent() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender,
    ):
        stamp_arrivals(receiver)
        receiver.bind(("127.0.0.1", 0))
        receiver.settimeout(10)
        wait_for_stamps(receiver, sender)
        # given three datagrams, sent one after the other
        sent = []
        for _ in range(3):
            sent.append(time.monotonic())
            sender.sendto(b"x", receiver.getsockname())
            time.sleep(0.02)
        # when they are read afterwards
        ahead, now = wall_clock_ahead(), time.monotonic()
        arrivals = [read(receiver, ahead=ahead, now=now) for _ in range(3)]
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
