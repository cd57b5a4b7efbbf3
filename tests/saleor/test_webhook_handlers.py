"""What each webhook does, once taken in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.attribution.models import Attribution
from saleor_personal_shopper.core.carts.models import CartChange, EventCheckout
from saleor_personal_shopper.core.events.models import Event, ParticipantRole
from saleor_personal_shopper.core.installations.models import (
    Installation,
    StaffSession,
    WebhookDelivery,
)
from saleor_personal_shopper.core.shoppers.sessions import open_session
from saleor_personal_shopper.saleor import proof, webhooks
from saleor_personal_shopper.saleor.fake_api import fake_shop
from saleor_personal_shopper.saleor.fake_upkeep import FakeAppUpkeep, fake_lacking
from saleor_personal_shopper.saleor.proof import Proof
from saleor_personal_shopper.saleor.webhooks.app import UpkeepBusy
from tests import factories

CHECKOUT = "Q2hlY2tvdXQ6MQ=="
VARIANT = "UHJvZHVjdFZhcmlhbnQ6MQ=="


def work(installation: Installation, event: str, payload: dict[str, Any], now: datetime) -> None:
    webhook = next(one for one in webhooks.WEBHOOKS if one.event == event)
    delivery = WebhookDelivery(installation=installation, event=event, payload=payload)
    webhook.handler(delivery, now)


def order_payload(now: datetime, **changes: Any) -> dict[str, Any]:
    """The order as our subscription has Saleor send it."""
    gross = {"amount": 10.0, "currency": "USD"}
    line = {
        "id": "TGluZTox",
        "quantity": 2,
        "productName": "Juice",
        "productVariantId": VARIANT,
        "privateMetafield": None,
        "unitPrice": {"gross": gross},
        "variant": {"product": {"id": "UHJvZHVjdDox"}},
    }
    order = {
        "id": "T3JkZXI6MQ==",
        "number": "17",
        "checkoutId": CHECKOUT,
        "status": "UNFULFILLED",
        "isPaid": False,
        "created": now.isoformat(),
        "updatedAt": now.isoformat(),
        "channel": {"slug": "default-channel"},
        "user": None,
        "userEmail": "carla@example.com",
        "privateMetafield": None,
        "total": {"gross": {"amount": 20.0, "currency": "USD"}},
        "totalCharged": {"amount": 0, "currency": "USD"},
        "totalRefunded": {"amount": 0, "currency": "USD"},
        "lines": [line],
        "fulfillments": [],
        "grantedRefunds": [],
    }
    return {"order": {**order, **changes}}


def add_to_cart(event: Event, checkout_id: str, now: datetime) -> None:
    """Two of the variant, added to a checkout in the event."""
    customer = factories.participant(event, ParticipantRole.CUSTOMER)
    cart = EventCheckout.objects.create(
        installation=event.installation,
        event=event,
        checkout_id=checkout_id,
        created_by_us=True,
        created_at=now,
    )
    CartChange.objects.create(
        installation=event.installation,
        event=event,
        checkout=cart,
        participant=customer,
        kind="ADD",
        variant_id=VARIANT,
        quantity=2,
        effect=2,
        status="APPLIED",
        created_at=now,
        settled_at=now,
    )


@pytest.fixture
def bought(installation: Installation, now: datetime) -> Event:
    """An event in which two of the variant were added to the checkout."""
    event = factories.event(installation)
    add_to_cart(event, CHECKOUT, now)
    return event


def credited(event: Event) -> list[tuple[str, int, str]]:
    rows = Attribution.objects.of(event.installation_id).filter(event=event, kind="ASSISTED")
    return [(row.state, row.quantity, str(row.amount.normalize())) for row in rows]


class TestOrders:
    def test_an_order_is_credited_confirmed_and_reversed(
        self, installation: Installation, bought: Event, now: datetime
    ) -> None:
        later = now + timedelta(minutes=1)
        work(installation, "ORDER_CREATED", order_payload(now), now)
        assert credited(bought) == [("PENDING", 2, "2E+1")]
        paid = order_payload(now, isPaid=True, updatedAt=later.isoformat())
        work(installation, "ORDER_FULLY_PAID", paid, now)
        assert credited(bought) == [("CONFIRMED", 2, "2E+1")]
        latest = (later + timedelta(minutes=1)).isoformat()
        cancelled = order_payload(now, isPaid=True, status="CANCELED", updatedAt=latest)
        work(installation, "ORDER_CANCELLED", cancelled, now)
        assert [state for state, *_ in credited(bought)] == ["REVERSED"]

    def test_old_news_after_new_news_changes_nothing(
        self, installation: Installation, bought: Event, now: datetime
    ) -> None:
        later = (now + timedelta(minutes=1)).isoformat()
        work(installation, "ORDER_PAID", order_payload(now, isPaid=True, updatedAt=later), now)
        work(installation, "ORDER_CREATED", order_payload(now), now)
        assert credited(bought) == [("CONFIRMED", 2, "2E+1")]

    def test_a_thin_payload_is_completed_from_saleor(
        self, installation: Installation, bought: Event, now: datetime
    ) -> None:
        shop = fake_shop(installation)
        product = shop.add_product()
        checkout = shop.add_checkout("default-channel")
        checkout.lines.append(shop.new_line(product.variants[0].id, 2))
        order = shop.place_order(checkout.id, now=now)
        shop.orders[order.id] = replace(
            order,
            checkout_id=CHECKOUT,
            lines=[replace(order.lines[0], variant_id=VARIANT)],
        )
        work(installation, "ORDER_UPDATED", {"order": {"id": order.id}}, now)
        assert [quantity for _, quantity, _ in credited(bought)] == [2]

    def test_what_was_returned_is_taken_off(
        self, installation: Installation, bought: Event, now: datetime
    ) -> None:
        sent_back = {"quantity": 1, "orderLine": {"id": "TGluZTox"}}
        payload = order_payload(
            now,
            isPaid=True,
            fulfillments=[
                {"status": "RETURNED", "lines": [sent_back]},
                {"status": "CANCELED", "lines": [sent_back]},
            ],
            grantedRefunds=[{"status": "SUCCESS", "lines": [sent_back]}],
        )
        work(installation, "ORDER_UPDATED", payload, now)
        assert ("CONFIRMED", 1, "1E+1") in credited(bought)


class TestCheckouts:
    def test_only_a_checkout_in_an_event_concerns_us(
        self, installation: Installation, other_installation: Installation, bought: Event
    ) -> None:
        concerns = webhooks.BY_SLUG["checkout-updated"].concerns
        ours, strangers = {"checkout": {"id": CHECKOUT}}, {"checkout": {"id": "Q2hlY2tvdXQ6Mg=="}}
        assert concerns(installation, ours)
        assert not concerns(installation, strangers)
        assert not concerns(installation, {"checkout": None})
        assert not concerns(other_installation, ours)

    def test_the_checkout_is_read_again(
        self, installation: Installation, bought: Event, now: datetime
    ) -> None:
        shop = fake_shop(installation)
        product = shop.add_product()
        checkout = shop.add_checkout("default-channel")
        checkout.lines.append(shop.new_line(product.variants[0].id, 3))
        EventCheckout.objects.of(installation).update(checkout_id=checkout.id)
        work(installation, "CHECKOUT_UPDATED", {"checkout": {"id": checkout.id}}, now)
        state = EventCheckout.objects.of(installation).get().state
        assert '"quantity": 3' in json.dumps(state)


class TestUsers:
    @pytest.mark.parametrize("event", ["STAFF_UPDATED", "STAFF_DELETED"])
    def test_staff_who_lost_their_rights_are_sent_out(
        self, installation: Installation, now: datetime, event: str
    ) -> None:
        member = factories.staff_member(installation, permissions=["MANAGE_STAFF"])
        open_session(staff_member=member, now=now)
        work(installation, event, {"user": {"id": member.saleor_user_id}}, now)
        assert StaffSession.objects.of(installation).count() == 0

    def test_staff_who_keep_their_rights_stay(
        self, installation: Installation, now: datetime
    ) -> None:
        staff = fake_shop(installation).add_staff("sam@example.com", permissions=("MANAGE_STAFF",))
        member = factories.staff_member(installation, saleor_user_id=staff.id)
        open_session(staff_member=member, now=now)
        work(installation, "STAFF_UPDATED", {"user": {"id": staff.id}}, now)
        work(installation, "PERMISSION_GROUP_UPDATED", {"permissionGroup": {"id": "G"}}, now)
        assert StaffSession.objects.of(installation).count() == 1

    def test_a_changed_group_may_send_anybody_out(
        self, installation: Installation, now: datetime
    ) -> None:
        staff = fake_shop(installation).add_staff("sam@example.com")
        member = factories.staff_member(installation, saleor_user_id=staff.id)
        open_session(staff_member=member, now=now)
        work(installation, "PERMISSION_GROUP_DELETED", {"permissionGroup": {"id": "G"}}, now)
        assert StaffSession.objects.of(installation).count() == 0

    def test_a_deleted_customer_is_forgotten_there_and_only_there(
        self, installation: Installation, other_installation: Installation, now: datetime
    ) -> None:
        ours = factories.event(installation, saleor_user_id="VXNlcjo5")
        theirs = factories.event(other_installation, saleor_user_id="VXNlcjo5")
        payload = {"user": {"id": "VXNlcjo5", "email": "carla@example.com"}}
        for _ in range(3):
            work(installation, "CUSTOMER_DELETED", payload, now)
        ours.refresh_from_db()
        theirs.refresh_from_db()
        assert (ours.customer_name, ours.customer_email) == ("", "")
        assert theirs.customer_name == "Carla Customer"


class TestApp:
    def test_removing_the_app_suspends(self, installation: Installation, now: datetime) -> None:
        work(installation, "APP_DELETED", {"app": {"id": installation.app_id}}, now)
        installation.refresh_from_db()
        assert not installation.is_active

    def test_late_word_of_an_older_registration_changes_nothing(
        self, installation: Installation, now: datetime
    ) -> None:
        work(installation, "APP_DELETED", {"app": {"id": "QXBwOjA="}}, now)
        installation.refresh_from_db()
        assert installation.is_active

    def test_changed_permissions_have_the_app_looked_after(
        self, installation: Installation, now: datetime
    ) -> None:
        work(installation, "APP_UPDATED", {"app": {"id": installation.app_id}}, now)
        assert fake_lacking(installation).looks == 1

    def test_who_looks_already_may_not_know_the_change_yet(
        self, installation: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(FakeAppUpkeep, "keep_up", lambda *_: False)
        with pytest.raises(UpkeepBusy):
            work(installation, "APP_UPDATED", {"app": {"id": installation.app_id}}, now)

    def test_a_change_of_status_is_looked_up(
        self, registered: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whatever order two changes come in, what holds is what Saleor says now."""
        Installation.objects.update(status="SUSPENDED")
        registered.refresh_from_db()
        alive = Proof(registered.app_id, "x", frozenset({"MANAGE_ORDERS"}), "3.23.28")
        monkeypatch.setattr(proof, "prove", lambda url, token: alive)
        work(registered, "APP_STATUS_CHANGED", {"app": {"id": "x", "isActive": False}}, now)
        registered.refresh_from_db()
        assert registered.is_active


@pytest.mark.parametrize("event", ["STAFF_DELETED", "STAFF_UPDATED"])
def test_whoever_is_no_longer_staff_takes_no_bookings(
    installation: Installation, now: datetime, event: str
) -> None:
    shop = fake_shop(installation)
    staff = shop.add_staff("paula@example.com")
    person = factories.personal_shopper(installation, email=staff.email, saleor_user_id=staff.id)
    shop.staff[staff.id] = replace(staff, is_active=False)

    for _delivery in range(2):
        work(installation, event, {"user": {"id": staff.id}}, now)

    person.refresh_from_db()
    assert (person.deactivated_at, person.is_available) == (now, False)
    shop.staff[staff.id] = staff
    work(installation, "STAFF_UPDATED", {"user": {"id": staff.id}}, now)
    person.refresh_from_db()
    assert person.deactivated_at is None
