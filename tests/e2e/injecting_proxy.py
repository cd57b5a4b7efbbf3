"""A proxy that puts a script of the test at the head of every page: WebDriver cannot."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

_POLICY = re.compile(rb"(?im)^(content-security-policy:.*script-src) ")
_LENGTH = re.compile(rb"(?im)^content-length:.*\r\n")
_FOR_ONE_REQUEST = re.compile(rb"(?im)^(?:proxy-connection|connection|accept-encoding):.*\r\n")


@contextmanager
def injecting_proxy(script: str) -> Iterator[str]:
    """`host:port` of a proxy for plain HTTP; WebSockets go through untouched."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    proxy = _Proxy(script.encode())
    listening = asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    server = asyncio.run_coroutine_threadsafe(listening, loop).result()
    host, port = server.sockets[0].getsockname()
    try:
        yield f"{host}:{port}"
    finally:
        server.close()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


class _Proxy:
    def __init__(self, script: bytes) -> None:
        self._injected = b"<head><script>" + script + b"</script>"
        self._allowed = b"'sha256-" + base64.b64encode(hashlib.sha256(script).digest()) + b"'"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request of the browser; the connection ends with its answer."""
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, _ = head.decode("latin-1").split(" ", 2)
            if method == "CONNECT":
                await self._tunnel(target, reader, writer)
            else:
                await self._ask(target, head, reader, writer)
        writer.close()

    async def _tunnel(
        self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        host, _, port = target.rpartition(":")
        there, back = await asyncio.open_connection(host, int(port))
        writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
        await asyncio.gather(_pour(reader, back), _pour(there, writer))

    async def _ask(
        self, target: str, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        url = urlsplit(target)
        path = f"{url.path or '/'}{f'?{url.query}' if url.query else ''}"
        there, back = await asyncio.open_connection(url.hostname, url.port or 80)
        head = head.replace(target.encode(), path.encode(), 1)
        if b"upgrade: websocket" in head.lower():
            back.write(head)
            await asyncio.gather(_pour(reader, back), _pour(there, writer))
            return
        head = _FOR_ONE_REQUEST.sub(b"", head)
        back.write(head[:-2] + b"Connection: close\r\n\r\n")
        sending = asyncio.create_task(_pour(reader, back))
        answer, _, body = (await there.read()).partition(b"\r\n\r\n")
        sending.cancel()
        back.close()
        writer.write(self._with_script(answer + b"\r\n", body))
        await writer.drain()

    def _with_script(self, head: bytes, body: bytes) -> bytes:
        """What is no page passes as it is."""
        if b"text/html" not in head.lower() or b"<head>" not in body:
            return head + b"\r\n" + body
        body = body.replace(b"<head>", self._injected, 1)
        head = _LENGTH.sub(b"", _POLICY.sub(rb"\1 " + self._allowed + b" ", head))
        return head + b"Content-Length: %d\r\n\r\n" % len(body) + body


async def _pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Everything that comes, until one end is closed."""
    with contextlib.suppress(OSError):
        while data := await source.read(65_536):
            target.write(data)
            await target.drain()
        target.write_eof()
