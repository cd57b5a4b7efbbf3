"""One participant's room socket: keeps every message and waits for those to come."""

import asyncio
import json
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

OPEN_SECONDS = 10.0

Message = dict[str, Any]


class RoomSocket:
    """Use with ``async with``; `origin` is the call page's own."""

    def __init__(self, url: str, *, origin: str) -> None:
        self._url = url
        self._origin = origin
        self._messages: list[Message] = []
        self._changed = asyncio.Condition()
        self._connection: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._connection = await connect(
            self._url, origin=Origin(self._origin), open_timeout=OPEN_SECONDS, compression=None
        )
        self._reader = asyncio.get_running_loop().create_task(self._run_reader(self._connection))
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._connection is not None:
            await self._connection.close()
        if self._reader is not None:
            await asyncio.gather(self._reader, return_exceptions=True)

    async def wait(
        self, kind: str, seconds: float, *, where: Callable[[Any], bool] = lambda data: True
    ) -> Any:
        """The `data` of the first message of a type, come already or within `seconds`.

        Raises TimeoutError that says which message did not come.
        """

        def found() -> bool:
            return self._first(kind, where) is not None

        try:
            async with asyncio.timeout(seconds), self._changed:
                await self._changed.wait_for(found)
        except TimeoutError as error:
            raise TimeoutError(f"no message {kind} within {seconds:g} s") from error
        message = self._first(kind, where)
        assert message is not None  # wait_for said so, and messages are only added
        return message["data"]

    def last(self, kind: str) -> Any:
        """The `data` of the newest message of a type, or None."""
        found = [message["data"] for message in self._messages if message["type"] == kind]
        return found[-1] if found else None

    def missing_numbers(self) -> list[int]:
        """Gaps in the sequence numbers since `welcome`; every one is a lost message."""
        numbers = [message["seq"] for message in self._messages if "seq" in message]
        if not numbers:
            return []
        return sorted(set(range(min(numbers), max(numbers) + 1)).difference(numbers))

    def _first(self, kind: str, where: Callable[[Any], bool]) -> Message | None:
        for message in self._messages:
            if message["type"] == kind and where(message["data"]):
                return message
        return None

    async def _run_reader(self, connection: ClientConnection) -> None:
        try:
            async for frame in connection:
                message = json.loads(frame)
                async with self._changed:
                    self._messages.append(message)
                    self._changed.notify_all()
        except ConnectionClosed:
            return
