"""F04: what Saleor could not deliver is read there, and has its effect once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.carts.models import EventCheckout
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.installations.models import (
    Installation,
    MissedWebhook,
    WebhookDelivery,
    WebhookStatus,
)
from saleor_personal_shopper.core.installations.selectors import upkeep_of
from saleor_personal_shopper.core.installations.services import forget_missed_webhooks
from saleor_personal_shopper.core.installations.webhooks import due_deliveries, work_delivery
from saleor_personal_shopper.core.saleor_data import SaleorUnavailable
from saleor_personal_shopper.saleor import tasks
from saleor_personal_shopper.saleor.intake import take_in
from saleor_personal_shopper.saleor.manifest import manifest, webhook_name, webhook_url
from saleor_personal_shopper.saleor.upkeep import look_for_missed, missed, read_missed
from saleor_personal_shopper.saleor.webhooks import BY_SLUG
from tests import factories
from tests.saleor.contract.shop import unique
from tests.saleor.contract.test_webhooks import is_event
from tests.saleor.signing import APP_ID
from tests.saleor.stub_saleor import Reply, Request, StubSaleor, graphql
from tests.saleor.upkeep.conftest import Tenant

Install = Callable[[dict[str, Any]], Tenant]
NEW_CUSTOMER = """mutation ($input: UserCreateInput!) {
  customerCreate(input: $input) { user { id } errors { code } } }"""
DELETE_CUSTOMER = "mutation ($id: ID!) { customerDelete(id: $id) { errors { code } } }"
PLACE = "/api/webhooks/saleor/customer-deleted"


def work_all() -> None:
    for delivery_id in due_deliveries(timezone.now()):
        work_delivery(delivery_id=delivery_id, now=timezone.now())


class TestInAShop:
    """The demo store, and a real Saleor when one is named."""

    def delete_a_customer(self, tenant: Tenant) -> tuple[str, str]:
        """As staff do; gives what the customer was known by."""
        email = f"{unique('carla')}@example.com"
        made = tenant.shop.done(NEW_CUSTOMER, tenant.shop.admin, input={"email": email})["user"]
        tenant.shop.done(DELETE_CUSTOMER, tenant.shop.admin, id=made["id"])
        return str(made["id"]), email

    def wait_until_failed(self, tenant: Tenant) -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if any(one.failed for one in look_for_missed(tenant.client, now=timezone.now())):
                return
            time.sleep(0.1)
        raise AssertionError("No delivery failed.")

    def test_a_customer_is_forgotten_though_the_webhook_was_lost(self, tenant: Install) -> None:
        # given a customer of a call, deleted while our address answers 404 to everything
        ours = tenant(manifest())
        ours.server.answers = {PLACE: [404]}
        user_id, email = self.delete_a_customer(ours)
        call = factories.event(
            ours.installation, customer_email=email, saleor_user_id=user_id, status="FINISHED"
        )
        self.wait_until_failed(ours)

        # when
        assert read_missed(ours.installation, now=timezone.now()) == 1
        work_all()

        # then
        call.refresh_from_db()
        assert (call.customer_email, call.saleor_user_id, call.customer_name) == ("", "", "")
        row = MissedWebhook.objects.of(ours.installation).get()
        assert (row.event, row.problem) == ("CUSTOMER_DELETED", "")

        # and it is read only once
        assert read_missed(ours.installation, now=timezone.now()) == 0
        assert WebhookDelivery.objects.of(ours.installation).count() == 1

    def test_what_comes_after_all_is_the_same_delivery(self, tenant: Install) -> None:
        # given
        ours = tenant(manifest())
        ours.server.answers = {PLACE: [404]}
        user_id, _email = self.delete_a_customer(ours)
        self.wait_until_failed(ours)
        read_missed(ours.installation, now=timezone.now())

        # when staff have Saleor send it again
        sent = ours.server.wait_for(PLACE, is_event("CustomerDeleted", "user", user_id))
        take_in(
            installation=ours.installation,
            webhook=BY_SLUG["customer-deleted"],
            body=sent.body,
            now=timezone.now(),
        )

        # then
        delivery = WebhookDelivery.objects.of(ours.installation).get()
        assert delivery.payload == sent.json

    def test_what_was_delivered_is_not_read(self, tenant: Install) -> None:
        ours = tenant(manifest())
        user_id, _email = self.delete_a_customer(ours)
        ours.server.wait_for(PLACE, is_event("CustomerDeleted", "user", user_id))
        time.sleep(0.5)
        assert read_missed(ours.installation, now=timezone.now()) == 0
        assert upkeep_of(ours.installation).missed_read_at is not None


class Outbox:
    """A Saleor with deliveries of one webhook in every state."""

    def __init__(self, slug: str = "staff-updated") -> None:
        self.slug = slug
        self.failed: list[dict[str, Any]] = []
        self.pending: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self.break_off_at: int | None = None

    def add(self, at: datetime, *, status: str = "FAILED", payload: str | None = None) -> str:
        rows = self.failed if status == "FAILED" else self.pending
        node = {
            "id": f"{status}-{len(rows)}",
            "createdAt": at.isoformat(),
            "payload": payload if payload is not None else body_of(f"{status}-{len(rows)}"),
            "attempts": {"edges": []},
        }
        rows.append(node)
        return str(node["id"])

    def respond(self, request: Request) -> Reply:
        operation = request.operation
        self.asked.append(operation["operationName"])
        if self.break_off_at is not None and len(self.asked) > self.break_off_at:
            return Reply(status=404)
        if operation["operationName"] == "MissedDeliveries":
            return self._overview(operation["variables"]["first"])
        return self._page(operation["variables"])

    def _overview(self, first: int) -> Reply:
        webhook = {
            "id": "V2ViaG9vazox",
            "name": webhook_name(self.slug),
            "targetUrl": webhook_url(self.slug),
            "failed": edges(newest(self.failed)[:first]),
            "pending": edges(newest(self.pending)[::-1][:first]),
        }
        return graphql({"app": {"id": APP_ID, "webhooks": [webhook]}})

    def _page(self, variables: dict[str, Any]) -> Reply:
        rows = newest(self.failed if variables["status"] == "FAILED" else self.pending)
        start = int(variables.get("after") or 0)
        end = start + variables["first"]
        page = {
            **edges(rows[start:end]),
            "pageInfo": {"endCursor": str(end), "hasNextPage": end < len(rows)},
        }
        webhook = {"id": variables["webhook"], "eventDeliveries": page}
        return graphql({"app": {"id": APP_ID}, "webhook": webhook})


def newest(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: str(row["createdAt"]), reverse=True)


def edges(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"edges": [{"node": row} for row in rows]}


def body_of(user: str, *, type_name: str = "StaffUpdated", recipient: str = APP_ID) -> str:
    event = {"__typename": type_name, "recipient": {"id": recipient}, "user": {"id": user}}
    return json.dumps({**event, "checkout": {"id": user}})


def events_of(installation: Installation) -> set[str]:
    """The users that the deliveries taken in speak of."""
    rows = WebhookDelivery.objects.of(installation)
    return {row.payload["user"]["id"] for row in rows}


@pytest.fixture
def outbox(stub: StubSaleor) -> Outbox:
    outbox = Outbox()
    stub.respond = outbox.respond
    return outbox


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "PAGE", 3)
    monkeypatch.setattr(missed, "WATCHED", 2)


def test_all_that_failed_is_read_page_by_page(
    outbox: Outbox, stubbed: Installation, now: datetime, small_pages: None
) -> None:
    wanted = {outbox.add(now - timedelta(minutes=minute)) for minute in range(10)}

    assert read_missed(stubbed, now=now) == 10

    assert events_of(stubbed) == wanted
    assert outbox.asked == ["MissedDeliveries", *["MissedPayloads"] * 4]
    assert read_missed(stubbed, now=now) == 0
    assert outbox.asked[5:] == ["MissedDeliveries"]


def test_nothing_missed_costs_one_question(
    outbox: Outbox, stubbed: Installation, now: datetime
) -> None:
    assert read_missed(stubbed, now=now) == 0
    assert outbox.asked == ["MissedDeliveries"]


def test_what_saleor_lost_is_read_and_what_it_may_yet_bring_is_not(
    outbox: Outbox, stubbed: Installation, now: datetime
) -> None:
    lost = outbox.add(now - timedelta(minutes=16), status="PENDING")
    outbox.add(now - timedelta(minutes=14), status="PENDING")

    assert read_missed(stubbed, now=now) == 1

    assert events_of(stubbed) == {lost}


def test_what_failed_before_the_last_reading_is_left_behind(
    outbox: Outbox, stubbed: Installation, now: datetime, small_pages: None
) -> None:
    """But for a day, by which Saleor's queue may be late."""
    for day in range(8):
        outbox.add(now - timedelta(days=day, hours=1))
    read_missed(stubbed, now=now)
    outbox.asked.clear()
    later = now + timedelta(minutes=5)
    new = outbox.add(later)

    assert read_missed(stubbed, now=later + timedelta(seconds=1)) == 1

    assert new in events_of(stubbed)
    assert outbox.asked == ["MissedDeliveries", "MissedPayloads"]


