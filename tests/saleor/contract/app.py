"""A small app for the tests: a server with a manifest, a register address and webhook targets."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.saleor.contract.shop import Shop, unique

PERMISSIONS = [
    "MANAGE_CHECKOUTS",
    "MANAGE_ORDERS",
    "MANAGE_PRODUCTS",
    "MANAGE_STAFF",
]

ORDER_QUERY = """subscription { event {
  __typename issuedAt version recipient { id }
  ... on OrderCreated { order {
    id number checkoutId privateMetadata { key value }
    lines { quantity privateMetadata { key value } }
  } }
  ... on OrderCancelled { order { id status } }
  ... on OrderFullyPaid { order { id isPaid } }
} }"""
STAFF_QUERY = """subscription { event {
  __typename issuedAt
  ... on StaffCreated { user { id email } }
  ... on StaffUpdated { user { id isActive } }
  ... on StaffDeleted { user { id } }
  ... on PermissionGroupUpdated { permissionGroup { id name } }
} }"""
APP_QUERY = """subscription { event {
  __typename ... on AppStatusChanged { app { id isActive } } ... on AppDeleted { app { id } }
} }"""
CUSTOMER_QUERY = """subscription { event {
  __typename ... on CustomerDeleted { user { id } }
} }"""


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.monotonic)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class AppServer:
    """`answers` maps a path to the statuses its next requests get; without any it is 200."""

    url: str
    identifier: str = field(default_factory=lambda: unique("contract-app"))
    requests: list[Received] = field(default_factory=list)
    answers: dict[str, list[int]] = field(default_factory=dict)
    refusal: str | None = None
    manifest_changes: dict[str, Any] = field(default_factory=dict)
    on_register: Callable[[Received], None] = field(default=lambda _request: None)

    @property
    def manifest(self) -> dict[str, Any]:
        return {
            "id": self.identifier,
            "name": "Contract app",
            "version": "1.0.0",
            "author": "Tests",
            "permissions": PERMISSIONS,
            "appUrl": f"{self.url}/pages/calls",
            "tokenTargetUrl": f"{self.url}/register",
            "requiredSaleorVersion": ">=3.21 <4",
            "extensions": [
                {
                    "label": "Calls",
                    "mount": "NAVIGATION_CUSTOMERS",
                    "target": "APP_PAGE",
                    "url": "/pages/calls",
                    "permissions": [],
                },
                {
                    "label": "Open desk",
                    "mount": "NAVIGATION_CUSTOMERS",
                    "target": "NEW_TAB",
                    "url": f"{self.url}/desk",
                    "permissions": [],
                    "options": {"newTabTarget": {"method": "POST"}},
                },
            ],
            "webhooks": [
                self._webhook(
                    "orders", ORDER_QUERY, "ORDER_CREATED ORDER_CANCELLED ORDER_FULLY_PAID"
                ),
                self._webhook(
                    "staff",
                    STAFF_QUERY,
                    "STAFF_CREATED STAFF_UPDATED STAFF_DELETED PERMISSION_GROUP_UPDATED",
                ),
                self._webhook("app", APP_QUERY, "APP_STATUS_CHANGED APP_DELETED"),
                self._webhook("customers", CUSTOMER_QUERY, "CUSTOMER_DELETED"),
                self._webhook("flaky", STAFF_QUERY, "STAFF_CREATED"),
                self._webhook("refusing", STAFF_QUERY, "STAFF_CREATED"),
            ],
            **self.manifest_changes,
        }

    def _webhook(self, name: str, query: str, events: str) -> dict[str, Any]:
        target = f"{self.url}/webhooks/{name}"
        return {"name": name, "targetUrl": target, "query": query, "asyncEvents": events.split()}

    def received(self, path: str) -> list[Received]:
        return [request for request in self.requests if request.path == path]

    def wait_for(
        self, path: str, meets: Callable[[Received], bool], *, seconds: float = 15
    ) -> Received:
        """Return the first request to the path that meets the condition, once it has come."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for request in self.received(path):
                if meets(request):
                    return request
            time.sleep(0.02)
        raise AssertionError(f"Nothing such came to {path}: {self.received(path)}")


@contextmanager
def app_server() -> Iterator[AppServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    app = AppServer(f"http://localhost:{server.server_port}")
    server.app = app  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield app
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        app = self._take()
        self._answer(200, app.manifest)

    def do_POST(self) -> None:
        app = self._take()
        if self.path == "/register":
            app.on_register(app.requests[-1])
            if app.refusal:
                self._answer(403, {"error": {"message": app.refusal}})
                return
        waiting = app.answers.get(self.path)
        self._answer(waiting.pop(0) if waiting else 200, {})

    def _take(self) -> AppServer:
        app: AppServer = self.server.app  # type: ignore[attr-defined]
        length = int(self.headers.get("Content-Length") or 0)
        headers = {name.lower(): value for name, value in self.headers.items()}
        app.requests.append(Received(self.path, headers, self.rfile.read(length)))
        return app

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """The tests read `requests` instead."""


@dataclass
class InstalledApp:
    id: str
    token: str
    server: AppServer


INSTALL = """mutation ($input: AppInstallInput!) {
  appInstall(input: $input) { appInstallation { id } errors { code message } }
}"""
PROGRESS = "{ appsInstallations { id status message } }"
APPS = "{ apps(first: 100) { edges { node { id identifier isActive } } } }"
DELETE = "mutation ($id: ID!) { appDelete(id: $id) { errors { code } } }"
FORGET = "mutation ($id: ID!) { appDeleteFailedInstallation(id: $id) { errors { code } } }"


def install(shop: Shop, server: AppServer, permissions: list[str] | None = None) -> InstalledApp:
    """Install the app as the Dashboard does, and return it with the token it was given."""
    message = try_to_install(shop, server, permissions)
    assert message is None, message
    token = server.received("/register")[-1].json["auth_token"]
    return InstalledApp(app_id(shop, server), token, server)


def try_to_install(
    shop: Shop, server: AppServer, permissions: list[str] | None = None
) -> str | None:
    """Install and return the message of a failure, None when all went well."""
    wanted = {
        "appName": "Contract app",
        "manifestUrl": f"{server.url}/manifest",
        "permissions": PERMISSIONS if permissions is None else permissions,
    }
    payload = shop.done(INSTALL, shop.admin, input=wanted)
    job_id = payload["appInstallation"]["id"]
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        jobs = shop.data(PROGRESS, shop.admin)["appsInstallations"]
        job = next((each for each in jobs if each["id"] == job_id), None)
        if job is None:
            return None
        if job["status"] == "FAILED":
            shop.done(FORGET, shop.admin, id=job_id)
            return str(job["message"])
        time.sleep(0.1)
    raise AssertionError("The installation does not end.")


def app_id(shop: Shop, server: AppServer) -> str:
    edges = shop.data(APPS, shop.admin)["apps"]["edges"]
    found = [edge["node"] for edge in edges if edge["node"]["identifier"] == server.identifier]
    return str(found[-1]["id"])


def remove(shop: Shop, app: InstalledApp) -> None:
    shop.change(DELETE, shop.admin, id=app.id)
