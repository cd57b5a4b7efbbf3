"""What upkeep relies on: an app reads and changes its own part of Saleor without any permission."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.saleor.contract.app import AppServer, InstalledApp, install, remove
from tests.saleor.contract.shop import Shop
from tests.saleor.contract.test_webhooks import DELETE, hire, is_event

OWN = """{ app { id appUrl permissions { code }
  extensions { mountName targetName url settings }
  webhooks { id name targetUrl isActive subscriptionQuery customHeaders asyncEvents { eventType } }
  problems { key message count dismissed { by } }
} }"""
MISSED = """query ($status: EventDeliveryStatusEnum!) { app { id webhooks { id name
  eventDeliveries(first: 20, filter: { status: $status },
                  sortBy: { field: CREATED_AT, direction: DESC }) {
    pageInfo { hasNextPage endCursor }
    edges { node { id createdAt eventType status payload
      attempts(first: 1, sortBy: { field: CREATED_AT, direction: DESC }) {
        edges { node { responseStatusCode } } } } } } } } }"""
ONE = """query ($id: ID!, $after: String) { app { id } webhook(id: $id) { id name
  eventDeliveries(first: 1, after: $after, filter: { status: FAILED }) {
    pageInfo { hasNextPage endCursor } edges { node { id } } } } }"""
CREATE = """mutation ($events: [WebhookEventTypeAsyncEnum!]!, $url: String!, $query: String!,
                      $headers: JSONString!) {
  webhookCreate(input: { name: "More", targetUrl: $url, query: $query, asyncEvents: $events,
                         customHeaders: $headers, isActive: true }) {
    webhook { id } errors { field code } } }"""
UPDATE = """mutation ($id: ID!, $input: WebhookUpdateInput!) {
  webhookUpdate(id: $id, input: $input) { errors { field code message } } }"""
TELL = """mutation ($key: String!, $message: String!) {
  appProblemCreate(input: { key: $key, message: $message }) { errors { code } } }"""
DISMISS = """mutation ($keys: [String!]!) {
  appProblemDismiss(input: { byApp: { keys: $keys } }) { errors { code } } }"""
GIVE = """mutation ($id: ID!, $permissions: [PermissionEnum!]!) {
  appUpdate(id: $id, input: { permissions: $permissions }) { errors { code } } }"""
USER = "query ($email: String!) { app { id permissions { code } } user(email: $email) { id } }"


@pytest.fixture
def apart(shop: Shop, server: AppServer) -> Iterator[InstalledApp]:
    """An app that a test may change."""
    installed = install(shop, server)
    yield installed
    remove(shop, installed)


def webhook_named(shop: Shop, app: InstalledApp, name: str) -> dict[str, Any]:
    webhooks = shop.data(OWN, app.token)["app"]["webhooks"]
    return next(each for each in webhooks if each["name"] == name)


def test_an_app_reads_its_own_webhooks_and_extensions_as_they_were_given(
    shop: Shop, apart: InstalledApp
) -> None:
    own = shop.data(OWN, apart.token)["app"]
    assert own["appUrl"] == apart.server.manifest["appUrl"]
    page, desk = own["extensions"]
    assert (page["mountName"], page["targetName"], page["url"], page["settings"]) == (
        "NAVIGATION_CUSTOMERS",
        "APP_PAGE",
        "/pages/calls",
        {},
    )
    assert desk["settings"] == {"newTabTarget": {"method": "POST"}}
    orders = webhook_named(shop, apart, "orders")
    given = next(one for one in apart.server.manifest["webhooks"] if one["name"] == "orders")
    assert orders["subscriptionQuery"] == given["query"]
    assert orders["targetUrl"] == given["targetUrl"]
    assert sorted(each["eventType"] for each in orders["asyncEvents"]) == sorted(
        given["asyncEvents"]
    )
    assert orders["isActive"] is True
    assert orders["customHeaders"] in {None, "{}"}


def test_an_app_changes_every_part_of_a_webhook_without_permission(
    shop: Shop, apart: InstalledApp
) -> None:
    # given
    url = f"{apart.server.url}/webhooks/more"
    query = "subscription { event { __typename ... on StaffUpdated { user { id } } } }"
    wanted = {"events": ["STAFF_UPDATED"], "url": url, "query": query, "headers": "{}"}
    webhook = shop.done(CREATE, apart.token, **wanted)["webhook"]

    # when
    other = "subscription { event { __typename ... on StaffDeleted { user { id } } } }"
    changes = {
        "name": "Other",
        "targetUrl": f"{url}/2",
        "query": other,
        "asyncEvents": ["STAFF_DELETED"],
        "customHeaders": '{"X-Proof": "1"}',
        "isActive": False,
    }
    shop.done(UPDATE, apart.token, id=webhook["id"], input=changes)

    # then
    found = webhook_named(shop, apart, "Other")
    assert (found["id"], found["targetUrl"], found["isActive"]) == (
        webhook["id"],
        f"{url}/2",
        False,
    )
    assert found["subscriptionQuery"] == other
    assert found["asyncEvents"] == [{"eventType": "STAFF_DELETED"}]
    assert found["customHeaders"].lower() == '{"x-proof": "1"}'
    shop.done(UPDATE, apart.token, id=webhook["id"], input={"customHeaders": "{}"})
    assert webhook_named(shop, apart, "Other")["customHeaders"] in {None, "{}"}


def test_staff_hang_a_webhook_of_their_own_on_an_app(shop: Shop, apart: InstalledApp) -> None:
    create = """mutation ($input: WebhookCreateInput!) {
      webhookCreate(input: $input) { webhook { id } errors { field code } } }"""
    wanted = {
        "app": apart.id,
        "name": "Merchant's own",
        "targetUrl": "https://elsewhere.example.com/hook",
        "query": "subscription { event { __typename ... on StaffUpdated { user { id } } } }",
        "asyncEvents": ["STAFF_UPDATED"],
    }
    shop.done(create, shop.admin, input=wanted)
    assert webhook_named(shop, apart, "Merchant's own")["isActive"] is True


def test_a_problem_is_told_once_and_again_after_it_was_dismissed(
    shop: Shop, apart: InstalledApp
) -> None:
    def problems() -> list[tuple[str, int, bool]]:
        found = shop.data(OWN, apart.token)["app"]["problems"]
        return sorted((one["message"], one["count"], bool(one["dismissed"])) for one in found)

    shop.done(TELL, apart.token, key="contract.one", message="First words")
    shop.done(TELL, apart.token, key="contract.one", message="Second words")
    assert problems() == [("Second words", 2, False)]
    shop.done(DISMISS, apart.token, keys=["contract.one", "contract.unknown"])
    assert problems() == [("Second words", 2, True)]
    shop.done(TELL, apart.token, key="contract.one", message="Third words")
    assert problems() == [("Second words", 2, True), ("Third words", 1, False)]


def test_an_app_hears_that_its_permissions_changed(shop: Shop, apart: InstalledApp) -> None:
    # given
    url = f"{apart.server.url}/webhooks/updated"
    query = "subscription { event { __typename ... on AppUpdated { app { id } } } }"
    wanted = {"events": ["APP_UPDATED"], "url": url, "query": query, "headers": "{}"}
    shop.done(CREATE, apart.token, **wanted)

    # when
    shop.done(GIVE, shop.admin, id=apart.id, permissions=["MANAGE_ORDERS"])

    # then
    apart.server.wait_for("/webhooks/updated", is_event("AppUpdated", "app", apart.id))
    assert shop.data(OWN, apart.token)["app"]["permissions"] == [{"code": "MANAGE_ORDERS"}]


def test_a_user_whom_the_app_may_not_see_seems_not_to_exist(
    shop: Shop, apart: InstalledApp
) -> None:
    """So an empty answer says nothing without the permissions beside it."""
    asked = {"email": shop.email}
    assert shop.data(USER, apart.token, **asked)["user"] is not None
    shop.done(GIVE, shop.admin, id=apart.id, permissions=["MANAGE_ORDERS"])
    answer = shop.data(USER, apart.token, **asked)
    assert answer["user"] is None
    assert answer["app"]["permissions"] == [{"code": "MANAGE_ORDERS"}]


def test_what_could_not_be_delivered_is_read_by_the_app_itself(
    shop: Shop, apart: InstalledApp, app: InstalledApp
) -> None:
    """With the very body, while what was delivered is not kept."""
    # given
    apart.server.answers = {"/webhooks/refusing": [404, 404]}

    # when
    users = [hire(shop)[0] for _ in range(2)]

    # then
    sent = [
        apart.server.wait_for("/webhooks/refusing", is_event("StaffCreated", "user", user))
        for user in users
    ]
    failed = wait_for_failed(shop, apart, "refusing", count=2)
    assert {node["payload"].encode() for node in failed} == {one.body for one in sent}
    assert {node["eventType"] for node in failed} == {"STAFF_CREATED"}
    tried = [node["attempts"]["edges"][0]["node"]["responseStatusCode"] for node in failed]
    assert tried == [404, 404]
    for status in ("FAILED", "SUCCESS"):
        assert missed(shop, apart, "staff", status) == []

    # and page by page, by nobody else
    webhook = webhook_named(shop, apart, "refusing")["id"]
    first = shop.data(ONE, apart.token, id=webhook)["webhook"]["eventDeliveries"]
    assert first["pageInfo"]["hasNextPage"] is True
    after = first["pageInfo"]["endCursor"]
    second = shop.data(ONE, apart.token, id=webhook, after=after)["webhook"]["eventDeliveries"]
    assert second["pageInfo"]["hasNextPage"] is False
    ids = {one["edges"][0]["node"]["id"] for one in (first, second)}
    assert ids == {node["id"] for node in failed}
    assert shop.data(ONE, app.token, id=webhook)["webhook"] is None
    for user in users:
        shop.change(DELETE, shop.admin, id=user)


def missed(shop: Shop, app: InstalledApp, name: str, status: str) -> list[dict[str, Any]]:
    webhooks = shop.data(MISSED, app.token, status=status)["app"]["webhooks"]
    found = next(each for each in webhooks if each["name"] == name)
    return [edge["node"] for edge in found["eventDeliveries"]["edges"]]


def wait_for_failed(shop: Shop, app: InstalledApp, name: str, *, count: int) -> list[Any]:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        if len(found := missed(shop, app, name, "FAILED")) == count:
            return found
        time.sleep(0.1)
    raise AssertionError(f"{count} deliveries did not fail: {found}")


def test_the_query_of_an_app_about_itself_is_not_dear(shop: Shop, apart: InstalledApp) -> None:
    """Saleor refuses queries of a cost above 50,000."""
    cost = shop.body(OWN, apart.token).get("extensions", {}).get("cost")
    assert cost is None or cost["requestedQueryCost"] < 100
