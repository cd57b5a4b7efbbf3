"""Webhooks: what they carry, how they are signed, and what is tried again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx
import jwt
import pytest

from tests.saleor.contract.app import (
    AppServer,
    InstalledApp,
    Received,
    install,
    remove,
)
from tests.saleor.contract.goods import SET_PRIVATE, Goods, new_checkout, place_order
from tests.saleor.contract.shop import Shop, unique
from tests.saleor.contract.test_order import CANCEL, PAY

CREATE = """mutation ($input: StaffCreateInput!) {
  staffCreate(input: $input) { user { id } errors { field code } }
}"""
UPDATE = """mutation ($id: ID!, $input: StaffUpdateInput!) {
  staffUpdate(id: $id, input: $input) { errors { field code } }
}"""
DELETE = "mutation ($id: ID!) { staffDelete(id: $id) { errors { field code } } }"
CREATE_GROUP = """mutation ($input: PermissionGroupCreateInput!) {
  permissionGroupCreate(input: $input) { group { id } errors { field code } }
}"""
UPDATE_GROUP = """mutation ($id: ID!, $input: PermissionGroupUpdateInput!) {
  permissionGroupUpdate(id: $id, input: $input) { errors { field code } }
}"""
DELETE_GROUP = "mutation ($id: ID!) { permissionGroupDelete(id: $id) { errors { code } } }"
DEACTIVATE = "mutation ($id: ID!) { appDeactivate(id: $id) { errors { code } } }"


def hire(shop: Shop) -> tuple[str, str]:
    email = f"{unique('hired')}@example.com"
    user = shop.done(CREATE, shop.admin, input={"email": email})["user"]["id"]
    return str(user), email


def is_event(type_name: str, field: str, object_id: str) -> Callable[[Received], bool]:
    def check(request: Received) -> bool:
        payload = request.json
        is_type = payload["__typename"] == type_name
        return bool(is_type and payload[field]["id"] == object_id)

    return check


@pytest.fixture
def server_of_its_own(shop: Shop) -> Iterator[InstalledApp]:
    """An app that a test may switch off."""
    from tests.saleor.contract.app import app_server

    with app_server() as server:
        app = install(shop, server)
        yield app
        remove(shop, app)


def test_an_order_arrives_whole_and_signed(shop: Shop, goods: Goods, app: InstalledApp) -> None:
    # given
    checkout = new_checkout(shop, goods.plenty)
    hint = [{"key": "contract", "value": "kept"}]
    shop.done(SET_PRIVATE, app.token, id=checkout, input=hint)

    # when
    order = place_order(shop, checkout)

    # then
    is_ours = is_event("OrderCreated", "order", order["id"])
    request = app.server.wait_for("/webhooks/orders", is_ours)
    assert request.headers["saleor-event"] == "order_created"
    assert request.headers["saleor-api-url"] == shop.api_url
    assert request.headers["saleor-domain"] in shop.api_url
    assert_signed(shop, request)
    payload = request.json
    assert payload["recipient"] == {"id": app.id}
    assert payload["issuedAt"]
    assert payload["order"]["checkoutId"] == checkout
    assert payload["order"]["privateMetadata"] == hint
    assert [line["quantity"] for line in payload["order"]["lines"]] == [1]


def assert_signed(shop: Shop, request: Received) -> None:
    signature = request.headers["saleor-signature"]
    assert signature.split(".")[1] == ""
    keys = jwt.PyJWKSet.from_dict(httpx.get(shop.jwks_url, trust_env=False).json())
    header = jwt.get_unverified_header(signature)
    assert (header["alg"], header["b64"], header["crit"]) == ("RS256", False, ["b64"])
    key = keys[header["kid"]]
    verify = jwt.api_jws.PyJWS().decode
    verify(signature, key.key, algorithms=["RS256"], detached_payload=request.body)
    with pytest.raises(jwt.InvalidSignatureError):
        verify(signature, key.key, algorithms=["RS256"], detached_payload=request.body + b" ")


def test_paying_and_cancelling_are_told(shop: Shop, goods: Goods, app: InstalledApp) -> None:
    paid, cancelled = (place_order(shop, new_checkout(shop, goods.plenty)) for _ in range(2))
    shop.done(PAY, shop.admin, id=paid["id"])
    shop.done(CANCEL, shop.admin, id=cancelled["id"])
    server = app.server
    told = server.wait_for("/webhooks/orders", is_event("OrderFullyPaid", "order", paid["id"]))
    assert told.json["order"]["isPaid"] is True
    is_cancelled = is_event("OrderCancelled", "order", cancelled["id"])
    told = server.wait_for("/webhooks/orders", is_cancelled)
    assert told.json["order"]["status"] == "CANCELED"


def test_changes_of_staff_are_told(shop: Shop, app: InstalledApp) -> None:
    user, email = hire(shop)
    created = app.server.wait_for("/webhooks/staff", is_event("StaffCreated", "user", user))
    assert created.json["user"]["email"] == email
    shop.done(UPDATE, shop.admin, id=user, input={"isActive": False})
    updated = app.server.wait_for("/webhooks/staff", is_event("StaffUpdated", "user", user))
    assert updated.json["user"]["isActive"] is False
    shop.done(DELETE, shop.admin, id=user)
    app.server.wait_for("/webhooks/staff", is_event("StaffDeleted", "user", user))


def test_changes_of_a_group_are_told(shop: Shop, app: InstalledApp) -> None:
    wanted = {"name": unique("Group"), "addPermissions": []}
    group = shop.done(CREATE_GROUP, shop.admin, input=wanted)["group"]["id"]
    try:
        shop.done(UPDATE_GROUP, shop.admin, id=group, input={"name": unique("Renamed")})
        is_ours = is_event("PermissionGroupUpdated", "permissionGroup", group)
        app.server.wait_for("/webhooks/staff", is_ours)
    finally:
        shop.change(DELETE_GROUP, shop.admin, id=group)


def test_an_app_is_told_of_its_own_end(shop: Shop, server_of_its_own: InstalledApp) -> None:
    app = server_of_its_own
    shop.done(DEACTIVATE, shop.admin, id=app.id)
    told = app.server.wait_for("/webhooks/app", is_event("AppStatusChanged", "app", app.id))
    assert told.json["app"]["isActive"] is False


def test_only_a_failing_server_is_tried_again(shop: Shop, app: InstalledApp) -> None:
    # given
    server: AppServer = app.server
    server.answers = {"/webhooks/flaky": [503], "/webhooks/refusing": [404]}

    # when
    user, _ = hire(shop)

    # then
    try:
        is_ours = is_event("StaffCreated", "user", user)
        first = server.wait_for("/webhooks/flaky", is_ours)
        again = server.wait_for(
            "/webhooks/flaky",
            lambda request: is_ours(request) and request is not first,
            seconds=shop.retry_seconds + 15,
        )
        assert again.body == first.body
        assert again.at - first.at >= shop.retry_seconds * 0.9
        time.sleep(shop.retry_seconds * 0.2)
        assert len([each for each in server.received("/webhooks/refusing") if is_ours(each)]) == 1
    finally:
        shop.done(DELETE, shop.admin, id=user)


def test_an_event_whose_permission_is_lacking_is_not_sent(
    shop: Shop, goods: Goods, server: AppServer
) -> None:
    """Such a webhook is installed, and stays silent."""
    app = install(shop, server, ["MANAGE_STAFF"])
    try:
        place_order(shop, new_checkout(shop, goods.plenty))
        user, _ = hire(shop)
        server.wait_for("/webhooks/staff", is_event("StaffCreated", "user", user))
        assert server.received("/webhooks/orders") == []
        shop.done(DELETE, shop.admin, id=user)
    finally:
        remove(shop, app)
