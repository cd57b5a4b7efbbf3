"""The demo comes up, rehearses a sale, and leaves nothing behind, whatever ends it."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .running_demo import RunningDemo

pytestmark = pytest.mark.e2e


@pytest.fixture
def own_demo(tmp_path: Path) -> RunningDemo:
    """A demo in a folder that only its owner may enter."""
    home = tmp_path / "closed"
    home.mkdir(mode=0o700)
    return RunningDemo(home)


def descendants(pid: int) -> set[int]:
    """The process and all its children, grandchildren and so on."""
    found, rest = set(), [pid]
    while rest:
        current = rest.pop()
        found.add(current)
        for task in Path(f"/proc/{current}/task").glob("*/children"):
            rest += [int(child) for child in task.read_text().split()]
    return found


def wait_until_gone(pids: set[int], seconds: float = 30) -> set[int]:
    deadline = time.monotonic() + seconds
    left = pids
    while left and time.monotonic() < deadline:
        left = {pid for pid in left if is_running(pid)}
        time.sleep(0.1)
    return left


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill -9"])
def test_nothing_is_left_and_the_next_start_is_clean(
    own_demo: RunningDemo, how: signal.Signals
) -> None:
    # given
    own_demo.start()
    family = descendants(own_demo.process.pid)
    assert len(family) > 8

    # when
    own_demo.process.send_signal(how)
    own_demo.process.wait(60)

    # then
    assert wait_until_gone(family) == set()
    own_demo.start()
    assert own_demo.facts["saleorApiUrl"].endswith("/graphql/")
    own_demo.stop()
    own_demo.forget()


def test_it_tells_programs_where_everything_is(demo: RunningDemo) -> None:
    # when
    facts = demo.facts

    # then
    assert facts["appUrl"] == f"http://127.0.0.1:{demo.port}"
    assert facts["staff"][0]["role"] == "ADMIN"
    assert {"storefrontUrl", "dashboardUrl", "channel", "mediaCandidates"} <= set(facts)


def test_a_rehearsed_call_sells(demo: RunningDemo) -> None:
    # when
    ended = subprocess.run(
        [
            *(sys.executable, "-m", "saleor_personal_shopper", "rehearse"),
            *("--url", f"http://127.0.0.1:{demo.port}", "--json"),
        ],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )

    # then
    assert ended.returncode == 0, ended.stdout + ended.stderr
    steps = [json.loads(line) for line in ended.stdout.splitlines()]
    assert all(step["ok"] for step in steps)
    assert all(step["milliseconds"] >= 0 for step in steps if "milliseconds" in step)


@pytest.fixture
def strangers_demo() -> Iterator[RunningDemo]:
    """A demo of an account without rights, in a folder that only it may enter."""
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    if subprocess.run(["test", "-x", sys.executable], user="nobody", check=False).returncode:
        pytest.skip("this Python lives where other accounts may not go")
    home = Path(tempfile.mkdtemp(prefix="personal-shopper-", dir="/var/tmp"))
    os.chown(home, pwd.getpwnam("nobody").pw_uid, -1)
    running = RunningDemo(home)
    running.user = "nobody"
    yield running
    shutil.rmtree(home, ignore_errors=True)


def test_an_ordinary_user_can_run_it(strangers_demo: RunningDemo) -> None:
    # when
    strangers_demo.start()

    # then
    assert strangers_demo.is_healthy()
    strangers_demo.stop()
