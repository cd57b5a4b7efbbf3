"""The worker that forwards the pictures dies in the middle of a call (F13)."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from saleor_personal_shopper.bench.usage import processes_of

from .cast import Cast
from .running_demo import RunningDemo

pytestmark = pytest.mark.e2e

# Media is back within five seconds; asserted at three times that.
BACK_SECONDS = 3 * 5


def worker_of(demo: RunningDemo) -> int:
    """The process id of the demo's one media worker."""
    node = processes_of(demo.process.pid)["media"]
    return int(Path(f"/proc/{node}/task/{node}/children").read_text().split()[0])


def test_pictures_are_back_after_the_media_worker_was_killed(cast: Cast, demo: RunningDemo) -> None:
    # given
    camille, emma = cast.meet()
    for call in (camille.call, emma.call):
        call.wait_until_picture_moves()

    # when
    os.kill(worker_of(demo), signal.SIGKILL)

    # then both see each other again, and nobody did anything
    started = time.monotonic()
    for call in (camille.call, emma.call):
        call.wait_until_picture_moves()
    assert time.monotonic() - started < BACK_SECONDS
