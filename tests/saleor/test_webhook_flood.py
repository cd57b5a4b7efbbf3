"""Thousands of deliveries, doubled, out of order and over a change of keys: each has one effect.

F04-F07, S06-S08 at once, through the view, by several at a time, with real rows.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

import pytest
from django.db import connections
from django.test import RequestFactory
from django.utils import timezone

from saleor_personal_shopper.core.attribution.models import Attribution, OrderRecord
from saleor_personal_shopper.core.events.models import Event, RoomMessage
from saleor_personal_shopper.core.installations import webhooks as worker
from saleor_personal_shopper.core.installations.models import (
    Installation,
    WebhookDelivery,
    WebhookStatus,
)
from saleor_personal_shopper.core.installations.tasks import work_webhook
from saleor_personal_shopper.saleor import keys as keys_module
from saleor_personal_shopper.saleor.views import webhook_view
from tests import factories
from tests.saleor.conftest import register
from tests.saleor.signing import API_URL, APP_ID, Keys
from tests.saleor.test_webhook_handlers import add_to_cart, order_payload

pytestmark = pytest.mark.django_db(transaction=True)

DOUBLED = 5
"""Every fifth delivery is a second one."""
DELIVERIES_PER_ORDER = 80
STAFF = 50
AT_ONCE = 4
HISTORY = (
    "ORDER_CREATED",
    *["ORDER_UPDATED"] * 5,
    "ORDER_PAID",
    "ORDER_FULLY_PAID",
    "ORDER_UPDATED",
    "ORDER_CANCELLED",
)
"""What happens to an order; every second one is not cancelled."""


@dataclass(frozen=True)
class Sent:
    """One event as Saleor sends it, as often as it must."""

    event: str
    body: bytes


@dataclass
class SigningSaleor:
    """Signs by the key of the moment, and tries again what was answered 5xx, as Saleor does."""

    key: Keys
    fetches: int = 0
    answers: Counter[int] = field(default_factory=Counter)

    def fetch(self, url: str) -> dict[str, Any]:
        self.fetches += 1
        return self.key.jwks

    def deliver(self, sent: Sent) -> bool:
        """Whether it was taken."""
        slug = sent.event.lower().replace("_", "-")
        request = RequestFactory().post(
            f"/api/webhooks/saleor/{slug}",
            data=sent.body,
            content_type="application/json",
            headers={
                "Saleor-Api-Url": API_URL,
                "Saleor-Signature": self.key.signature(sent.body),
            },
        )
        status = webhook_view(request, slug).status_code
        self.answers[status] += 1
        return status == 202


@pytest.fixture
def saleor(monkeypatch: pytest.MonkeyPatch) -> SigningSaleor:
    saleor = SigningSaleor(Keys("key-1"))
    monkeypatch.setattr(keys_module, "fetch_jwks", saleor.fetch)
    # The broker is away all the time: rows are found by the sweeper.
    monkeypatch.setattr(work_webhook, "delay", lambda key: None)
    return saleor


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """How often each delivery was worked to its end; one in twenty fails the first time."""
    done: Counter[int] = Counter()
    stumbled: set[int] = set()
    lock = Lock()

    def counting(handler: worker.Handler) -> worker.Handler:
        def work(delivery: WebhookDelivery, now: datetime) -> None:
            with lock:
                stumbles = delivery.pk % 20 == 0 and delivery.pk not in stumbled
                stumbled.add(delivery.pk)
            handler(delivery, now)
            if stumbles:
                raise ConnectionError("lost after the work was done")
            with lock:
                done[delivery.pk] += 1

        return work

    wrapped = {event: counting(handler) for event, handler in worker._handlers.items()}
    monkeypatch.setattr(worker, "_handlers", wrapped)
    return done


def event_body(type_name: str, issued_at: datetime, **content: Any) -> bytes:
    head = {"__typename": type_name, "issuedAt": issued_at.isoformat()}
    return json.dumps({**head, "recipient": {"id": APP_ID}, **content}).encode()


def history_of(number: int, now: datetime) -> list[Sent]:
    """All versions of one order, from its creation on."""
    is_paid, steps = False, HISTORY[: -1 if number % 2 else None]
    sent = []
    for step, event in enumerate(steps):
        at = now + timedelta(seconds=step)
        is_paid = is_paid or event in {"ORDER_PAID", "ORDER_FULLY_PAID"}
        changes = {
            "id": f"order-{number}",
            "number": str(number),
            "checkoutId": f"checkout-{number}",
            "isPaid": is_paid,
            "status": "CANCELED" if event == "ORDER_CANCELLED" else "UNFULFILLED",
            "updatedAt": at.isoformat(),
        }
        type_name = event.title().replace("_", "")
        sent.append(Sent(event, event_body(type_name, at, **order_payload(now, **changes))))
    return sent


def staff_updated(number: int, now: datetime) -> Sent:
    at = now + timedelta(milliseconds=number)
    return Sent(
        "STAFF_UPDATED", event_body("StaffUpdated", at, user={"id": f"staff-{number % STAFF}"})
    )


@contextmanager
def several() -> Iterator[ThreadPoolExecutor]:
    """Threads that close their connections to PostgreSQL in the end."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield pool
        for closing in [pool.submit(_close_soon) for _ in range(AT_ONCE)]:
            closing.result()


