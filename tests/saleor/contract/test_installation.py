"""Installing an app by its manifest, as the Dashboard does it."""

from __future__ import annotations

from typing import Any

from tests.saleor.contract.app import (
    PERMISSIONS,
    AppServer,
    InstalledApp,
    Received,
    install,
    remove,
    try_to_install,
)
from tests.saleor.contract.shop import Shop

FETCH = """mutation ($url: String!) { appFetchManifest(manifestUrl: $url) {
  manifest {
    identifier name permissions { code } requiredSaleorVersion { constraint satisfied }
    extensions { label mountName targetName url settings }
  }
  errors { field code }
} }"""
OWN_APP = "{ app { id permissions { code } } }"
PROBLEM = """mutation ($input: AppProblemCreateInput!) {
  appProblemCreate(input: $input) { appProblem { message key } errors { code } }
}"""
WEBHOOK = """mutation ($input: WebhookCreateInput!) {
  webhookCreate(input: $input) { webhook { id targetUrl } errors { field code } }
}"""
WEBHOOK_UPDATE = """mutation ($id: ID!, $input: WebhookUpdateInput!) {
  webhookUpdate(id: $id, input: $input) { webhook { isActive } errors { field code } }
}"""
WEBHOOK_DELETE = "mutation ($id: ID!) { webhookDelete(id: $id) { errors { field code } } }"


def test_the_manifest_is_shown_before_installing(shop: Shop, server: AppServer) -> None:
    payload = shop.done(FETCH, shop.admin, url=f"{server.url}/manifest")
    manifest = payload["manifest"]
    assert manifest["identifier"] == server.identifier
    assert {each["code"] for each in manifest["permissions"]} == set(PERMISSIONS)
    assert manifest["requiredSaleorVersion"] == {"constraint": ">=3.21 <4", "satisfied": True}
    page, desk = manifest["extensions"]
    assert (page["mountName"], page["targetName"]) == ("NAVIGATION_CUSTOMERS", "APP_PAGE")
    assert desk["settings"] == {"newTabTarget": {"method": "POST"}}
    (request,) = server.received("/manifest")
    assert request.headers["saleor-schema-version"] == "3.23"


def test_the_app_is_handed_a_token_that_works_at_once(shop: Shop, server: AppServer) -> None:
    # given
    answers: list[dict[str, Any]] = []

    def prove(request: Received) -> None:
        answers.append(shop.body(OWN_APP, request.json["auth_token"]))

    server.on_register = prove

    # when
    app = install(shop, server)

    # then
    try:
        (request,) = server.received("/register")
        assert set(request.json) == {"auth_token"}
        assert request.headers["saleor-api-url"] == shop.api_url
        assert request.headers["saleor-domain"] in shop.api_url
        assert request.headers["saleor-schema-version"] == "3.23"
        assert answers[0]["data"]["app"]["id"] == app.id
    finally:
        remove(shop, app)


def test_a_refusal_is_shown_in_the_words_of_the_app(shop: Shop, server: AppServer) -> None:
    server.refusal = "This shop is not on our list."
    assert try_to_install(shop, server) == server.refusal


def test_the_app_has_the_permissions_it_was_given_and_no_more(
    shop: Shop, server: AppServer
) -> None:
    app = install(shop, server, ["MANAGE_ORDERS"])
    try:
        permissions = shop.data(OWN_APP, app.token)["app"]["permissions"]
        assert permissions == [{"code": "MANAGE_ORDERS"}]
    finally:
        remove(shop, app)


def test_an_extension_may_not_ask_for_more_than_the_app_has(shop: Shop, server: AppServer) -> None:
    extension = {**server.manifest["extensions"][0], "permissions": ["MANAGE_PRODUCTS"]}
    server.manifest_changes = {"extensions": [extension]}
    assert try_to_install(shop, server, ["MANAGE_ORDERS"])


def test_a_saleor_of_another_version_is_not_installed_in(shop: Shop, server: AppServer) -> None:
    server.manifest_changes = {"requiredSaleorVersion": ">=99"}
    assert try_to_install(shop, server)


def test_an_app_is_installed_once_and_again_after_it_was_removed(
    shop: Shop, server: AppServer
) -> None:
    first = install(shop, server)
    assert try_to_install(shop, server)
    remove(shop, first)
    second = install(shop, server)
    try:
        assert second.id != first.id
        assert second.token != first.token
        assert shop.body(OWN_APP, first.token)["data"]["app"] is None
    finally:
        remove(shop, second)


def test_an_app_reports_a_problem(shop: Shop, app: InstalledApp) -> None:
    wanted = {"message": "The TURN server does not answer.", "key": "turn"}
    payload = shop.done(PROBLEM, app.token, input=wanted)
    assert payload["appProblem"] == wanted


def test_an_app_changes_its_own_webhooks_without_permission(shop: Shop, app: InstalledApp) -> None:
    wanted = {
        "name": "more",
        "targetUrl": f"{app.server.url}/webhooks/more",
        "query": "subscription { event { ... on StaffUpdated { user { id } } } }",
        "asyncEvents": ["STAFF_UPDATED"],
        "isActive": True,
    }
    webhook = shop.done(WEBHOOK, app.token, input=wanted)["webhook"]
    changed = shop.done(WEBHOOK_UPDATE, app.token, id=webhook["id"], input={"isActive": False})
    assert changed["webhook"]["isActive"] is False
    shop.done(WEBHOOK_DELETE, app.token, id=webhook["id"])
