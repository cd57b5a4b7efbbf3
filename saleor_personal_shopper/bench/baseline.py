"""A baseline's server, in a process of its own on a port of loopback."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from . import processes
from .demo_process import free_port
from .server import NotMeasured

START_SECONDS = 15.0


@asynccontextmanager
async def running_baseline(
    name: str, environment: Mapping[str, str] | None = None
) -> AsyncIterator[tuple[int, int]]:
    """Run the module `name` of this package; gives its port and its process's id.

    `environment` is added to ours.

    Raises NotMeasured when it does not start.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="personal-shopper-bench-") as folder:
        module = f"saleor_personal_shopper.bench.{name}"
        log = Path(folder) / "log"
        process = processes.start(module, "--port", str(port), log=log, environment=environment)
        try:
            await _wait_for(port)
            yield port, process.pid
        finally:
            await asyncio.to_thread(processes.stop, process)


async def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            if time.monotonic() > deadline:
                raise NotMeasured("The baseline did not start.") from None
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
