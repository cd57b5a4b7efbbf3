"""One worker as a child process: started, watched, and started again when it ends."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Mapping

from ..log import log

_PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0)
"""Seconds before the next start, when the last ones failed."""
_STOP_SECONDS = 3.0
_INHERITED = ("PATH", "MEDIA_COMPILED")
_LONGEST_LINE = 1024 * 1024


class Child:
    """Runs one worker until `stop`. `on_ready` gets its candidates, `on_end` that it is gone."""

    def __init__(
        self,
        environment: Mapping[str, str],
        *,
        on_ready: Callable[[str], None],
        on_end: Callable[[], None],
    ) -> None:
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        self._environment = {**inherited, **environment}
        self._on_ready = on_ready
        self._on_end = on_end
        self._process: asyncio.subprocess.Process | None = None
        self._task: asyncio.Task[None] | None = None
        self._failures = 0

    def start(self) -> None:
        """Start it, and again whenever it ends."""
        self._task = asyncio.get_running_loop().create_task(self._keep_running())

    def kill(self) -> None:
        """End it at once, for it to be started again."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()

    async def stop(self) -> None:
        """SIGTERM, and SIGKILL for what does not listen."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def _keep_running(self) -> None:
        while True:
            try:
                await self._run_once()
            except Exception as error:  # whatever it was, the worker must run again
                log.error("worker.unwatched", error=type(error).__name__)
                self.kill()
            self._on_end()
            await asyncio.sleep(_PAUSES[min(self._failures, len(_PAUSES) - 1)])
            self._failures += 1

    async def _run_once(self) -> None:
        # A session of its own: Ctrl-C is the node's to answer, which lets calls end.
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "saleor_personal_shopper.media", "--die-with-parent"),
            env=self._environment,
            stderr=asyncio.subprocess.PIPE,
            limit=_LONGEST_LINE,
            start_new_session=True,
        )
        if self._process.stderr is not None:
            await self._pass_on(self._process.stderr)
        await self._process.wait()

    async def _pass_on(self, stderr: asyncio.StreamReader) -> None:
        """What the worker logs is logged here; one line of it says that it is ready."""
        async for raw in stderr:
            line = raw.decode(errors="replace")
            sys.stderr.write(line)
            sys.stderr.flush()
            if (candidates := ready_with(line)) is not None:
                self._failures = 0
                self._on_ready(candidates)


def ready_with(line: str) -> str | None:
    """The candidates of a worker that says it is ready; None for whatever else is written."""
    try:
        said = json.loads(line)
        return str(said["candidates"]) if said["event"] == "worker.ready" else None
    except (ValueError, KeyError, TypeError):
        return None
