"""S01, S02: the manifest says what the app is, and asks for nothing that it does not need."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import resolve
from graphql import (
    FieldNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    parse,
    validate,
    visit,
)
from PIL import Image

from saleor_personal_shopper.saleor.codegen.trim_schema import TRIMMED
from saleor_personal_shopper.saleor.manifest import LOGO
from saleor_personal_shopper.saleor.permissions import (
    OPERATION_PERMISSIONS,
    required_permissions,
)
from saleor_personal_shopper.saleor.subscriptions import OPERATIONS
from saleor_personal_shopper.saleor.webhooks import WEBHOOKS

# Facts about Saleor: what its own check of each field demands. A field that a query starts with,
# or that is protected by itself, must stand here; None means that everybody may read it.
FIELD_PERMISSIONS = {
    "Query.app": None,
    "Query.shop": None,
    "Query.channels": None,
    "Query.collections": "MANAGE_ORDERS",
    "Query.products": None,
    "Product.collections": "MANAGE_ORDERS",
    "Query.product": None,
    "Query.productVariants": None,
    "Query.checkout": None,
    "Query.order": None,
    "Query.orders": "MANAGE_ORDERS",
    "Query.webhook": None,
    "Query.user": "MANAGE_STAFF or MANAGE_USERS",
    "Query.permissionGroups": "MANAGE_STAFF",
    "Order.privateMetafield": "MANAGE_ORDERS",
    "OrderLine.privateMetafield": "MANAGE_ORDERS",
    "Order.grantedRefunds": "MANAGE_ORDERS",
    "Mutation.webhookCreate": None,
    "Mutation.webhookUpdate": None,
    "Mutation.webhookDelete": None,
    "Mutation.appProblemCreate": None,
    "Mutation.appProblemDismiss": None,
    "Mutation.checkoutCreate": None,
    "Mutation.checkoutLinesAdd": None,
    "Mutation.checkoutLinesUpdate": None,
    "Mutation.checkoutLinesDelete": None,
    "Mutation.updatePrivateMetadata": "MANAGE_CHECKOUTS",
}
EVENT_PERMISSIONS = {
    "ORDER": "MANAGE_ORDERS",
    "CHECKOUT": "MANAGE_CHECKOUTS",
    "STAFF": "MANAGE_STAFF",
    "PERMISSION_GROUP": "MANAGE_STAFF",
    "CUSTOMER": "MANAGE_USERS",
    "APP": None,
}


@pytest.fixture
def manifest(client: Client, settings: Any) -> dict[str, Any]:
    settings.APP_API_BASE_URL = "https://api.shopper.example.com"
    settings.APP_IFRAME_BASE_URL = "https://shopper.example.com"
    found: dict[str, Any] = client.get("/api/manifest").json()
    return found


def fields_by_operation() -> dict[str, set[str]]:
    """The fields that each operation asks for, as `Type.field`."""
    schema = build_schema(TRIMMED.read_text())
    text = "\n".join(path.read_text() for path in sorted(OPERATIONS.glob("*.graphql")))
    document = parse(text)
    fragments = [one for one in document.definitions if one.kind == "fragment_definition"]
    used: dict[str, set[str]] = {}
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode) and operation.name:
            names = _spread_names(operation, {one.name.value: one for one in fragments})
            nodes = [operation, *(one for one in fragments if one.name.value in names)]
            used[operation.name.value] = set().union(*(_fields(schema, node) for node in nodes))
    return used


def _spread_names(node: Any, fragments: dict[str, Any]) -> set[str]:
    found: set[str] = set()

    class Spreads(Visitor):
        def enter_fragment_spread(self, spread: Any, *_: Any) -> None:
            found.add(spread.name.value)

    visit(node, Spreads())
    return found.union(*(_spread_names(fragments[name], fragments) for name in found))


def _fields(schema: Any, node: Any) -> set[str]:
    types, found = TypeInfo(schema), set()

    class Fields(Visitor):
        def enter_field(self, field: FieldNode, *_: Any) -> None:
            found.add(f"{types.get_parent_type()}.{field.name.value}")

    visit(node, TypeInfoVisitor(types, Fields()))
    return found


def test_each_operation_declares_the_permission_that_its_fields_need() -> None:
    for operation, fields in fields_by_operation().items():
        roots = {one for one in fields if one.startswith(("Query.", "Mutation."))}
        assert roots <= FIELD_PERMISSIONS.keys(), f"decide what {operation} needs"
        needed = {FIELD_PERMISSIONS.get(field) for field in fields} - {None}
        declared = OPERATION_PERMISSIONS.get(operation)
        assert len(needed) == (declared is not None), operation
        for alternatives in needed:
            assert declared in str(alternatives).split(" or "), operation


def test_each_operation_that_reads_asks_who_we_are() -> None:
    """A dead token is answered as a stranger is: only `app` tells."""
    for operation, fields in fields_by_operation().items():
        if any(field.startswith("Query.") for field in fields):
            assert {"Query.app", "App.id"} <= fields, operation


def test_each_webhook_declares_the_permission_of_its_event() -> None:
    for webhook in WEBHOOKS:
        subject = webhook.event.rsplit("_", 1)[0]
        known = next(key for key in EVENT_PERMISSIONS if subject.startswith(key))
        assert webhook.permission == EVENT_PERMISSIONS[known], webhook.event


def test_the_manifest_asks_for_just_these_permissions(manifest: dict[str, Any]) -> None:
    by_operations = set(OPERATION_PERMISSIONS.values())
    by_webhooks = {webhook.permission for webhook in WEBHOOKS} - {None}
    assert manifest["permissions"] == sorted(by_operations | by_webhooks)
    assert OPERATION_PERMISSIONS.keys() <= fields_by_operation().keys()
    assert required_permissions() == [
        "MANAGE_CHECKOUTS",
        "MANAGE_ORDERS",
        "MANAGE_STAFF",
        "MANAGE_USERS",
    ]


def test_webhook_queries_fit_the_schema_and_name_their_type(manifest: dict[str, Any]) -> None:
    schema = build_schema(TRIMMED.read_text())
    for webhook in manifest["webhooks"]:
        document = parse(webhook["query"])
        assert validate(schema, document) == []
        assert "__typename" in webhook["query"]
        assert "recipient { id }" in webhook["query"]


def test_webhooks_come_to_the_address_of_the_api(manifest: dict[str, Any]) -> None:
    assert len(manifest["webhooks"]) == len(WEBHOOKS)
    for webhook in manifest["webhooks"]:
        parts = urlsplit(webhook["targetUrl"])
        assert f"{parts.scheme}://{parts.netloc}" == "https://api.shopper.example.com"
        assert resolve(parts.path).kwargs == {"slug": webhook["identifier"]}
        assert webhook["identifier"].replace("-", "_").upper() == webhook["asyncEvents"][0]


def test_browsers_come_to_the_address_for_browsers(manifest: dict[str, Any]) -> None:
    assert manifest["id"] == "saleor.app.personal-shopper"
    assert manifest["appUrl"] == "https://shopper.example.com"
    assert manifest["tokenTargetUrl"] == "https://api.shopper.example.com/api/register"


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host"])
def test_the_host_header_is_not_believed(client: Client, header: str) -> None:
    response = client.get("/api/manifest", headers={header: "evil.example.com"})
    assert response.status_code == (400 if header == "Host" else 200)
    assert b"evil" not in response.content.replace(b"Invalid HTTP_HOST header", b"")


def test_extensions_need_no_permission_and_open_as_the_dashboard_can(
    manifest: dict[str, Any],
) -> None:
    by_name = {one["identifier"]: one for one in manifest["extensions"]}
    assert [one["permissions"] for one in by_name.values()] == [[]] * 4
    assert {name: (one["mount"], one["target"], one["url"]) for name, one in by_name.items()} == {
        "calls": ("NAVIGATION_CUSTOMERS", "APP_PAGE", "/dashboard/calls"),
        "desk": ("NAVIGATION_CUSTOMERS", "NEW_TAB", "/desk/open"),
        "customer-call": ("CUSTOMER_DETAILS_MORE_ACTIONS", "NEW_TAB", "/desk/open"),
        "order-widget": ("ORDER_DETAILS_WIDGETS", "WIDGET", "/dashboard/order-widget"),
    }
    assert by_name["desk"]["options"] == {"newTabTarget": {"method": "POST"}}
    assert by_name["order-widget"]["options"] == {"widgetTarget": {"method": "GET"}}
    assert "options" not in by_name["calls"]


def test_fields_fit_into_saleor(manifest: dict[str, Any]) -> None:
    assert all(len(manifest[name]) <= 60 for name in ("name", "version", "author"))
    assert all(len(one["targetUrl"]) <= 200 for one in manifest["webhooks"])


def test_the_logo_is_a_square_png(manifest: dict[str, Any]) -> None:
    logo = manifest["brand"]["logo"]["default"]
    assert logo == f"https://api.shopper.example.com/static/{LOGO}"
    found = finders.find(LOGO)
    assert isinstance(found, str)
    with open(found, "rb") as file:  # noqa: PTH123
        image = Image.open(io.BytesIO(file.read()))
    assert (image.format, image.size) == ("PNG", (256, 256))


def test_the_app_s_own_address_leads_to_the_first_page(client: Client) -> None:
    response = client.get("/?saleorApiUrl=https://shop.example.com/graphql/&id=A")
    assert response.status_code == 302
    assert response["Location"] == (
        "/dashboard/calls?saleorApiUrl=https://shop.example.com/graphql/&id=A"
    )


def test_the_manifest_is_only_read(client: Client) -> None:
    assert client.post("/api/manifest").status_code == 405
