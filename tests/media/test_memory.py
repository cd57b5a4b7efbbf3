"""What is freed goes back to the system, gaps and all, once a worker's last call is over."""

import subprocess
import sys
import time

import pytest
from aiohttp.test_utils import TestServer

from saleor_personal_shopper.media import worker
from saleor_personal_shopper.media.control import create_app
from saleor_personal_shopper.media.settings import MediaSettings
from saleor_personal_shopper.rehearsal.whip import Publisher
from tests.media.whip_endpoint import whip_endpoint

SECRET = "0123456789abcdef"
SETTINGS = MediaSettings(0, ("127.0.0.1",), (), ("127.0.0.1", 0), SECRET, verbose=False)

GAPS = """
import os
from saleor_personal_shopper.media.memory import give_back

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

kept = [bytes(8000) for _ in range(10_000)][-1]  # holds the end of the heap
before = resident()
give_back()
print(before - resident())
"""


def test_gaps_between_what_is_in_use_are_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", GAPS], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 40_000_000


async def test_a_worker_gives_back_once_when_its_last_call_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # given a worker that never had a call
    given = []
    monkeypatch.setattr(worker, "give_back", lambda: given.append(True))
    async with worker.MediaWorker(SETTINGS) as media:

        async def second() -> int:
            await media.tick(now=time.monotonic(), reporting=True)
            return len(given)

        assert await second() == 0
        async with (
            TestServer(create_app(media, secret=SECRET)) as server,
            whip_endpoint(f"127.0.0.1:{server.port}", SECRET) as url,
            Publisher(f"{url}/whip/e1/ana/camera", "t"),
        ):
            # then nothing during one
            assert await second() == 0
        # and once after it
        assert [await second(), await second()] == [1, 1]
