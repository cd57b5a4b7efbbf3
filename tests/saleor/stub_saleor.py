"""A real HTTP server on loopback that answers as a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Respond = Callable[["Request"], "Reply"]


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int
    """By the port that it comes from."""

    @property
    def operation(self) -> dict[str, Any]:
        parsed: dict[str, Any] = json.loads(self.body)
        return parsed


@dataclass
class Reply:
    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    chunks: Iterator[bytes] | None = None


def graphql(data: Any = None, errors: Any = None, status: int = 200) -> Reply:
    answer = {"data": data, **({"errors": errors} if errors else {})}
    return Reply(status=status, body=json.dumps(answer).encode())


@dataclass
class StubSaleor:
    """`respond` decides each answer; `requests` remembers what was asked."""

    respond: Respond = field(default=lambda request: Reply(status=404))
    requests: list[Request] = field(default_factory=list)
    port: int = 0

    @property
    def api_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/graphql/"


class Handler(BaseHTTPRequestHandler):
    stub: StubSaleor
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        headers = {key.lower(): value for key, value in self.headers.items()}
        body, port = self.rfile.read(length), self.client_address[1]
        request = Request(self.command, self.path, headers, body, port)
        self.stub.requests.append(request)
        reply = self.stub.respond(request)
        self.send_response(reply.status)
        for key, value in reply.headers.items():
            self.send_header(key, value)
        if reply.chunks is None:
            self.send_header("Content-Length", str(len(reply.body)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        try:
            for chunk in reply.chunks or [reply.body]:
                self.wfile.write(chunk)
                self.wfile.flush()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def running(stub: StubSaleor) -> Iterator[StubSaleor]:
    handler = type("BoundHandler", (Handler,), {"stub": stub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    stub.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
