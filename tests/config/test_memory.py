"""Threads share one heap, in the web process and in the worker."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAPS = """
import ctypes, threading

def take():
    ctypes.CDLL(None).malloc(100_000)
    met.wait()

met = threading.Barrier(4)
threads = [threading.Thread(target=take) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
out = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, out)
libc.fflush(out)
"""


def heaps_of_four_threads(*, given: str) -> int:
    """How many heaps a process has after `given` and four threads that took memory."""
    done = subprocess.run(
        [sys.executable, "-c", given + HEAPS], capture_output=True, text=True, check=True
    )
    return done.stdout.count("<heap nr=")


WEB = "import saleor_personal_shopper.config.asgi"
WORKER = """
from saleor_personal_shopper.cli import worker

try:
    worker.run(["--help"])
except SystemExit:
    pass
"""


@pytest.mark.parametrize("given", [WEB, WORKER])
def test_threads_take_memory_from_one_heap(given: str) -> None:
    assert heaps_of_four_threads(given="") > 1
    assert heaps_of_four_threads(given=given) == 1
