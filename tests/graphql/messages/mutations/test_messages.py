"""`personalShopperMessageLeave` and `personalShopperMessageDone`."""

from __future__ import annotations

from typing import Any

from saleor_personal_shopper.core.events.models import LeftMessage
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from tests.cast import CHANNEL, Call, Shop, customer_bearer, desk_bearer, open_shop
from tests.graphql.conftest import Api, codes

LEAVE = """mutation ($input: PersonalShopperMessageLeaveInput!) {
  personalShopperMessageLeave(input: $input) { errors { field code } } }"""
DONE = """mutation ($message: ID!) {
  personalShopperMessageDone(message: $message) {
    message { id text doneBy } errors { code } } }"""
INPUT: dict[str, Any] = {
    "channel": CHANNEL,
    "name": "Carla",
    "email": "carla@example.com",
    "text": "Please call me about the mug.",
}


def leave(api: Api, shop: Shop) -> str:
    """A message in the desk's list."""
    assert codes(api.ask(LEAVE, input=INPUT)) == []
    row = LeftMessage.objects.of(shop.installation).latest("left_at")
    return to_global_id(GlobalType.MESSAGE, row.pk)


def test_a_visitor_leaves_a_message(api: Api, shop: Shop) -> None:
    leave(api, shop)
    row = LeftMessage.objects.of(shop.installation).get()
    assert (row.name, row.email, row.text) == (INPUT["name"], INPUT["email"], INPUT["text"])


def test_what_is_wrong_is_named(api: Api, shop: Shop) -> None:
    refused = api.ask(LEAVE, input={**INPUT, "email": "carla"})
    assert refused["errors"] == [{"field": "email", "code": "INVALID"}]
    assert not LeftMessage.objects.of(shop.installation).exists()


def test_staff_mark_it_done(api: Api, shop: Shop) -> None:
    message = leave(api, shop)
    bearer = desk_bearer(shop.shopper_member)
    done = api.ask(DONE, bearer, message=message)
    assert done["errors"] == []
    assert done["message"]["doneBy"]
    api.ask(DONE, bearer, message=message)
    assert LeftMessage.objects.of(shop.installation).get().done_at is not None


def test_outsiders_mark_nothing(api: Api, shop: Shop, call: Call) -> None:
    message = leave(api, shop)
    bearers = [
        "",
        customer_bearer(shop.installation),
        call.bearer(call.shopper),
        desk_bearer(shop.nobody),
    ]
    for bearer in bearers:
        assert codes(api.ask(DONE, bearer, message=message)) == ["PERMISSION_DENIED"]
    assert LeftMessage.objects.of(shop.installation).get().done_at is None


def test_another_shop_does_not_find_it(api: Api, shop: Shop, other_installation: Any) -> None:
    other = open_shop(other_installation)
    row = LeftMessage.objects.create(
        installation=shop.installation,
        channel=CHANNEL,
        name="Carla",
        email="carla@example.com",
        text="Hello",
        left_at=shop.shopper.created_at,
    )
    message = to_global_id(GlobalType.MESSAGE, row.pk)
    assert codes(api.ask(DONE, desk_bearer(other.admin), message=message)) == ["NOT_FOUND"]
