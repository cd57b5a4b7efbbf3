"""No request brings more than a few megabytes, whoever sends it.

Django writes a body to the disk before any view is asked, so this stands before Django.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class BodyLimit:
    """Answers 413 to bodies of more than `most` bytes, as soon as that shows."""

    def __init__(self, application: Any, most: int) -> None:
        self.application = application
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if _announced(scope) > self.most:
            await _refuse(send)
            return
        came, is_answered = 0, False

        async def counted() -> Message:
            nonlocal came, is_answered
            message = await receive()
            came += len(message.get("body", b""))
            if came <= self.most:
                return message
            if not is_answered:
                is_answered = True
                await _refuse(send)
            # To Django whoever sent it has gone.
            return {"type": "http.disconnect"}

        await self.application(scope, counted, send)


def _announced(scope: Scope) -> int:
    """What Content-Length says; 0 when it says nothing that can be read."""
    length = dict(scope["headers"]).get(b"content-length", b"")
    return int(length) if length.isdigit() and len(length) < 20 else 0


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": b"This request is too large.\n"})
