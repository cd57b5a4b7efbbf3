"""The worker as a process: starts with a sentence or not at all, ends when told."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.media.conftest import SECRET, running_worker

WORKER = (sys.executable, "-m", "saleor_personal_shopper.media")


async def test_sigterm_stops_it_clean() -> None:
    async with running_worker() as worker:
        status, health = await worker.call("GET", "/healthz")
        assert (status, health) == (200, {"status": "ok"})
        worker.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(worker.process.wait(), 5) == 0


async def test_a_wrong_variable_is_a_sentence_and_exit_1() -> None:
    process = await asyncio.create_subprocess_exec(
        *WORKER, env={"MEDIA_BIND": "127.0.0.1"}, stderr=asyncio.subprocess.PIPE
    )
    _, stderr = await process.communicate()
    assert process.returncode == 1
    assert stderr.decode().startswith("MEDIA_CONTROL is missing")
    assert "Traceback" not in stderr.decode()


async def test_a_taken_port_is_a_sentence_and_exit_1() -> None:
    async with running_worker() as worker:
        process = await asyncio.create_subprocess_exec(
            *WORKER,
            env={
                "MEDIA_BIND": "127.0.0.1",
                "MEDIA_UDP_PORT": str(worker.udp_address[1]),
                "MEDIA_CONTROL": "127.0.0.1:0",
                "MEDIA_SECRET": SECRET,
            },
            stderr=asyncio.subprocess.PIPE,
        )
        _, stderr = await process.communicate()
    assert process.returncode == 1
    assert stderr.decode().startswith("The media worker cannot open its ports")


async def test_the_control_api_can_be_a_unix_socket(tmp_path: Path) -> None:
    path = tmp_path / "media.sock"
    async with running_worker(MEDIA_CONTROL=str(path)) as worker:
        assert worker.control == str(path)
        assert path.is_socket()


async def test_it_dies_with_its_parent_even_when_that_is_killed() -> None:
    # given a parent that starts a worker and then does nothing
    program = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, '-m', 'saleor_personal_shopper.media',"
        " '--die-with-parent'])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        program,
        env={
            "MEDIA_BIND": "127.0.0.1",
            "MEDIA_CONTROL": "127.0.0.1:0",
            "MEDIA_SECRET": SECRET,
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    child = int(await parent.stdout.readline())
    await asyncio.wait_for(parent.stderr.readline(), 20)

    # when the parent is killed
    parent.kill()
    await parent.wait()

    # then the worker ends soon
    for _ in range(100):
        if not _is_running(child):
            return
        await asyncio.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    raise AssertionError("the worker outlived its parent")


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
