"""tasks.py: hints that may come late, and carts left waiting."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from saleor_personal_shopper.core.carts import services, tasks
from saleor_personal_shopper.core.carts.models import EventCheckout
from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.installations.locks import try_advisory_lock
from saleor_personal_shopper.core.saleor_data import VariantQuantity
from saleor_personal_shopper.saleor.fake_shop import FakeShop


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What `drain_cart` was sent for."""
    sent: list[Any] = []
    monkeypatch.setattr(tasks.drain_cart, "delay", sent.append)
    return sent


def add(event: Event, customer: Participant, variant_id: str, now: datetime) -> EventCheckout:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(variant_id, 1)], now=now
    )
    return EventCheckout.objects.of(event.installation).get()


def test_assisted_lines_carry_the_event_in_private_metadata(
    event: Event, customer: Participant, shop: FakeShop, juice: str, tea: str, now: datetime
) -> None:
    own = shop.add_checkout("default-channel")
    own.lines.append(shop.new_line(tea, 1))
    services.open_checkout(event=event, checkout_id=own.id, now=now)
    cart = add(event, customer, juice, now)
    tasks.mark_assisted_lines(cart.pk)
    assert own.event_hint == str(event.pk)
    assisted = [line.id for line in own.lines if line.variant_id == juice]
    assert own.line_hints == dict.fromkeys(assisted, str(event.pk))


def test_a_hint_that_cannot_be_left_is_not_missed(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    cart = add(event, customer, juice, now)
    shop.is_down = True
    tasks.mark_assisted_lines(cart.pk)
    shop.is_down = False
    shop.checkouts.clear()
    tasks.mark_assisted_lines(cart.pk)


def test_carts_left_waiting_are_drained(
    event: Event,
    customer: Participant,
    shop: FakeShop,
    juice: str,
    now: datetime,
    sent: list[Any],
) -> None:
    shop.is_down = True
    cart = add(event, customer, juice, datetime.fromisoformat("2020-01-01T00:00Z"))
    tasks.sweep_carts()
    assert sent == [cart.pk]
    shop.is_down = False
    tasks.drain_cart(cart.pk)
    (checkout,) = shop.checkouts.values()
    assert [line.quantity for line in checkout.lines] == [1]
    assert checkout.event_hint == str(event.pk)


@pytest.mark.django_db(transaction=True)
def test_two_beats_sweep_once(
    event: Event, customer: Participant, shop: FakeShop, juice: str, sent: list[Any]
) -> None:
    import threading

    from django.db import connection

    shop.is_down = True
    add(event, customer, juice, datetime.fromisoformat("2020-01-01T00:00Z"))
    held, done = threading.Event(), threading.Event()

    def other_beat() -> None:
        with try_advisory_lock("sweep-carts"):
            held.set()
            done.wait(5)
        connection.close()

    thread = threading.Thread(target=other_beat)
    thread.start()
    held.wait(5)
    tasks.sweep_carts()
    assert sent == []
    done.set()
    thread.join()
    tasks.sweep_carts()
    assert len(sent) == 1
