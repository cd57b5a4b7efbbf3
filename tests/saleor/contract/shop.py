"""A Saleor to test against: the demo store, or a real one named by the environment."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

CHANNEL = "default-channel"

ABROAD = {
    "PL": {
        "firstName": "Jan",
        "lastName": "Nowak",
        "streetAddress1": "Teczowa 7",
        "city": "Wroclaw",
        "postalCode": "53-601",
        "country": "PL",
    },
    "ES": {
        "firstName": "Laia",
        "lastName": "Soler",
        "streetAddress1": "Carrer de Verdi 48",
        "city": "Barcelona",
        "postalCode": "08012",
        "countryArea": "Barcelona",
        "country": "ES",
    },
}
ADDRESS = {
    "firstName": "Ann",
    "lastName": "Buyer",
    "streetAddress1": "1 Main Street",
    "city": "New York",
    "postalCode": "10001",
    "country": "US",
    "countryArea": "NY",
    "phone": "+12125550123",
}


@dataclass
class Shop:
    """`retry_seconds` is how long this shop's first pause between webhook attempts lasts."""

    api_url: str
    email: str
    password: str
    retry_seconds: float

    @cached_property
    def client(self) -> httpx.Client:
        return httpx.Client(trust_env=False, timeout=30)

    def post(self, query: str, variables: dict[str, Any], token: str | None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = {"query": query, "variables": variables}
        return self.client.post(self.api_url, json=body, headers=headers)

    def body(self, query: str, bearer: str | None = None, /, **variables: Any) -> dict[str, Any]:
        """Return the whole answer, errors and all."""
        answer: dict[str, Any] = self.post(query, variables, bearer).json()
        return answer

    def data(self, query: str, bearer: str | None = None, /, **variables: Any) -> dict[str, Any]:
        """Return the data of a query that must succeed."""
        answer = self.body(query, bearer, **variables)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    def change(
        self, mutation: str, bearer: str | None = None, /, **variables: Any
    ) -> dict[str, Any]:
        """Return the payload of a mutation, whose `errors` the caller reads."""
        (payload,) = self.data(mutation, bearer, **variables).values()
        result: dict[str, Any] = payload
        return result

    def done(self, mutation: str, bearer: str | None = None, /, **variables: Any) -> dict[str, Any]:
        """Return the payload of a mutation that must not be refused."""
        payload = self.change(mutation, bearer, **variables)
        assert payload["errors"] == []
        return payload

    def sign_in(self, email: str, password: str) -> dict[str, Any]:
        """Return the answer to a sign-in; after a wrong password Saleor makes the next one wait."""
        for _ in range(10):
            payload = self.change(SIGN_IN, email=email, password=password)
            if [error["code"] for error in payload["errors"]] != ["LOGIN_ATTEMPT_DELAYED"]:
                break
            time.sleep(1)
        return payload

    @property
    def admin(self) -> str:
        """A token of the administrator, renewed before its five minutes are over."""
        if time.monotonic() > getattr(self, "_renew_at", 0):
            token: str = self.sign_in(self.email, self.password)["token"]
            self._admin_token = token
            self._renew_at = time.monotonic() + 120
        return self._admin_token

    @property
    def jwks_url(self) -> str:
        return str(httpx.URL(self.api_url).copy_with(path="/.well-known/jwks.json"))


SIGN_IN = """mutation ($email: String!, $password: String!) {
  tokenCreate(email: $email, password: $password) {
    token refreshToken user { id } errors { field code }
  }
}"""


def real_shop() -> Shop | None:
    """Return the Saleor named by SALEOR_API_URL, SALEOR_EMAIL and SALEOR_PASSWORD, if any is."""
    api_url = os.environ.get("SALEOR_API_URL")
    if not api_url:
        return None
    email, password = os.environ["SALEOR_EMAIL"], os.environ["SALEOR_PASSWORD"]
    return Shop(api_url, email, password, retry_seconds=10)


@contextmanager
def demo_shop(folder: Path) -> Iterator[Shop]:
    """Run the demo store in its own process; its webhook retries come a hundred times as fast."""
    port = free_port()
    origin = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "DEMO_STORE_URL": origin,
        "DEMO_STORE_SNAPSHOT": str(folder / "store.json"),
        "DEMO_STORE_RETRY_SCALE": "0.01",
    }
    application = "saleor_personal_shopper.demo.store.asgi:application"
    command = [sys.executable, "-m", "uvicorn", application, "--port", str(port)]
    with (folder / "store.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        wait_for(f"{origin}/health", process)
        yield Shop(f"{origin}/graphql/", "admin@example.com", "admin", retry_seconds=0.1)
    finally:
        process.terminate()
        process.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def unique(name: str) -> str:
    """Return the name with something that no earlier run has used."""
    return f"{name}-{secrets.token_hex(4)}"


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until the address answers; fails when the process ends before."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, f"{url} has ended."
        try:
            if httpx.get(url, trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer.")
