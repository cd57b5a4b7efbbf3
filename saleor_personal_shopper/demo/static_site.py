"""A folder of files as an ASGI application: one page for every path without a suffix."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class StaticSite:
    """Serves `folder`, and `config` as /config.json; unknown paths get index.html (SPA)."""

    def __init__(self, folder: Path, *, config: Mapping[str, str], policy: str) -> None:
        self.folder = folder.resolve()
        self.config = json.dumps(dict(config)).encode()
        self.policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        if scope["method"] not in {"GET", "HEAD"}:
            await self._answer(send, 405, "text/plain", b"GET only")
        elif scope["path"] == "/config.json":
            await self._answer(send, 200, "application/json", self.config)
        else:
            await self._answer_file(send, scope["path"])

    async def _answer_file(self, send: Send, path: str) -> None:
        file = (self.folder / path.lstrip("/")).resolve()
        if not Path(path).suffix:
            file = self.folder / "index.html"
        if not file.is_relative_to(self.folder) or not file.is_file():
            await self._answer(send, 404, "text/plain", b"Not found")
            return
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        await self._answer(send, 200, kind, file.read_bytes())

    async def _answer(self, send: Send, status: int, kind: str, body: bytes) -> None:
        headers = {
            "content-type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
            "content-length": str(len(body)),
            "content-security-policy": self.policy,
            "referrer-policy": "origin-when-cross-origin",
            "x-content-type-options": "nosniff",
            "cache-control": "no-cache",
        }
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": body})
