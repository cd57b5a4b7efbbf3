"""A shop in which the app of an earlier release is installed, seen by the code of today."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.saleor.manifest import manifest
from saleor_personal_shopper.saleor.meaning import InstalledClient
from saleor_personal_shopper.saleor.upkeep import RegisteredApp, keep_up, read_app
from tests.saleor.conftest import register
from tests.saleor.contract.app import AppServer, InstalledApp, install, remove
from tests.saleor.contract.conftest import server, shop, started_demo_shop
from tests.saleor.contract.shop import Shop
from tests.saleor.contract.test_upkeep import GIVE
from tests.saleor.signing import Keys

__all__ = ["server", "shop", "started_demo_shop"]

FIRST_CALLS = Path(__file__).parent.parent / "manifests/first-calls.json"
"""The manifest of the first release that held calls, as its code wrote it."""
BASE = "https://shopper.example.com"


@dataclass
class Tenant:
    """An installation, and the app that staff see in Saleor."""

    shop: Shop
    server: AppServer
    app: InstalledApp
    installation: Installation

    @property
    def client(self) -> InstalledClient:
        return InstalledClient(self.installation)

    @property
    def registered(self) -> RegisteredApp:
        return read_app(self.client)

    def keep_up(self) -> bool:
        return keep_up(self.installation, now=timezone.now())

    def give(self, *permissions: str) -> None:
        """As staff who edit the app's permissions."""
        self.shop.done(GIVE, self.shop.admin, id=self.app.id, permissions=list(permissions))

    def install_again(self) -> None:
        """As staff who uninstall the app and install it by its manifest of today."""
        remove(self.shop, self.app)
        self.app = installed(self.shop, self.server, own_manifest(manifest(), self.server))
        self.installation = registered_installation(self.shop, self.app)


@pytest.fixture
def first_calls() -> dict[str, Any]:
    """The manifest of the earlier release, which a test may change before it installs."""
    found: dict[str, Any] = json.loads(FIRST_CALLS.read_text())
    return found


@pytest.fixture
def tenant(
    shop: Shop, server: AppServer, settings: Any, private_networks: None, db: None
) -> Iterator[Callable[[dict[str, Any]], Tenant]]:
    """Install an app by a manifest."""
    settings.APP_API_BASE_URL = settings.APP_IFRAME_BASE_URL = server.url
    made: list[Tenant] = []

    def make(given: dict[str, Any]) -> Tenant:
        app = installed(shop, server, own_manifest(given, server))
        made.append(Tenant(shop, server, app, registered_installation(shop, app)))
        return made[-1]

    yield make
    for one in made:
        remove(shop, one.app)


def own_manifest(given: dict[str, Any], server: AppServer) -> dict[str, Any]:
    """The manifest with the addresses and the identifier of the test's own app."""
    text = json.dumps(given).replace(BASE, server.url)
    logo = {"logo": {"default": "https://example.com/logo.png"}}
    changes = {"id": server.identifier, "tokenTargetUrl": f"{server.url}/register", "brand": logo}
    return {**json.loads(text), **changes}


def installed(shop: Shop, server: AppServer, given: dict[str, Any]) -> InstalledApp:
    server.manifest_changes = given
    return install(shop, server, given["permissions"])


def registered_installation(shop: Shop, app: InstalledApp) -> Installation:
    return register(shop.api_url, keys=Keys(), now=timezone.now(), app_id=app.id, token=app.token)
