"""The node: rooms pinned to workers, and what happens when a worker ends."""

import asyncio
import contextlib
import json
import time
from pathlib import Path
from typing import Any

from ..changes import ChangeLog
from ..errors import MediaError
from ..log import log
from ..messages import ChangeKind
from ..registry import NodeState
from .child import Child
from .placement import least_loaded
from .settings import NodeSettings
from .worker import Answer, Worker, WorkerAway

_LOOK_SECONDS = 1.0
_MOST_MISSES = 3
_AGAIN_SECONDS = 0.1
_START_SECONDS = 4.0
"""Less than the web process waits for an answer."""


class NodeFull(MediaError):
    """No worker takes a further call now; those that run go on."""

    code = "NODE_FULL"
    status = 503


class MediaNode:
    """Workers as children, each with its rooms. Use as an asynchronous context manager."""

    def __init__(self, settings: NodeSettings, folder: Path) -> None:
        self.changes = ChangeLog()
        self.is_draining = False
        self._settings = settings
        self._ready = asyncio.Event()
        self._idle = asyncio.Event()
        self._started = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.workers = [
            Worker(number, str(folder / f"{number}.sock"), settings.first.secret)
            for number in range(settings.workers)
        ]
        self.children = [self._child(worker) for worker in self.workers]

    async def __aenter__(self) -> "MediaNode":
        for child in self.children:
            child.start()
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._watch())]
        self._tasks += [loop.create_task(self._follow(worker)) for worker in self.workers]
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(child.stop() for child in self.children))
        for worker in self.workers:
            await worker.close()

    @property
    def candidates(self) -> str:
        """What browsers are told, of all workers."""
        return ",".join(worker.candidates for worker in self.workers)

    @property
    def rooms(self) -> int:
        """How many calls there are."""
        return sum(len(worker.rooms) for worker in self.workers)

    async def wait_until_ready(self) -> None:
        """Until every worker has opened its port."""
        await self._ready.wait()

    async def drain(self) -> None:
        """Take no further call, and wait for the running ones as long as the settings say."""
        self.is_draining = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), self._settings.drain_seconds)

    def holder(self, event: str) -> Worker | None:
        """The worker that has this room."""
        return next((worker for worker in self.workers if event in worker.rooms), None)

    def place(self, event: str) -> Worker:
        """The same, or the one that takes the room from now on. Raises NodeFull."""
        if (holder := self.holder(event)) is not None:
            return holder
        ready = [] if self.is_draining else [one for one in self.workers if one.is_ready]
        number = least_loaded(worker.load() for worker in ready)
        if number is None:
            raise NodeFull("This media node takes no further call now. Try again shortly.")
        self._idle.clear()
        self.workers[number].rooms[event] = time.monotonic()
        return self.workers[number]

    async def open(self, event: str, path: str, body: bytes) -> Answer:
        """Have the room's worker open a session. Raises NodeFull and WorkerAway."""
        await self._wait_for_start()
        worker = self.place(event)
        answer = await worker.ask("POST", path, body)
        with contextlib.suppress(ValueError, KeyError):
            session = json.loads(answer.body)["session"]
            worker.sessions[session] = (event, json.loads(body)["participant"])
        return answer

    async def _wait_for_start(self) -> None:
        """Where all workers are being started again, callers wait rather than ask again."""
        if not self.is_draining and not any(worker.is_ready for worker in self.workers):
            self._started.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._started.wait(), _START_SECONDS)

    def stats(self) -> dict[str, Any]:
        """The sum of the workers' counters, and each worker's own."""
        known = [worker.stats for worker in self.workers if worker.stats]
        names = [name for one in known for name, value in one.items() if isinstance(value, int)]
        total = {name: sum(one[name] for one in known) for name in dict.fromkeys(names)}
        return {**total, "worker": self.changes.worker, "workers": known}

    def state(self) -> NodeState:
        """What web processes are told of it."""
        ready = [] if self.is_draining else [one for one in self.workers if one.is_ready]
        return NodeState(
            address=self._settings.address,
            peers=sum(len(worker.sessions) for worker in self.workers),
            takes_calls=least_loaded(worker.load() for worker in ready) is not None,
        )

    def _child(self, worker: Worker) -> Child:
        def on_ready(candidates: str) -> None:
            worker.candidates, worker.is_ready = candidates, True
            self._started.set()
            if all(one.is_ready for one in self.workers):
                self._ready.set()

        environment = self._settings.environment_of(worker.number, worker.control)
        return Child(environment, on_ready=on_ready, on_end=lambda: self._lose(worker))

    def _lose(self, worker: Worker) -> None:
        """What a worker held is gone: its calls are begun anew, on whichever worker is well."""
        lost = worker.empty()
        log.error("worker.lost", worker=worker.number, sessions=len(lost))
        for session, event, participant in lost:
            self.changes.add(
                event=event, session=session, participant=participant, kind=ChangeKind.GONE
            )

    async def _follow(self, worker: Worker) -> None:
        """Pass on what the worker tells, for as long as the node runs."""
        told, last = "", 0
        while True:
            try:
                heard = await worker.poll(last)
            except WorkerAway:
                await asyncio.sleep(_AGAIN_SECONDS)
                continue
            for change in heard["changes"]:
                self._pass_on(worker, change)
            # A new process numbers from 1; of the old one, all is said already.
            if heard["missed"] and heard["worker"] == told:
                log.error("changes.missed", worker=worker.number)
            told, last = heard["worker"], heard["last"]

    def _pass_on(self, worker: Worker, change: dict[str, Any]) -> None:
        if change["kind"] == ChangeKind.GONE:
            worker.sessions.pop(change["session"], None)
        del change["number"]
        self.changes.add(**{**change, "kind": ChangeKind(change["kind"])})

    async def _watch(self) -> None:
        while True:
            pairs = zip(self.workers, self.children, strict=True)
            await asyncio.gather(*(_look(*pair) for pair in pairs if pair[0].is_ready))
            if not self.rooms:
                self._idle.set()
            await asyncio.sleep(_LOOK_SECONDS)


async def _look(worker: Worker, child: Child) -> None:
    """Read a worker's load; one that hangs is ended, so that its calls begin anew elsewhere."""
    try:
        await worker.look()
    except WorkerAway:
        worker.misses += 1
        if worker.misses >= _MOST_MISSES:
            log.error("worker.hangs", worker=worker.number)
            child.kill()
    else:
        worker.misses = 0
