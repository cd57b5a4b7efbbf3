"""Upkeep in the demo store and in a real Saleor, from an installation of an earlier release."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from saleor_personal_shopper import __version__
from saleor_personal_shopper.core.installations.locks import try_advisory_lock
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.selectors import (
    channel_settings,
    upkeep_of,
)
from saleor_personal_shopper.core.installations.services import (
    due_for_upkeep,
    suspend_installation,
    update_channel_settings,
)
from saleor_personal_shopper.saleor import tasks
from saleor_personal_shopper.saleor.manifest import manifest
from saleor_personal_shopper.saleor.permissions import required_permissions
from saleor_personal_shopper.saleor.upkeep import (
    keep_up,
    wanted_digest,
    webhook_changes,
)
from saleor_personal_shopper.saleor.upkeep.problems import EXTENSIONS_KEY, PERMISSIONS
from saleor_personal_shopper.saleor.upkeep.wanted import wanted_webhooks
from tests.saleor.conftest import register
from tests.saleor.contract.test_upkeep import CREATE, OWN
from tests.saleor.signing import Keys
from tests.saleor.stub_saleor import Reply, Request, StubSaleor, graphql
from tests.saleor.upkeep.conftest import Tenant

Install = Callable[[dict[str, Any]], Tenant]
STAFF_CREATES = """mutation ($input: WebhookCreateInput!) {
  webhookCreate(input: $input) { webhook { id } errors { field code } } }"""
OPEN = "query ($id: ID!) { app(id: $id) { problems { id key } } }"
STAFF_DISMISS = """mutation ($ids: [ID!]!) {
  appProblemDismiss(input: { byStaffWithIds: { ids: $ids } }) { errors { code } } }"""
QUERY = "subscription { event { __typename ... on StaffUpdated { user { id } } } }"


def hang(tenant: Tenant, name: str, url: str) -> None:
    """A webhook made by staff."""
    wanted = {
        "app": tenant.app.id,
        "name": name,
        "targetUrl": url,
        "query": QUERY,
        "asyncEvents": ["STAFF_UPDATED"],
    }
    tenant.shop.done(STAFF_CREATES, tenant.shop.admin, input=wanted)


def ids_by_name(tenant: Tenant) -> dict[str, str]:
    return {one.settings.name: one.id for one in tenant.registered.webhooks}


def open_problems(tenant: Tenant) -> dict[str, int]:
    """How often each open problem was told."""
    found = tenant.shop.data(OWN, tenant.app.token)["app"]["problems"]
    return {one["key"]: one["count"] for one in found if not one["dismissed"]}


def test_an_installation_of_the_first_release_gets_the_webhooks_of_today(
    tenant: Install, first_calls: dict[str, Any]
) -> None:
    # given
    ours = tenant(first_calls)
    hang(ours, "Merchant's own", "https://merchant.example.com/hook")
    before = ids_by_name(ours)
    assert "App updated" not in before

    # when
    assert ours.keep_up()

    # then
    assert not webhook_changes(ours.registered.webhooks)
    after = ids_by_name(ours)
    assert after.keys() == {
        "Merchant's own",
        *(one.name for one in wanted_webhooks().values()),
    }
    assert {name: after[name] for name in before} == before
    row = upkeep_of(ours.installation)
    assert (row.webhooks_digest, row.app_version) == (wanted_digest(), __version__)
    assert (row.trouble, row.missing_permissions, row.missing_extensions) == ("", [], [])

    # and once more, which changes nothing
    assert ours.keep_up()
    assert ids_by_name(ours) == after


def test_every_way_to_differ_is_mended_in_place(
    tenant: Install, first_calls: dict[str, Any]
) -> None:
    # given
    query, inactive, headers, gone, *_ = first_calls["webhooks"]
    query["query"] = "subscription { event { __typename ... on OrderCreated { order { id } } } }"
    inactive["isActive"] = False
    headers["customHeaders"] = {"X-Old": "1"}
    first_calls["webhooks"].remove(gone)
    retired = {**headers, "identifier": "order-expired", "name": "Order expired"}
    retired["targetUrl"] = headers["targetUrl"].replace(headers["identifier"], "order-expired")
    first_calls["webhooks"].append(retired)
    ours = tenant(first_calls)
    twin = {"events": inactive["asyncEvents"], "query": inactive["query"], "headers": "{}"}
    url = inactive["targetUrl"].replace("https://shopper.example.com", ours.server.url)
    ours.shop.done(CREATE, ours.app.token, **twin, url=url)
    before = ids_by_name(ours)

    # when
    ours.keep_up()

    # then
    assert not webhook_changes(ours.registered.webhooks)
    after = ids_by_name(ours)
    for kept in (query, inactive, headers):
        assert after[kept["name"]] == before[kept["name"]]
    assert gone["name"] in after
    assert "Order expired" not in after


def test_webhooks_follow_the_app_to_another_address(
    tenant: Install, first_calls: dict[str, Any], settings: Any
) -> None:
    ours = tenant(first_calls)
    settings.APP_API_BASE_URL = "https://moved.example.com"

    ours.keep_up()

    targets = {one.settings.target_url for one in ours.registered.webhooks}
    assert targets == {one.target_url for one in wanted_webhooks().values()}
    assert all(target.startswith("https://moved.example.com/") for target in targets)


def test_missing_permissions_are_told_once_and_dismissed_when_given(tenant: Install) -> None:
    # given
    ours = tenant(manifest())

    # when
    ours.give("MANAGE_ORDERS", "MANAGE_USERS")
    for _ in range(3):
        ours.keep_up()

    # then
    assert upkeep_of(ours.installation).missing_permissions == ["MANAGE_CHECKOUTS", "MANAGE_STAFF"]
    ours.installation.refresh_from_db()
    assert ours.installation.permissions == ["MANAGE_ORDERS", "MANAGE_USERS"]
    assert open_problems(ours) == {PERMISSIONS: 1}

    # and when another is taken, in other words
    ours.give("MANAGE_ORDERS")
    ours.keep_up()
    assert open_problems(ours) == {PERMISSIONS: 1}

    # and when all are given
    ours.give(*required_permissions())
    ours.keep_up()
    assert upkeep_of(ours.installation).missing_permissions == []
    assert open_problems(ours) == {}

    # and when they are taken once more
    ours.give("MANAGE_ORDERS", "MANAGE_USERS")
    ours.keep_up()
    assert open_problems(ours) == {PERMISSIONS: 1}


def test_a_problem_that_staff_dismissed_is_not_told_again(tenant: Install) -> None:
    ours = tenant(manifest())
    ours.give("MANAGE_ORDERS")
    ours.keep_up()
    (problem,) = ours.shop.data(OPEN, ours.shop.admin, id=ours.app.id)["app"]["problems"]
    ours.shop.done(STAFF_DISMISS, ours.shop.admin, ids=[problem["id"]])

    ours.keep_up()

    assert open_problems(ours) == {}


def test_installing_again_brings_extensions_and_loses_nothing(
    tenant: Install, first_calls: dict[str, Any], now: datetime
) -> None:
    # given an installation that lacks an extension of today
    first_calls["extensions"] = first_calls["extensions"][:2]
    ours = tenant(first_calls)
    update_channel_settings(
        installation=ours.installation, channel="default-channel", customer_url="https://a.example"
    )
    before = ours.installation.pk
    ours.keep_up()
    assert upkeep_of(ours.installation).missing_extensions == ["customer-call", "order-widget"]
    assert open_problems(ours) == {EXTENSIONS_KEY: 1}

    # when
    suspend_installation(
        installation=ours.installation, reason="Removed", now=timezone.now(), is_removed=True
    )
    ours.install_again()
    ours.keep_up()

    # then
    assert ours.installation.pk == before
    assert ours.installation.is_active
    assert channel_settings(ours.installation, "default-channel").customer_url
    assert upkeep_of(ours.installation).missing_extensions == []
    assert open_problems(ours) == {}


def answer_of(request: Request) -> str:
    return str(request.operation["operationName"])


def app_as(**fields: Any) -> Reply:
    app = {
        "id": "QXBwOjE=",
        "appUrl": "http://testserver",
        "permissions": [],
        "extensions": [],
        "webhooks": [],
        "problems": [],
    }
    return graphql({"app": {**app, **fields}})


class TestWhenSaleorDoesNotPlayAlong:
    def test_trouble_is_remembered_and_tried_again_later_and_later(
        self, stub: StubSaleor, stubbed: Installation, now: datetime
    ) -> None:
        stub.respond = lambda request: Reply(status=404)
        pauses = []
        for _ in range(6):
            assert keep_up(stubbed, now=now)
            row = upkeep_of(stubbed)
            pauses.append((row.due_at - now) // timedelta(minutes=1))
        assert pauses == [1, 2, 4, 8, 15, 15]
        assert row.trouble == "SaleorUnavailable: Saleor answered 404 without GraphQL."
        assert (row.failures, row.checked_at, row.webhooks_digest) == (6, None, "")

    def test_one_webhook_that_is_refused_does_not_hold_up_the_others(
        self, stub: StubSaleor, stubbed: Installation, now: datetime
    ) -> None:
        made: list[str] = []

        def respond(request: Request) -> Reply:
            if answer_of(request) == "RegisteredApp":
                return app_as()
            if answer_of(request) != "WebhookCreate":
                name = answer_of(request)
                return graphql({name[0].lower() + name[1:]: {"errors": []}})
            made.append(request.operation["variables"]["name"])
            refused = [{"code": "INVALID", "message": "No such event."}]
            is_refused = made[-1] == "Order paid"
            return graphql({"webhookCreate": {"errors": refused if is_refused else []}})

        stub.respond = respond
        keep_up(stubbed, now=now)

        assert sorted(made) == sorted(one.name for one in wanted_webhooks().values())
        row = upkeep_of(stubbed)
        assert row.trouble == "Order paid: No such event."
        assert row.missing_permissions == required_permissions()

    def test_a_dead_token_changes_nothing(
        self, stub: StubSaleor, stubbed: Installation, now: datetime
    ) -> None:
        stub.respond = lambda request: graphql({"app": None})
        keep_up(stubbed, now=now)
        assert upkeep_of(stubbed).trouble.startswith("SaleorTokenDead")
        assert {answer_of(request) for request in stub.requests if request.body} == {
            "RegisteredApp"
        }

    @pytest.mark.django_db(transaction=True)
    def test_two_never_look_after_one_installation_at_once(
        self, stub: StubSaleor, stubbed: Installation, now: datetime
    ) -> None:
        with held_elsewhere(f"upkeep-{stubbed.pk}"):
            assert keep_up(stubbed, now=now) is False
        assert stub.requests == []


@contextmanager
def held_elsewhere(name: str) -> Iterator[None]:
    """As if another process held the advisory lock."""
    with ThreadPoolExecutor(max_workers=1) as other:
        lock = try_advisory_lock(name)
        assert other.submit(lock.__enter__).result()
        try:
            yield
        finally:
            other.submit(lock.__exit__, None, None, None).result()
            other.submit(connections.close_all).result()


class TestTheSweeper:
    @pytest.fixture
    def sent(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The installations that a worker was told to look after."""
        sent: list[str] = []
        monkeypatch.setattr(tasks.keep_up_installation, "delay", sent.append)
        return sent

    def due(self, now: datetime) -> list[Any]:
        return due_for_upkeep(webhooks_digest=wanted_digest(), now=now)

    def test_an_installation_is_looked_after_until_it_is_up_to_date(
        self, stub: StubSaleor, stubbed: Installation, now: datetime
    ) -> None:
        assert self.due(now) == [stubbed.pk]
        stub.respond = lambda request: Reply(status=404)
        keep_up(stubbed, now=now)
        assert self.due(now) == []
        assert self.due(now + timedelta(minutes=1)) == [stubbed.pk]
        stub.respond = good
        keep_up(stubbed, now=now)
        assert self.due(now + timedelta(minutes=59)) == []
        assert self.due(now + timedelta(hours=1)) == [stubbed.pk]

    def test_another_version_s_webhooks_are_found_at_once(
        self, stub: StubSaleor, stubbed: Installation, now: datetime, settings: Any
    ) -> None:
        stub.respond = good
        keep_up(stubbed, now=now)
        settings.APP_API_BASE_URL = "https://moved.example.com"
        assert self.due(now) == [stubbed.pk]

    def test_registering_again_has_it_looked_at(
        self, stub: StubSaleor, stubbed: Installation, now: datetime, keys: Keys
    ) -> None:
        stub.respond = good
        keep_up(stubbed, now=now)
        register(stub.api_url, keys=keys, now=now)
        assert self.due(now) == [stubbed.pk]

    def test_suspended_shops_are_left_alone(
        self, stubbed: Installation, sent: list[str], now: datetime
    ) -> None:
        suspend_installation(installation=stubbed, reason="Off", now=now)
        tasks.sweep_upkeep()
        tasks.keep_up_installation(str(stubbed.pk))
        assert sent == []
        assert upkeep_of(stubbed).trouble == ""

    def test_a_broken_one_holds_up_no_other(
        self,
        stub: StubSaleor,
        stubbed: Installation,
        sent: list[str],
        keys: Keys,
        now: datetime,
    ) -> None:
        broken = register("http://127.0.0.1:9/graphql/", keys=keys, now=now)
        stub.respond = good

        tasks.sweep_upkeep()
        for installation_id in sorted(sent, key=lambda key: key != str(broken.pk)):
            tasks.keep_up_installation(installation_id)

        assert sorted(sent) == sorted(str(one.pk) for one in (stubbed, broken))
        assert upkeep_of(stubbed).webhooks_digest == wanted_digest()
        assert upkeep_of(broken).trouble.startswith("SaleorUnavailable")

    def test_one_that_was_erased_meanwhile_is_no_fault(self, db: None) -> None:
        tasks.keep_up_installation("00000000-0000-0000-0000-000000000000")

    @pytest.mark.django_db(transaction=True)
    def test_of_two_sweepers_one_works(self, stubbed: Installation, sent: list[str]) -> None:
        with held_elsewhere("sweep-upkeep"):
            tasks.sweep_upkeep()
        assert sent == []


def good(request: Request) -> Reply:
    """A Saleor that has the app and takes every change."""
    name = answer_of(request)
    if name == "RegisteredApp":
        return app_as()
    return graphql({name[0].lower() + name[1:]: {"errors": []}})
