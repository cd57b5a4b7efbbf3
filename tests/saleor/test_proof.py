"""F03: an app that Saleor no longer knows stops; one that it knows again goes on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from saleor_personal_shopper.core import saleor_data
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import suspend_installation
from saleor_personal_shopper.saleor import proof, tasks
from saleor_personal_shopper.saleor.api import SaleorApiClient
from tests.saleor.stub_saleor import Reply, StubSaleor, graphql

ALIVE = graphql(
    {
        "app": {
            "id": "QXBwOjE=",
            "identifier": "saleor.app.personal-shopper",
            "permissions": [{"code": "MANAGE_ORDERS"}],
        },
        "shop": {"name": "Stub", "version": "3.23.28"},
    }
)
DEAD = graphql({"app": None, "shop": None})


def answer(stub: StubSaleor, reply: Reply) -> None:
    stub.respond = lambda request: reply


def test_a_dead_token_suspends(stub: StubSaleor, stubbed: Installation, now: datetime) -> None:
    answer(stub, DEAD)
    proof.check(stubbed, now=now)
    stubbed.refresh_from_db()
    assert not stubbed.is_active
    assert "install it again" in stubbed.status_reason


def test_a_living_token_resumes_and_tells_the_permissions(
    stub: StubSaleor, stubbed: Installation, now: datetime
) -> None:
    suspend_installation(installation=stubbed, reason="test", now=now)
    answer(stub, ALIVE)
    proof.check(stubbed, now=now)
    stubbed.refresh_from_db()
    assert stubbed.is_active
    assert stubbed.permissions == ["MANAGE_ORDERS"]


def test_a_silent_saleor_changes_nothing(
    stub: StubSaleor, stubbed: Installation, now: datetime
) -> None:
    answer(stub, Reply(status=500))
    with pytest.raises(saleor_data.SaleorUnavailable):
        proof.check(stubbed, now=now)
    tasks.check_installation(str(stubbed.pk))
    stubbed.refresh_from_db()
    assert stubbed.is_active


def test_a_removed_app_is_found_out_with_two_calls(
    stub: StubSaleor, stubbed: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F03 allows three calls with a dead token."""
    monkeypatch.setattr(tasks.check_installation, "delay", tasks.check_installation)
    answer(stub, graphql({"app": None, "channels": None, "shop": None}))
    for _ in range(3):
        with pytest.raises(saleor_data.SaleorTokenDead):
            SaleorApiClient(stubbed).channels()
    stubbed.refresh_from_db()
    assert not stubbed.is_active
    assert len(stub.requests) == 2


def test_a_token_that_works_again_is_used_at_once(
    stub: StubSaleor, stubbed: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.check_installation, "delay", lambda _: None)
    answer(stub, graphql({"app": None, "channels": None}))
    with pytest.raises(saleor_data.SaleorTokenDead):
        SaleorApiClient(stubbed).channels()
    answer(stub, ALIVE)
    proof.check(stubbed, now=now)
    assert SaleorApiClient(stubbed).shop().name == "Stub"


def test_an_older_registration_cannot_suspend_a_newer_one(
    stub: StubSaleor, stubbed: Installation, now: datetime, db: Any
) -> None:
    answer(stub, DEAD)
    old = Installation.objects.get(pk=stubbed.pk)
    Installation.objects.filter(pk=stubbed.pk).update(app_id="QXBwOjI=")
    proof.check(old, now=now)
    stubbed.refresh_from_db()
    assert stubbed.is_active
