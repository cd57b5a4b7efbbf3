"""`personalShopperEventCreate`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from tests.cast import CHANNEL, Shop, customer_bearer, desk_bearer
from tests.graphql.conftest import Api, codes

CREATE = """
mutation ($input: PersonalShopperEventCreateInput!) {
  personalShopperEventCreate(input: $input) {
    event { id status queuePosition customerEmail startsAt personalShopper { name } }
    joinUrl guestUrl
    errors { field message code }
  }
}
"""
INPUT = {"name": "Carla", "email": "carla@example.com", "channel": CHANNEL}


@pytest.mark.feature("DC-02", "DC-09")
def test_a_private_call_for_now(api: Api, shop: Shop) -> None:
    made = api.ask(CREATE, desk_bearer(shop.shopper_member), input=INPUT)
    assert made["errors"] == []
    assert made["event"]["customerEmail"] == "carla@example.com"
    assert made["event"]["queuePosition"] is None
    assert made["event"]["personalShopper"] == {"name": shop.shopper.name}
    assert made["joinUrl"].startswith("http://testserver/e/")
    assert made["guestUrl"].startswith("http://testserver/e/")
    assert made["joinUrl"] != made["guestUrl"]


def test_a_call_for_later(api: Api, shop: Shop) -> None:
    starts_at = (timezone.now() + timedelta(days=2)).isoformat()
    given = {**INPUT, "startsAt": starts_at, "durationMinutes": 45, "phone": "+1 555"}
    made = api.ask(CREATE, desk_bearer(shop.shopper_member), input=given)
    assert made["event"]["status"] == "SCHEDULED"
    row = Event.objects.of(shop.installation).get()
    assert (row.duration_minutes, row.customer_phone) == (45, "+1 555")


def test_what_is_missing_is_named(api: Api, shop: Shop) -> None:
    made = api.ask(CREATE, desk_bearer(shop.shopper_member), input={**INPUT, "name": " "})
    assert made["event"] is None
    assert [(error["field"], error["code"]) for error in made["errors"]] == [("name", "REQUIRED")]


def test_outsiders_create_nothing(api: Api, shop: Shop) -> None:
    for bearer in ["", customer_bearer(shop.installation), desk_bearer(shop.nobody)]:
        assert codes(api.ask(CREATE, bearer, input=INPUT)) == ["PERMISSION_DENIED"]
    assert not Event.objects.of(shop.installation).exists()


def test_another_shops_personal_shopper_is_not_found(
    api: Api, shop: Shop, other_shop: Shop
) -> None:
    foreign = to_global_id(GlobalType.PERSONAL_SHOPPER, other_shop.shopper.pk)
    given: dict[str, Any] = {**INPUT, "personalShopper": foreign}
    made = api.ask(CREATE, desk_bearer(shop.admin), input=given)
    assert [(error["field"], error["code"]) for error in made["errors"]] == [
        ("personalShopper", "NOT_FOUND")
    ]


def test_fields_that_are_not_inputs_are_refused(api: Api, shop: Shop) -> None:
    for forbidden in ("status", "installation", "liveAt", "role"):
        answer = api.answer(
            CREATE, desk_bearer(shop.shopper_member), input={**INPUT, forbidden: "LIVE"}
        )
        assert "errors" in answer
    assert not Event.objects.of(shop.installation).exists()
