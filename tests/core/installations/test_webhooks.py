"""receive_webhook and webhooks.py: kept once, worked until it succeeds once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from saleor_personal_shopper.core.installations import tasks, webhooks
from saleor_personal_shopper.core.installations.models import (
    Installation,
    WebhookDelivery,
    WebhookStatus,
)
from saleor_personal_shopper.core.installations.services import receive_webhook
from saleor_personal_shopper.core.installations.webhooks import (
    MAX_ATTEMPTS,
    due_deliveries,
    forget_deliveries,
    pause_after,
    work_delivery,
)

BODY = b'{"order": {"id": "T3JkZXI6MQ=="}}'


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Deliveries that a worker was told of."""
    sent: list[int] = []
    monkeypatch.setattr(tasks.work_webhook, "delay", sent.append)
    return sent


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Payloads that the handler of ORDER_PAID was given."""
    worked: list[Any] = []
    handler = lambda delivery, now: worked.append(delivery.payload)  # noqa: E731
    monkeypatch.setattr(webhooks, "_handlers", {"ORDER_PAID": handler})
    return worked


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    def handler(delivery: WebhookDelivery, now: datetime) -> None:
        raise ConnectionError("secret detail")

    monkeypatch.setattr(webhooks, "_handlers", {"ORDER_PAID": handler})


def receive(
    installation: Installation, now: datetime, body: bytes = BODY
) -> WebhookDelivery | None:
    return receive_webhook(
        installation=installation, event="ORDER_PAID", body=body, payload={"a": 1}, now=now
    )


def test_a_webhook_is_kept_and_a_worker_told_after_commit(
    installation: Installation,
    now: datetime,
    sent: list[int],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        delivery = receive(installation, now)
        assert sent == []
    assert delivery is not None
    assert sent == [delivery.pk]


def test_the_same_webhook_is_kept_once(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    assert receive(installation, now)
    assert receive(installation, now) is None
    assert receive(installation, now, b"another body")
    assert receive(other_installation, now)
    assert WebhookDelivery.objects.across_installations().count() == 3


@pytest.mark.django_db(transaction=True)
def test_ten_copies_at_once_are_one(
    installation: Installation, now: datetime, sent: list[int]
) -> None:
    barrier = threading.Barrier(10)

    def run() -> None:
        barrier.wait()
        receive(installation, now)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == WebhookDelivery.objects.of(installation).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_webhook_is_kept_though_the_broker_is_away(
    installation: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_delivery_id: int) -> None:
        raise ConnectionError

    monkeypatch.setattr(tasks.work_webhook, "delay", away)
    delivery = receive(installation, now)
    assert delivery is not None
    assert due_deliveries(now) == [delivery.pk]


def test_a_webhook_is_worked_once(
    installation: Installation, now: datetime, worked: list[Any]
) -> None:
    delivery = receive(installation, now)
    assert delivery is not None
    assert work_delivery(delivery_id=delivery.pk, now=now)
    assert not work_delivery(delivery_id=delivery.pk, now=now)
    assert worked == [{"a": 1}]
    delivery.refresh_from_db()
    assert (delivery.status, delivery.processed_at) == (WebhookStatus.PROCESSED, now)


def test_an_event_without_a_handler_is_settled(
    installation: Installation, now: datetime, worked: list[Any]
) -> None:
    delivery = receive_webhook(
        installation=installation, event="FUTURE", body=b"", payload={}, now=now
    )
    assert delivery is not None
    assert work_delivery(delivery_id=delivery.pk, now=now)


def test_while_one_worker_is_at_it_no_other_is(
    installation: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    second: list[bool] = []

    def handler(delivery: WebhookDelivery, at: datetime) -> None:
        second.append(work_delivery(delivery_id=delivery.pk, now=at))

    monkeypatch.setattr(webhooks, "_handlers", {"ORDER_PAID": handler})
    delivery = receive(installation, now)
    assert delivery is not None
    assert work_delivery(delivery_id=delivery.pk, now=now)
    assert second == [False]


def test_a_failure_is_tried_again_after_growing_pauses(
    installation: Installation, now: datetime, failing: None
) -> None:
    delivery = receive(installation, now)
    assert delivery is not None
    at = now
    for attempt in range(1, MAX_ATTEMPTS):
        assert not work_delivery(delivery_id=delivery.pk, now=at)
        at += pause_after(attempt)
        assert due_deliveries(at - timedelta(seconds=1)) == []
        assert due_deliveries(at) == [delivery.pk]
    assert not work_delivery(delivery_id=delivery.pk, now=at)
    delivery.refresh_from_db()
    assert delivery.status == WebhookStatus.FAILED
    assert at - now > timedelta(minutes=30)


def test_the_error_is_kept_by_its_kind_alone(
    installation: Installation, now: datetime, failing: None
) -> None:
    """What an exception says may hold a customer's data."""
    delivery = receive(installation, now)
    assert delivery is not None
    work_delivery(delivery_id=delivery.pk, now=now)
    delivery.refresh_from_db()
    assert delivery.error == "ConnectionError"


def test_a_given_up_webhook_that_is_sent_again_gets_a_new_chance(
    installation: Installation, now: datetime, worked: list[Any]
) -> None:
    delivery = receive(installation, now)
    assert delivery is not None
    delivery.status = WebhookStatus.FAILED
    delivery.save()
    assert receive(installation, now)
    assert work_delivery(delivery_id=delivery.pk, now=now)


def test_the_work_of_a_dead_worker_is_found_again(
    installation: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(delivery: WebhookDelivery, at: datetime) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(webhooks, "_handlers", {"ORDER_PAID": die})
    delivery = receive(installation, now)
    assert delivery is not None
    with pytest.raises(KeyboardInterrupt):
        work_delivery(delivery_id=delivery.pk, now=now)
    assert due_deliveries(now) == []
    assert due_deliveries(now + timedelta(minutes=2)) == [delivery.pk]


def test_the_sweeper_has_what_is_due_worked(
    installation: Installation, now: datetime, sent: list[int], worked: list[Any]
) -> None:
    delivery = receive(installation, datetime.fromisoformat("2020-01-01T00:00Z"))
    assert delivery is not None
    tasks.sweep_webhooks()
    assert sent == [delivery.pk]
    tasks.work_webhook(delivery.pk)
    tasks.sweep_webhooks()
    assert len(worked) == len(sent) == 1


def test_settled_webhooks_are_emptied_after_a_week_and_known_for_a_month(
    installation: Installation, now: datetime, worked: list[Any]
) -> None:
    """Payloads name customers; but what comes again must not have its effect again (S08)."""
    # given
    delivery = receive(installation, now)
    waiting = receive(installation, now, b"waiting")
    assert delivery is not None
    assert waiting is not None
    work_delivery(delivery_id=delivery.pk, now=now)

    # then
    assert forget_deliveries(now + timedelta(days=6)) == 0
    assert forget_deliveries(now + timedelta(days=7)) == 1
    delivery.refresh_from_db()
    assert delivery.payload == {}
    waiting.refresh_from_db()
    assert waiting.payload != {}
    assert receive(installation, now + timedelta(days=29)) is None
    assert forget_deliveries(now + timedelta(days=29)) == 0

    # and then
    forget_deliveries(now + timedelta(days=30))
    assert WebhookDelivery.objects.of(installation).get() == waiting