def test_a_reading_that_broke_off_is_made_whole_by_the_next(
    outbox: Outbox, stubbed: Installation, now: datetime, small_pages: None
) -> None:
    """Though the newest are known by then."""
    wanted = {outbox.add(now - timedelta(minutes=minute)) for minute in range(9)}
    outbox.break_off_at = 2
    with pytest.raises(SaleorUnavailable):
        read_missed(stubbed, now=now)
    assert len(events_of(stubbed)) == 3
    outbox.break_off_at = None

    assert read_missed(stubbed, now=now) == 6

    assert events_of(stubbed) == wanted


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        ("", "a body that is no JSON"),
        (body_of("x", type_name="StaffDeleted"), "another event than the address says"),
        (body_of("x", recipient="QXBwOjk5"), "a webhook for another app"),
    ],
)
def test_what_cannot_be_taken_in_is_remembered_with_the_reason(
    outbox: Outbox, stubbed: Installation, now: datetime, payload: str, problem: str
) -> None:
    outbox.add(now - timedelta(minutes=1), payload=payload)

    for _ in range(2):
        read_missed(stubbed, now=now)

    assert MissedWebhook.objects.of(stubbed).get().problem == problem
    assert WebhookDelivery.objects.of(stubbed).count() == 0
    assert outbox.asked.count("MissedPayloads") == 1


