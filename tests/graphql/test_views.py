"""What one request may ask for, and what it is told when it asks too much or something breaks."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from django.test import Client, RequestFactory
from graphql import get_introspection_query

from saleor_personal_shopper.core.installations.models import ChannelSettings
from saleor_personal_shopper.graphql import extensions
from saleor_personal_shopper.graphql.events import queries
from saleor_personal_shopper.graphql.schema import schema
from saleor_personal_shopper.graphql.views import GraphQLView, has_graphiql
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests.cast import STOREFRONT, Call, Shop, dashboard_bearer, desk_bearer
from tests.graphql.conftest import Api

LIST = "{ personalShoppers { totalCount } }"
ALIASED = 'personalShopperLink(token: "x") { state }'
PAGE = '{ personalShopperCallPage(channel: "default-channel") { storeName } }'


def post(client: Client, body: Any, **headers: str) -> Any:
    return client.post(
        "/graphql/", json.dumps(body), content_type="application/json", headers=headers
    )


def nested(depth: int) -> str:
    """A fragment-free document deeper than any of ours."""
    inner = "{ kind }"
    for _ in range(depth):
        inner = "{ ofType " + inner + " }"
    return "{ personalShopperEvents { edges { node " + inner + " } } }"


@pytest.mark.parametrize(
    ("document", "word"),
    [
        (nested(11), "depth"),
        ("{ " + " ".join(f"a{n}: {ALIASED}" for n in range(31)) + " }", "aliases"),
        ('{ personalShopperLink(token: "x") {' + " state" * 2001 + " } }", "token"),
        ('{ personalShopperLink(token: "x") { a' + " @include(if: true)" * 700 + " } }", "token"),
        ("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "itself"),
    ],
    ids=["depth", "aliases", "tokens", "directives", "cycle"],
)
def test_bombs_are_refused_before_any_field_runs(
    client: Client, shop: Shop, document: str, word: str
) -> None:
    post(client, {"query": PAGE})
    costs = []
    for _ in range(3):  # one of which may be met by the collector of a long run's garbage
        started = time.process_time()
        answer = post(client, {"query": document}).json()
        costs.append(time.process_time() - started)
    assert min(costs) < 0.5
    assert word in json.dumps(answer["errors"])
    assert not answer.get("data")


def test_a_body_beyond_100_kb_is_refused(client: Client, shop: Shop) -> None:
    response = post(client, {"query": LIST, "variables": {"x": "y" * 100 * 1024}})
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"]["code"] == "TOO_LARGE"


def test_batches_are_refused(client: Client, shop: Shop) -> None:
    assert post(client, [{"query": LIST}] * 500).status_code == 400


@pytest.mark.parametrize(
    "body", [b"{", b"null", b"[]", b'"x"', b"{}", b'{"query": 5}', b"\xff\xfe", b"[" * 5000]
)
def test_broken_bodies_are_the_callers_fault(client: Client, shop: Shop, body: bytes) -> None:
    response = client.post("/graphql/", body, content_type="application/json")
    assert response.status_code == 400


def test_get_answers_no_operation(client: Client, shop: Shop) -> None:
    mutation = "mutation { personalShopperAvailableUpdate(available: true) { errors { code } } }"
    for document in (PAGE, mutation):
        assert client.get("/graphql/", {"query": document}).status_code in {400, 404, 405}


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded"])
def test_forms_of_foreign_pages_are_refused(client: Client, shop: Shop, content_type: str) -> None:
    body = json.dumps({"query": PAGE})
    assert client.post("/graphql/", body, content_type=content_type).status_code == 400


def test_there_is_no_graphiql_in_production(client: Client, shop: Shop) -> None:
    response = client.get("/graphql/", headers={"Accept": "text/html"})
    assert response.status_code == 404


@pytest.mark.django_db(transaction=True)
async def test_graphiql_may_load_its_own_parts_and_nothing_else() -> None:
    view = GraphQLView.as_view(schema=schema, graphql_ide="graphiql")
    response = await view(RequestFactory().get("/graphql/", headers={"Accept": "text/html"}))
    assert response.status_code == 200
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "https://unpkg.com" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("debug", "demo", "shown"), [(False, "", False), (True, "", True), (False, "demo.json", True)]
)
def test_graphiql_is_for_development_and_the_demo(
    settings: Any, debug: bool, demo: str, shown: bool
) -> None:
    settings.DEBUG, settings.DEMO_FILE = debug, demo
    assert has_graphiql() is shown


def test_introspection_is_open_and_free_of_the_depth_limit(api: Api, shop: Shop) -> None:
    answer = api.answer(get_introspection_query())
    assert answer["data"]["__schema"]["queryType"]["name"] == "Query"


def test_a_bug_is_masked_and_logged_with_its_id(
    api: Api, shop: Shop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("secret-detail")

    monkeypatch.setattr(queries, "events_of", broken)
    answer = api.answer("{ personalShopperEvents { totalCount } }", desk_bearer(shop.admin))
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INTERNAL_ERROR"
    assert "secret-detail" not in json.dumps(answer)
    assert error["extensions"]["id"] in caplog.text


def test_the_limits_are_those_promised() -> None:
    assert (extensions.MAX_DEPTH, extensions.MAX_ALIASES, extensions.MAX_TOKENS) == (10, 30, 2000)


def test_a_bad_bearer_is_401_and_never_anonymous(client: Client, shop: Shop, call: Call) -> None:
    good = call.bearer(call.customer)
    for header in ("Bearer nonsense", f"Bearer {good[:-2]}", f"Basic {good}", "Bearer a.b.c"):
        response = post(client, {"query": PAGE}, Authorization=header)
        assert response.status_code == 401
        assert response.headers["WWW-Authenticate"] == "Bearer"
        assert response.json()["errors"][0]["extensions"]["code"] == "NOT_AUTHENTICATED"


def test_a_token_of_one_shop_is_refused_where_another_is_named(
    client: Client, shop: Shop, other_shop: Shop, call: Call
) -> None:
    header = {"Saleor-Api-Url": other_shop.installation.saleor_api_url}
    bearers = [
        desk_bearer(shop.admin),
        dashboard_bearer(shop.admin),
        call.bearer(call.customer),
    ]
    for bearer in bearers:
        response = post(client, {"query": LIST}, Authorization=f"Bearer {bearer}", **header)
        assert response.status_code == 401


def test_a_suspended_shop_knows_nobody(client: Client, shop: Shop, call: Call) -> None:
    bearers = [call.bearer(call.customer), desk_bearer(shop.admin), dashboard_bearer(shop.admin)]
    shop.installation.status = "SUSPENDED"
    shop.installation.save()
    for bearer in bearers:
        response = post(client, {"query": LIST}, Authorization=f"Bearer {bearer}")
        assert response.status_code == 401
    assert post(client, {"query": PAGE}).json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


def test_rights_that_cannot_be_checked_are_503(client: Client, shop: Shop) -> None:
    shop.admin.checked_at = None
    shop.admin.save()
    fake_shop(shop.installation).is_down = True
    response = post(client, {"query": LIST}, Authorization=f"Bearer {desk_bearer(shop.admin)}")
    assert response.status_code == 503
    assert response.headers["Retry-After"]


def test_refusals_speak_the_readers_language(client: Client, shop: Shop) -> None:
    response = post(client, {"query": PAGE}, **{"Accept-Language": "es"})
    assert response.headers["Content-Language"] == "es"


def test_a_storefront_page_may_read_the_answer(client: Client, shop: Shop) -> None:
    preflight = client.options("/graphql/", headers={"Origin": STOREFRONT})
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == STOREFRONT
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]
    answer = post(client, {"query": PAGE}, Origin=STOREFRONT)
    assert answer.headers["Access-Control-Allow-Origin"] == STOREFRONT
    assert "Origin" in answer.headers["Vary"]
    for response in (preflight, answer):
        assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", STOREFRONT + ".evil.com"])
def test_other_pages_may_not(client: Client, shop: Shop, origin: str) -> None:
    for response in (
        client.options("/graphql/", headers={"Origin": origin}),
        post(client, {"query": PAGE}, Origin=origin),
    ):
        assert "Access-Control-Allow-Origin" not in response.headers


def test_a_storefront_reads_nothing_of_another_shop(
    client: Client, shop: Shop, other_shop: Shop
) -> None:
    ChannelSettings.objects.of(other_shop.installation).update(storefront_origins=[])
    header = {"Saleor-Api-Url": other_shop.installation.saleor_api_url}
    response = post(client, {"query": PAGE}, Origin=STOREFRONT, **header)
    assert "Access-Control-Allow-Origin" not in response.headers