def _close_soon() -> None:
    connections.close_all()
    time.sleep(0.05)


def send_all(saleor: SigningSaleor, stream: list[Sent], rotate: Callable[[], None]) -> None:
    """Deliver the stream, changing keys half-way; what was refused with 5xx comes again later."""
    again: deque[Sent] = deque()

    def send(sent: Sent) -> None:
        if not saleor.deliver(sent):
            again.append(sent)

    with several() as pool:
        half = len(stream) // 2
        list(pool.map(send, stream[:half]))
        rotate()
        list(pool.map(send, stream[half : half + 200]))  # within the minute after a fetch
        Installation.objects.update(jwks_fetched_at=timezone.now() - timedelta(seconds=61))
        list(pool.map(send, stream[half + 200 :]))
        while again:
            list(pool.map(send, [again.popleft() for _ in range(len(again))]))


def work_all() -> int:
    """Sweep until nothing is left, two sweepers at once; gives how many sweeps it took."""
    sweeps, now = 0, timezone.now() + timedelta(seconds=1)

    def work(key: int) -> None:
        worker.work_delivery(delivery_id=key, now=now)

    with several() as pool:
        while due := worker.due_deliveries(now):
            list(pool.map(work, [key for key in due for _ in range(2)]))
            sweeps += 1
            if not worker.due_deliveries(now):
                now += timedelta(minutes=3)
    return sweeps


@pytest.mark.parametrize("deliveries", [1_500, pytest.param(10_000, marks=pytest.mark.thorough)])
def test_every_delivery_has_its_effect_once(
    saleor: SigningSaleor, worked: Counter[int], deliveries: int
) -> None:
    # given orders that came of calls, and what Saleor has to say of them
    now = timezone.now().replace(microsecond=0) - timedelta(hours=1)
    shop = register(API_URL, keys=saleor.key, now=now)
    calls: list[Event] = []
    orders, doubled = deliveries // DELIVERIES_PER_ORDER, deliveries // DOUBLED
    for number in range(orders):
        calls.append(factories.event(shop))
        add_to_cart(calls[-1], f"checkout-{number}", now)
    stories = [sent for number in range(orders) for sent in history_of(number, now)]
    others = deliveries - doubled - len(stories)
    unique = [*stories, *(staff_updated(number, now) for number in range(others))]
    chance = random.Random(7)
    stream = [*unique, *chance.sample(unique, doubled)]
    chance.shuffle(stream)
    assert len(stream) == deliveries

    # when all of it comes, and is worked
    def rotate() -> None:
        saleor.key = Keys("key-2")
        Installation.objects.update(jwks_fetched_at=timezone.now())

    send_all(saleor, stream, rotate)
    work_all()

    # then each was kept once, also those that met unknown keys, for which keys were fetched once
    assert saleor.answers[202] == deliveries
    assert set(saleor.answers) == {202, 503}
    assert saleor.answers[503] >= 200
    assert saleor.fetches == 1
    kept = WebhookDelivery.objects.of(shop)
    assert kept.count() == len(unique)
    assert set(kept.values_list("status", flat=True)) == {WebhookStatus.PROCESSED}
    assert set(worked.values()) == {1}
    assert len(worked) == len(unique)

    # and every order is credited as its last version says, and told in its room once
    assert OrderRecord.objects.of(shop).count() == orders
    for number, call in enumerate(calls):
        rows = Attribution.objects.of(shop).filter(event=call, kind="ASSISTED")
        wanted = "CONFIRMED" if number % 2 else "REVERSED"
        assert [(row.order.order_id, row.state, row.quantity) for row in rows] == [
            (f"order-{number}", wanted, 2)
        ]
    told = RoomMessage.objects.of(shop).filter(type="order.placed")
    assert Counter(told.values_list("event_id", flat=True)) == {call.pk: 1 for call in calls}


def test_ten_copies_at_the_same_moment_are_kept_and_worked_once(
    saleor: SigningSaleor, worked: Counter[int]
) -> None:
    # given
    shop = register(API_URL, keys=saleor.key, now=timezone.now())
    sent = staff_updated(1, timezone.now())

    # when
    with several() as pool:
        assert all(pool.map(saleor.deliver, [sent] * 10))
    work_all()

    # then
    assert WebhookDelivery.objects.of(shop).count() == 1
    assert list(worked.values()) == [1]
