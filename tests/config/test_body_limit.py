"""Bodies that are too large are refused before anything of ours reads them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.asgi import get_asgi_application

from saleor_personal_shopper.config.body_limit import BodyLimit

LIMIT = 1000


async def post(*parts: bytes, length: int | None = None) -> tuple[int, int]:
    """Post these parts; gives the status and how many parts were read."""
    headers = [(b"host", b"testserver"), (b"content-type", b"application/json")]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": "/graphql/",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
    }
    waiting, sent = list(parts), []

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message: Any) -> None:
        sent.append(message)

    await BodyLimit(get_asgi_application(), LIMIT)(scope, receive, send)
    statuses = [message["status"] for message in sent if message["type"] == "http.response.start"]
    assert len(statuses) == 1
    return statuses[0], len(parts) - len(waiting)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("parts", "length", "status", "read"),
    [
        ([b"a" * LIMIT], LIMIT, 400, 1),
        ([b"a" * 500] * 50, 25_000, 413, 0),
        ([b"a" * 500] * 50, None, 413, 3),
        ([b"a" * 500] * 50, 10, 413, 3),
    ],
    ids=["fits", "announced", "without length", "more than announced"],
)
async def test_a_body_is_read_up_to_the_limit(
    parts: Sequence[bytes], length: int | None, status: int, read: int
) -> None:
    assert await post(*parts, length=length) == (status, read)
