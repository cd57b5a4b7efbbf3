"""What of Saleor's webhooks has to change: only ours, and only what differs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from saleor_personal_shopper.saleor.upkeep import wanted
from saleor_personal_shopper.saleor.upkeep.registered import RegisteredWebhook, WebhookSettings
from saleor_personal_shopper.saleor.upkeep.wanted import (
    WebhookChanges,
    wanted_digest,
    wanted_webhooks,
    webhook_changes,
)
from saleor_personal_shopper.saleor.webhooks import WEBHOOKS

HERE = "https://shopper.example.com"


@pytest.fixture(autouse=True)
def here(settings: Any) -> None:
    settings.APP_API_BASE_URL = HERE


def as_wanted() -> list[RegisteredWebhook]:
    """Saleor's webhooks when all is well."""
    settings = wanted_webhooks().values()
    return [RegisteredWebhook(f"id-{number}", one) for number, one in enumerate(settings)]


def foreign(**changes: Any) -> RegisteredWebhook:
    """A webhook that staff hung on the app."""
    settings = WebhookSettings(
        name="Mine",
        target_url="https://merchant.example.com/hook",
        query="subscription { event { __typename } }",
        events=frozenset({"ORDER_CREATED"}),
    )
    return RegisteredWebhook("foreign", replace(settings, **changes))


def test_nothing_changes_when_all_is_well() -> None:
    assert not webhook_changes(as_wanted())


def test_all_are_created_where_there_are_none() -> None:
    changes = webhook_changes([])
    assert {one.target_url for one in changes.create} == {
        f"{HERE}/api/webhooks/saleor/{webhook.slug}" for webhook in WEBHOOKS
    }
    assert (changes.update, changes.delete) == ((), ())


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Renamed"},
        {"query": "subscription { event { __typename } }"},
        {"events": frozenset({"ORDER_CREATED", "ORDER_EXPIRED"})},
        {"custom_headers": {"x-old": "1"}},
        {"is_active": False},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_differs_is_set_right(change: dict[str, Any]) -> None:
    first, *others = as_wanted()
    different = RegisteredWebhook(first.id, replace(first.settings, **change))

    changes = webhook_changes([different, *others])

    assert changes == WebhookChanges(update=((first.id, first.settings),))


def test_webhooks_follow_when_the_app_moves(settings: Any) -> None:
    before = as_wanted()
    settings.APP_API_BASE_URL = "https://new.example.com"

    changes = webhook_changes(before)

    assert (changes.create, changes.delete) == ((), ())
    assert [webhook_id for webhook_id, _ in changes.update] == [one.id for one in before]
    assert all(one.target_url.startswith("https://new.") for _, one in changes.update)


def test_a_webhook_of_another_version_is_deleted() -> None:
    old = foreign(name="Whatever", target_url=f"{HERE}/api/webhooks/saleor/draft-order-created")
    moved = foreign(
        name="Order expired", target_url="https://old.example.com/api/webhooks/saleor/order-expired"
    )

    changes = webhook_changes([*as_wanted(), old, moved])

    assert changes == WebhookChanges(delete=(old, moved))
    assert changes.names == ["Order expired", "Whatever"]


def test_of_two_alike_one_stays() -> None:
    first, *others = as_wanted()
    second = RegisteredWebhook("second", first.settings)

    assert webhook_changes([first, second, *others]) == WebhookChanges(delete=(second,))


@pytest.mark.parametrize(
    "target_url",
    [
        "https://merchant.example.com/hook",
        "https://merchant.example.com/api/webhooks/saleor/order-created",
        f"{HERE}/api/webhooks/other/order-created",
        f"{HERE}/api/webhooks/saleor/",
        f"{HERE}.evil.example.com/api/webhooks/saleor/order-created",
    ],
)
def test_webhooks_that_staff_made_are_left_alone(target_url: str) -> None:
    assert not webhook_changes([*as_wanted(), foreign(target_url=target_url)])


def test_the_digest_tells_addresses_and_queries_apart(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = wanted_digest()
    assert wanted_digest() == before
    settings.APP_API_BASE_URL = "https://new.example.com"
    moved = wanted_digest()
    changed = [replace(one, selection=("X", "x { id }")) for one in WEBHOOKS]
    monkeypatch.setattr(wanted, "WEBHOOKS", changed)
    assert len({before, moved, wanted_digest()}) == 3
