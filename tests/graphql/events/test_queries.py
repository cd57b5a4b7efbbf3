"""`personalShopperEvents` and `personalShopperEvent`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from saleor_personal_shopper.core.attribution.models import Attribution, OrderRecord
from saleor_personal_shopper.core.events.models import Event, EventStatus, ShownProduct
from tests import factories
from tests.cast import Call, Shop, customer_bearer, desk_bearer, open_call
from tests.graphql.conftest import Api

LIST = """query ($first: Int!, $after: String, $status: [PersonalShopperEventStatus!]) {
  personalShopperEvents(first: $first, after: $after, status: $status) {
    edges { node { id status queuePosition customerEmail personalShopper { name email }
      participants { role name } shownProducts { productId } attributions { orderNumber }
      survey { score } joinUrl guestUrl } }
    pageInfo { hasNextPage endCursor } totalCount } }"""
ONE = """query ($id: ID!) { personalShopperEvent(id: $id) {
  status channel customerName customerEmail customerPhone origin createdAt joinUrl guestUrl
  participants { role name } shownProducts { productId variantId name }
  attributions { orderId orderNumber kind state amount { amount currency } }
  personalShopper { name email } } }"""


def test_staff_read_an_event_whole(api: Api, shop: Shop, call: Call) -> None:
    ShownProduct.objects.create(
        installation=shop.installation,
        event=call.event,
        participant=call.shopper,
        product_id="UHJvZHVjdDox",
        variant_id="UHJvZHVjdFZhcmlhbnQ6MQ==",
        name="Juice",
        shown_at=timezone.now(),
    )
    credit(call)
    seen = api.ask(ONE, desk_bearer(shop.shopper_member), id=call.id)
    assert seen["status"] == "LIVE"
    assert seen["customerEmail"] == call.event.customer_email
    assert sorted(one["role"] for one in seen["participants"]) == [
        "CUSTOMER",
        "GUEST",
        "PERSONAL_SHOPPER",
    ]
    assert seen["shownProducts"] == [
        {
            "productId": "UHJvZHVjdDox",
            "variantId": "UHJvZHVjdFZhcmlhbnQ6MQ==",
            "name": "Juice",
        }
    ]
    assert seen["attributions"] == [
        {
            "orderId": "T3JkZXI6MQ==",
            "orderNumber": "42",
            "kind": "ASSISTED",
            "state": "CONFIRMED",
            "amount": {"amount": 12.5, "currency": "USD"},
        }
    ]
    assert seen["joinUrl"].endswith(call.token())


def credit(call: Call) -> None:
    now = timezone.now()
    order = OrderRecord.objects.create(
        installation=call.event.installation,
        order_id="T3JkZXI6MQ==",
        order_number="42",
        version_at=now,
        created_at=now,
    )
    Attribution.objects.create(
        installation=call.event.installation,
        event=call.event,
        order=order,
        kind="ASSISTED",
        state="CONFIRMED",
        variant_id="UHJvZHVjdFZhcmlhbnQ6MQ==",
        product_name="Juice",
        quantity=1,
        amount=Decimal("12.5"),
        currency="USD",
    )


def test_a_guest_sees_the_room_but_not_the_customers_data(api: Api, call: Call) -> None:
    credit(call)
    seen = api.ask(ONE, call.bearer(call.guest), id=call.id)
    assert len(seen["participants"]) == 3
    assert seen["guestUrl"]
    assert seen["attributions"] == []
    hidden = ("customerEmail", "customerPhone", "origin", "createdAt", "joinUrl")
    assert [seen[name] for name in hidden] == [None] * len(hidden)
    assert seen["personalShopper"]["email"] is None


def test_the_customer_sees_his_data_and_orders_but_not_the_desks(api: Api, call: Call) -> None:
    credit(call)
    seen = api.ask(ONE, call.bearer(call.customer), id=call.id)
    assert seen["customerEmail"] == call.event.customer_email
    assert [one["orderNumber"] for one in seen["attributions"]] == ["42"]
    assert (seen["origin"], seen["joinUrl"]) == (None, None)
    assert seen["personalShopper"]["email"] is None


def test_whose_business_it_is_not_sees_nothing(
    api: Api, shop: Shop, call: Call, other_shop: Shop, other_call: Call
) -> None:
    colleague = factories.personal_shopper(shop.installation)
    member = factories.staff_member(
        shop.installation, email=colleague.email, checked_at=timezone.now()
    )
    bearers = [
        "",
        customer_bearer(shop.installation, "VXNlcjpzdHJhbmdlcg=="),
        other_call.bearer(other_call.customer),
        desk_bearer(other_shop.admin),
        desk_bearer(shop.nobody),
        desk_bearer(member),
    ]
    for bearer in bearers:
        assert api.ask(ONE, bearer, id=call.id) is None
    for id in ("nonsense", "UGVyc29uYWxTaG9wcGVyOjE=", ""):
        assert api.ask(ONE, desk_bearer(shop.admin), id=id) is None


def test_lists_hold_ones_own(api: Api, shop: Shop, other_call: Call) -> None:
    mine = open_call(shop, saleor_user_id="VXNlcjo5")
    open_call(shop, personal_shopper=factories.personal_shopper(shop.installation))
    counts = {
        "customer": api.ask(LIST, customer_bearer(shop.installation, "VXNlcjo5"), first=9),
        "shopper": api.ask(LIST, desk_bearer(shop.shopper_member), first=9),
        "admin": api.ask(LIST, desk_bearer(shop.admin), first=9),
    }
    assert {who: page["totalCount"] for who, page in counts.items()} == {
        "customer": 1,
        "shopper": 1,
        "admin": 2,
    }
    assert counts["customer"]["edges"][0]["node"]["id"] == mine.id


def test_outsiders_have_no_list(api: Api, shop: Shop, call: Call) -> None:
    for bearer in ("", call.bearer(call.guest), desk_bearer(shop.nobody)):
        assert api.refusal(LIST, bearer, first=5) == "PERMISSION_DENIED"


def test_pages_by_status_newest_first(api: Api, shop: Shop) -> None:
    start = timezone.now()
    made = [
        factories.event(
            shop.installation,
            status=EventStatus.FINISHED,
            created_at=start - timedelta(minutes=minutes // 2),
        )
        for minutes in range(5)
    ]
    factories.event(shop.installation, status=EventStatus.CANCELLED, created_at=start)
    seen: list[Any] = []
    after = None
    for _ in range(3):
        page = api.ask(LIST, desk_bearer(shop.admin), first=2, after=after, status=["FINISHED"])
        seen += [edge["node"]["id"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
    assert not page["pageInfo"]["hasNextPage"]
    assert len(set(seen)) == len(made) == page["totalCount"]


def test_a_longer_list_costs_no_more_queries(
    api: Api, shop: Shop, django_assert_max_num_queries: Any
) -> None:
    bearer = desk_bearer(shop.admin)
    for _ in range(3):
        open_call(shop)
    with django_assert_max_num_queries(30) as few:
        api.ask(LIST, bearer, first=100)
    for _ in range(20):
        open_call(shop)
        factories.event(shop.installation, created_at=timezone.now())
    with django_assert_max_num_queries(30) as many:
        page = api.ask(LIST, bearer, first=100)
    assert page["totalCount"] == 43
    assert len(many.captured_queries) == len(few.captured_queries)
    assert Event.objects.of(shop.installation).count() == 43


def test_planned_calls_of_who_has_left_are_listed_for_who_can_hand_them_over(
    api: Api, shop: Shop, call: Call
) -> None:
    """PS-11"""
    now = timezone.now()
    gone = factories.personal_shopper(shop.installation, deactivated_at=now)
    event = factories.event(
        shop.installation,
        status="SCHEDULED",
        origin="PRIVATE",
        personal_shopper=gone,
        customer_name="Carla Ahead",
        starts_at=now + timedelta(days=1),
    )
    document = "{ personalShopperEventsToReassign { customerName personalShopper { name } } }"

    assert api.ask(document, desk_bearer(shop.admin)) == [
        {"customerName": "Carla Ahead", "personalShopper": {"name": gone.name}}
    ]
    refused = api.answer(document, desk_bearer(shop.shopper_member))
    assert refused["errors"][0]["extensions"]["code"] == "PERMISSION_DENIED"
    event.delete()
    assert api.ask(document, desk_bearer(shop.admin)) == []