def test_carts_are_all_looked_at_instead_of_each_news_of_them(
    stub: StubSaleor, stubbed: Installation, now: datetime
) -> None:
    # given
    outbox = Outbox("checkout-updated")
    stub.respond = outbox.respond
    outbox.add(now - timedelta(minutes=1))
    event: Event = factories.event(stubbed)
    cart = EventCheckout.objects.create(
        installation=stubbed,
        event=event,
        checkout_id="Q2hlY2tvdXQ6MQ==",
        created_by_us=True,
        created_at=now,
        read_at=now,
    )

    # when
    assert read_missed(stubbed, now=now) == 1

    # then
    cart.refresh_from_db()
    assert cart.read_at is None
    assert outbox.asked == ["MissedDeliveries"]
    assert read_missed(stubbed, now=now) == 0


def test_webhooks_of_others_are_none_of_our_business(
    outbox: Outbox, stubbed: Installation, now: datetime, settings: Any
) -> None:
    outbox.add(now - timedelta(minutes=1))
    outbox.slug = "not-of-this-version"
    assert read_missed(stubbed, now=now) == 0


def test_another_shop_s_reading_is_its_own(
    outbox: Outbox, stubbed: Installation, other_installation: Installation, now: datetime
) -> None:
    outbox.add(now - timedelta(minutes=1))
    MissedWebhook.objects.create(
        installation=other_installation,
        saleor_id="FAILED-0",
        event="STAFF_UPDATED",
        sent_at=now,
        read_at=now,
    )
    assert read_missed(stubbed, now=now) == 1


def test_what_was_read_is_remembered_for_as_long_as_saleor_keeps_it(
    outbox: Outbox, stubbed: Installation, now: datetime
) -> None:
    outbox.add(now - timedelta(minutes=1))
    read_missed(stubbed, now=now)
    assert forget_missed_webhooks(now + timedelta(days=29)) == 0
    assert forget_missed_webhooks(now + timedelta(days=30)) == 1


class TestTasks:
    def test_every_active_installation_is_asked(
        self,
        stubbed: Installation,
        other_installation: Installation,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        sent: list[str] = []
        monkeypatch.setattr(tasks.read_missed_of_installation, "delay", sent.append)
        Installation.objects.filter(pk=other_installation.pk).update(status="SUSPENDED")

        tasks.read_missed_webhooks()

        assert sent == [str(stubbed.pk)]

    def test_one_whose_saleor_is_away_is_asked_later(
        self, stub: StubSaleor, stubbed: Installation
    ) -> None:
        stub.respond = lambda request: Reply(status=404)
        tasks.read_missed_of_installation(str(stubbed.pk))
        assert upkeep_of(stubbed).missed_read_at is None

    def test_a_reading_has_its_deliveries_worked(
        self, outbox: Outbox, stubbed: Installation, now: datetime
    ) -> None:
        outbox.add(timezone.now() - timedelta(minutes=1))
        tasks.read_missed_of_installation(str(stubbed.pk))
        work_all()
        assert WebhookDelivery.objects.of(stubbed).get().status == WebhookStatus.PROCESSED
