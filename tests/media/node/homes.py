"""A machine for each node: a network namespace of its own, else a loopback address of its own."""

import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass


@dataclass(frozen=True)
class Home:
    """`command` comes before a program's own; `gateway` is this process, seen from there."""

    address: str
    gateway: str
    command: tuple[str, ...] = ()


@contextmanager
def homes(count: int) -> Iterator[list[Home]]:
    """So many machines, which end with the block."""
    if not may_make_namespaces():
        yield [Home(f"127.0.0.{number + 2}", "127.0.0.1") for number in range(count)]
        return
    with ExitStack() as made:
        yield [made.enter_context(_namespace(number)) for number in range(count)]


def may_make_namespaces() -> bool:
    """Whether this is root, with iproute2, in a place that allows it."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        return False
    name = f"ps-{os.getpid()}-try"
    is_made = (
        subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False).returncode
        == 0
    )
    if is_made:
        subprocess.run(["ip", "netns", "del", name], check=True)
    return is_made


@contextmanager
def _namespace(number: int) -> Iterator[Home]:
    """With a cable to this one; its addresses are from the range for tests of networks."""
    name, cable = f"ps-{os.getpid()}-{number}", f"ps{os.getpid()}n{number}"
    network = f"198.18.{os.getpid() % 250}.{number * 4}"
    prefix = network.rpartition(".")[0]
    gateway, address = f"{prefix}.{number * 4 + 1}", f"{prefix}.{number * 4 + 2}"
    inside = ("ip", "netns", "exec", name)
    steps = [
        ("ip", "netns", "add", name),
        ("ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name),
        ("ip", "addr", "add", f"{gateway}/30", "dev", cable),
        ("ip", "link", "set", cable, "up"),
        (*inside, "ip", "addr", "add", f"{address}/30", "dev", "eth0"),
        (*inside, "ip", "link", "set", "eth0", "up"),
        (*inside, "ip", "link", "set", "lo", "up"),
    ]
    try:
        for step in steps:
            subprocess.run(step, check=True, capture_output=True)
        yield Home(address, gateway, inside)
    finally:
        # The kernel takes its time with the namespace, and would keep the cable as long.
        subprocess.run(["ip", "link", "del", cable], capture_output=True, check=False)
        subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


@contextmanager
def passed_on(host: str, port: int) -> Iterator[int]:
    """A port of `host` behind which is that port of this machine's loopback."""
    with closing(socket.create_server((host, 0))) as server:
        threading.Thread(target=_accept, args=[server, port], daemon=True).start()
        yield server.getsockname()[1]


def _accept(server: socket.socket, port: int) -> None:
    while True:
        try:
            came, _ = server.accept()
        except OSError:
            return
        there = socket.create_connection(("127.0.0.1", port))
        for source, target in ((came, there), (there, came)):
            threading.Thread(target=_copy, args=[source, target], daemon=True).start()


def _copy(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return
