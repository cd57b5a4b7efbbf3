"""The shops that the contract of SaleorApi is tested against: one in memory, and real servers.

The demo store always, and a real Saleor when SALEOR_API_URL, SALEOR_EMAIL and SALEOR_PASSWORD
name one. Both get an app of the test's own, installed by its manifest and removed at the end.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

import httpx

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.ports import SaleorApi
from saleor_personal_shopper.demo.processes import free_port
from saleor_personal_shopper.saleor.api import SaleorApiClient
from saleor_personal_shopper.saleor.fake_api import FakeSaleorApi, fake_shop
from saleor_personal_shopper.saleor.permissions import required_permissions
from tests.saleor.conftest import register
from tests.saleor.signing import Keys
from tests.saleor.stub_saleor import Reply, Request, StubSaleor, running

ADDRESS = {
    "firstName": "Carla",
    "lastName": "Customer",
    "streetAddress1": "1 Main Street",
    "city": "New York",
    "countryArea": "NY",
    "postalCode": "10001",
    "country": "US",
    "phone": "+12125551234",
}


class World(Protocol):
    """A shop with a channel `default-channel` and a staff user."""

    api: SaleorApi
    stranger: SaleorApi
    word: str
    staff_email: str

    def complete(self, checkout_id: str) -> str: ...
    def cancel(self, order_id: str) -> None: ...


class FakeWorld:
    """The shop in memory."""

    word = "Juice"
    staff_email = "sam@example.com"

    def __init__(self, installation: Installation, stranger: Installation) -> None:
        self.api: SaleorApi = FakeSaleorApi(installation)
        self.shop = fake_shop(installation)
        for number in range(3):
            product = self.shop.add_product(f"Juice {number}", variants=2)
            self.shop.add_collection(f"Summer {number}", product)
        self.shop.add_staff(self.staff_email)
        self.shop.add_group("Everybody")
        self.stranger: SaleorApi = FakeSaleorApi(stranger)
        fake_shop(stranger).is_token_dead = True

    def complete(self, checkout_id: str) -> str:
        return self.shop.place_order(checkout_id, now=datetime.now(UTC), is_paid=False).id

    def cancel(self, order_id: str) -> None:
        self.shop.change_order(order_id, now=datetime.now(UTC), is_cancelled=True)


@dataclass
class Server:
    """A running Saleor, or the demo store, with an app of ours."""

    api_url: str
    email: str
    password: str
    word: str
    staff_token: str = ""
    app_id: str = ""
    app_token: str = ""
    people: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))

    def ask(self, query: str, *, as_staff: bool = False, **variables: Any) -> Any:
        headers = {"Authorization": f"Bearer {self.staff_token}"} if as_staff else {}
        answer = self.people.post(
            self.api_url, json={"query": query, "variables": variables}, headers=headers
        ).json()
        assert not answer.get("errors"), answer["errors"]
        data = next(iter(answer["data"].values()))
        assert not (isinstance(data, dict) and data.get("errors")), data
        return data

    def sign_in(self) -> None:
        self.staff_token = self.ask(
            "mutation($e: String!, $p: String!)"
            "{tokenCreate(email: $e, password: $p) {token errors {message}}}",
            e=self.email,
            p=self.password,
        )["token"]


class ServerWorld:
    """A running server, seen by an installation with a living token and by one with a dead."""

    def __init__(self, server: Server) -> None:
        now = datetime.now(UTC)
        self.server = server
        self.word, self.staff_email = server.word, server.email
        ours = register(
            server.api_url,
            keys=Keys(),
            now=now,
            app_id=server.app_id,
            token=server.app_token,
        )
        self.api: SaleorApi = SaleorApiClient(ours)
        register(server.api_url, keys=Keys(), now=now, token="not-a-token-of-this-saleor-")
        self.stranger: SaleorApi = SaleorApiClient(Installation.objects.get(pk=ours.pk))

    def complete(self, checkout_id: str) -> str:
        """Complete the checkout as an anonymous customer does."""
        ask = self.server.ask
        for kind in ("shipping", "billing"):
            ask(
                f"mutation($id: ID!, $a: AddressInput!) {{checkout{kind.title()}AddressUpdate"
                f"(id: $id, {kind}Address: $a) {{errors {{field message}}}}}}",
                id=checkout_id,
                a=ADDRESS,
            )
        deliveries = ask(
            "mutation($id: ID!) {deliveryOptionsCalculate(id: $id)"
            "{deliveries {id} errors {message}}}",
            id=checkout_id,
        )["deliveries"]
        ask(
            "mutation($id: ID!, $d: ID!) {checkoutDeliveryMethodUpdate"
            "(id: $id, deliveryMethodId: $d) {errors {message}}}",
            id=checkout_id,
            d=deliveries[0]["id"],
        )
        completed = ask(
            "mutation($id: ID!) {checkoutComplete(id: $id) {order {id} errors {message code}}}",
            id=checkout_id,
        )
        return str(completed["order"]["id"])

    def cancel(self, order_id: str) -> None:
        self.server.ask(
            "mutation($id: ID!) {orderCancel(id: $id) {order {id} errors {message}}}",
            as_staff=True,
            id=order_id,
        )


@contextmanager
def demo_store() -> Iterator[Server]:
    """The demo store in a process of its own."""
    port = free_port()
    origin = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "uvicorn", "--host=127.0.0.1", f"--port={port}"]
    process = subprocess.Popen(
        [*command, "--log-level=warning", "saleor_personal_shopper.demo.store.asgi:application"],
        env={**os.environ, "DEMO_STORE_URL": origin, "DEMO_STORE_RETRY_SCALE": "0.01"},
    )
    try:
        _wait_for(f"{origin}/.well-known/jwks.json")
        server = Server(f"{origin}/graphql/", "admin@example.com", "admin", word="linen")
        with _installed(server):
            yield server
    finally:
        process.terminate()
        process.wait(timeout=10)


@contextmanager
def real_saleor() -> Iterator[Server]:
    """The Saleor that the environment names."""
    server = Server(
        os.environ["SALEOR_API_URL"],
        os.environ["SALEOR_EMAIL"],
        os.environ["SALEOR_PASSWORD"],
        word=os.environ.get("SALEOR_SEARCH", "juice"),
    )
    with _installed(server):
        yield server


@contextmanager
def _installed(server: Server) -> Iterator[None]:
    server.sign_in()
    with running(StubSaleor()) as app:
        identifier = f"saleor.app.personal-shopper.contract-{uuid.uuid4().hex[:8]}"
        tokens: list[str] = []

        def respond(request: Request) -> Reply:
            if request.method == "POST":
                tokens.append(request.operation["auth_token"])
            manifest = {
                "id": identifier,
                "name": "Contract test",
                "version": "1",
                "permissions": required_permissions(),
                "tokenTargetUrl": f"http://127.0.0.1:{app.port}/register",
            }
            return Reply(body=httpx.Response(200, json=manifest).content)

        app.respond = respond
        server.ask(
            "mutation($i: AppInstallInput!) {appInstall(input: $i) {errors {field message}}}",
            as_staff=True,
            i={
                "appName": "Contract test",
                "manifestUrl": f"http://127.0.0.1:{app.port}/manifest",
                "permissions": required_permissions(),
                "activateAfterInstallation": True,
            },
        )
        server.app_id = _wait_for_app(server, identifier, tokens)
        server.app_token = tokens[-1]
    yield
    server.sign_in()
    server.ask(
        "mutation($id: ID!) {appDelete(id: $id) {errors {message}}}",
        as_staff=True,
        id=server.app_id,
    )


def _wait_for_app(server: Server, identifier: str, tokens: list[str]) -> str:
    """The app's id, once it is there and was handed its token: the row is the first of the two."""
    for _ in range(60):
        apps = server.ask("{apps(first: 100) {edges {node {id identifier}}}}", as_staff=True)
        for edge in apps["edges"]:
            if edge["node"]["identifier"] == identifier and tokens:
                return str(edge["node"]["id"])
        time.sleep(0.5)
    raise TimeoutError("The app was not installed.")


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(f"{url} did not answer.")
