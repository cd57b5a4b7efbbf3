"""`personalShopperEventRequest`."""

from __future__ import annotations

from typing import Any

from saleor_personal_shopper.core.carts.models import EventCheckout
from saleor_personal_shopper.core.events.limits import PER_ADDRESS
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.saleor.fake_api import FakeSaleorApi
from tests.cast import CHANNEL, Shop, customer_bearer, desk_bearer
from tests.graphql.conftest import Api, codes

REQUEST = """
mutation ($input: PersonalShopperEventRequestInput!) {
  personalShopperEventRequest(input: $input) {
    event { id status queuePosition customerEmail participants { name } }
    joinUrl guestUrl
    errors { field message code }
  }
}
"""
INPUT: dict[str, Any] = {"channel": CHANNEL, "name": "Carla", "consent": True}


def test_a_visitor_waits_in_the_queue(api: Api, shop: Shop) -> None:
    first = api.ask(REQUEST, input=INPUT)
    second = api.ask(REQUEST, input={**INPUT, "name": "Carl"})
    assert first["errors"] == []
    assert [first["event"]["queuePosition"], second["event"]["queuePosition"]] == [1, 2]
    assert first["joinUrl"].startswith("http://testserver/e/")


def test_the_answer_tells_no_more_than_the_link_would(api: Api, shop: Shop) -> None:
    made = api.ask(REQUEST, input={**INPUT, "email": "carla@example.com"})
    assert made["event"]["customerEmail"] is None
    assert made["event"]["participants"] == []


def test_a_signed_in_customer_finds_it_again(api: Api, shop: Shop) -> None:
    bearer = customer_bearer(shop.installation, "VXNlcjo5")
    made = api.ask(REQUEST, bearer, input=INPUT)
    mine = "{ personalShopperEvents { edges { node { id } } } }"
    assert api.ask(mine, bearer)["edges"] == [{"node": {"id": made["event"]["id"]}}]


def test_the_shops_cart_comes_along(api: Api, shop: Shop) -> None:
    checkout = FakeSaleorApi(shop.installation).create_checkout(channel=CHANNEL)
    made = api.ask(REQUEST, input={**INPUT, "checkoutId": checkout.id})
    assert made["errors"] == []
    assert EventCheckout.objects.of(shop.installation).get().checkout_id == checkout.id


def test_a_cart_that_is_not_there_does_not_hold_up_the_call(api: Api, shop: Shop) -> None:
    made = api.ask(REQUEST, input={**INPUT, "checkoutId": "Q2hlY2tvdXQ6bm8="})
    assert made["event"] is not None
    assert [error["field"] for error in made["errors"]] == ["checkoutId"]


def test_one_open_request_per_device(api: Api, shop: Shop) -> None:
    device = {"Personal-Shopper-Device": "device-1"}
    first = api.post(REQUEST, {"input": INPUT}, **device).json()
    again = api.post(REQUEST, {"input": INPUT}, **device).json()
    made = first["data"]["personalShopperEventRequest"]
    found = again["data"]["personalShopperEventRequest"]
    assert codes(found) == ["REQUEST_OPEN"]
    assert found["joinUrl"] == made["joinUrl"]
    assert Event.objects.of(shop.installation).count() == 1


def test_without_consent_there_is_no_request(api: Api, shop: Shop) -> None:
    made = api.ask(REQUEST, input={**INPUT, "consent": False})
    assert codes(made) == ["CONSENT_REQUIRED"]
    assert not Event.objects.of(shop.installation).exists()


def test_nobody_on_duty_is_said(api: Api, shop: Shop) -> None:
    shop.shopper.is_available = False
    shop.shopper.save()
    assert codes(api.ask(REQUEST, input=INPUT)) == ["NOBODY_AVAILABLE"]


def test_the_shop_is_selected_by_the_header(api: Api, shop: Shop, other_shop: Shop) -> None:
    assert codes(api.ask(REQUEST, input=INPUT)) == ["NOT_FOUND"]
    header = {"Saleor-Api-Url": other_shop.installation.saleor_api_url}
    api.post(REQUEST, {"input": INPUT}, **header)
    assert Event.objects.of(other_shop.installation).count() == 1
    assert not Event.objects.of(shop.installation).exists()


def test_a_customer_of_another_shop_stays_there(api: Api, shop: Shop, other_shop: Shop) -> None:
    api.ask(REQUEST, customer_bearer(other_shop.installation), input=INPUT)
    assert Event.objects.of(other_shop.installation).count() == 1
    assert not Event.objects.of(shop.installation).exists()


def test_staff_do_not_queue(api: Api, shop: Shop) -> None:
    made = api.ask(REQUEST, desk_bearer(shop.shopper_member), input=INPUT)
    assert codes(made) == ["PERMISSION_DENIED"]


def test_a_network_that_asks_too_often_is_slowed_down(api: Api, shop: Shop) -> None:
    answers = [codes(api.ask(REQUEST, input=INPUT)) for _ in range(PER_ADDRESS + 1)]
    assert answers[0] == []
    assert answers[-1] == ["RATE_LIMITED"]
