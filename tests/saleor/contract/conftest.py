"""Every contract test runs on the demo store, and on a real Saleor when one is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.saleor.contract.app import AppServer, InstalledApp, app_server, install, remove
from tests.saleor.contract.goods import Goods, goods_of
from tests.saleor.contract.shop import Shop, demo_shop, real_shop

SHOPS = ["demo store", "real Saleor"] if real_shop() else ["demo store"]


@pytest.fixture(scope="session")
def started_demo_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with demo_shop(tmp_path_factory.mktemp("demo-store")) as shop:
        yield shop


@pytest.fixture(scope="session", params=SHOPS)
def shop(request: Any, started_demo_shop: Shop) -> Shop:
    if request.param == "demo store":
        return started_demo_shop
    named = real_shop()
    assert named is not None
    return named


@pytest.fixture(scope="session")
def goods(shop: Shop) -> Goods:
    return goods_of(shop)


@pytest.fixture(scope="session")
def app(shop: Shop) -> Iterator[InstalledApp]:
    """An app installed by its manifest, with all the permissions it asks for."""
    with app_server() as server:
        installed = install(shop, server)
        yield installed
        remove(shop, installed)


@pytest.fixture
def server() -> Iterator[AppServer]:
    """An app that is not installed yet."""
    with app_server() as server:
        yield server
