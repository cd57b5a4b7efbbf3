"""Fields of our own types that not every reader may see: each in this table, tried by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from strawberry.permission import PermissionExtension
from strawberry.types.base import StrawberryObjectDefinition

from saleor_personal_shopper.core.attribution.models import Attribution, OrderRecord
from saleor_personal_shopper.core.events.bookings import LogEntry
from saleor_personal_shopper.core.events.models import EventLink, ShownProduct, Survey
from saleor_personal_shopper.core.notifications.models import Mail
from saleor_personal_shopper.core.shoppers.models import (
    Availability,
    BusyCalendar,
    ShopperCollection,
)
from saleor_personal_shopper.graphql.permissions import Audience, SeenBy
from saleor_personal_shopper.graphql.schema import schema
from tests.cast import Call, Shop, customer_bearer, desk_bearer, open_call
from tests.graphql.conftest import Api

GUEST, CUSTOMER, STAFF = Audience.GUEST, Audience.CUSTOMER, Audience.STAFF
# Who sees the field first; those further inside see it too.
EVENT = {
    "queuePosition": Audience.LINK_HOLDER,
    "language": GUEST,
    "customerName": GUEST,
    "personalShopper { name }": GUEST,
    "participants { name }": GUEST,
    "shownProducts { name }": GUEST,
    "guestUrl": GUEST,
    "seatTaken": GUEST,
    "customerEmail": CUSTOMER,
    "customerPhone": CUSTOMER,
    "productId": CUSTOMER,
    "attributions { orderNumber }": CUSTOMER,
    "timeZone": CUSTOMER,
    "answers { label answer }": CUSTOMER,
    "manageUrl": CUSTOMER,
    "log { action actor choice { reason } }": STAFF,
    "survey { score }": CUSTOMER,
    "origin": STAFF,
    "createdAt": STAFF,
    "queuedAt": STAFF,
    "endedBy": STAFF,
    "archived": STAFF,
    "joinUrl": STAFF,
    "invitationMail { status }": STAFF,
    "chat { totalCount }": STAFF,
}
SHOPPER = {
    "email": STAFF,
    "phone": STAFF,
    "priority": STAFF,
    "active": STAFF,
    "collections { name }": STAFF,
    "hours { timeZone }": STAFF,
    "busyCalendars { host }": STAFF,
    "feedUrl": STAFF,
}
OWN = {"feedUrl"}
"""What of a personal shopper nobody sees but himself, at the desk."""
READERS = {
    "anonymous": None,
    "customer": CUSTOMER,
    "customer by the shop's token": CUSTOMER,
    "other customer": None,
    "guest": GUEST,
    "personal shopper": STAFF,
    "staff without module": None,
    "staff with it": STAFF,
    "staff of another installation": None,
}


def guarded_fields() -> Iterator[tuple[str, Audience]]:
    """Every field in the schema behind SeenBy, as `Type.field`."""
    for kind in schema.schema_converter.type_map.values():
        definition = kind.definition
        if not isinstance(definition, StrawberryObjectDefinition):
            continue
        for field in definition.fields:
            rules = [rule for rule in field.extensions if isinstance(rule, PermissionExtension)]
            for rule in rules:
                (permission,) = rule.permissions
                assert isinstance(permission, SeenBy)
                name = schema.config.name_converter.get_graphql_name(field)
                yield f"{definition.name}.{name}", permission.audience


def test_the_table_holds_every_guarded_field_and_its_audience() -> None:
    table = {f"PersonalShopperEvent.{name.split()[0]}": who for name, who in EVENT.items()}
    table |= {f"PersonalShopper.{name.split()[0]}": who for name, who in SHOPPER.items()}
    assert dict(guarded_fields()) == table


@pytest.fixture
def full_call(shop: Shop) -> Call:
    """A call in which every field has a value."""
    now = timezone.now()
    call = open_call(
        shop,
        saleor_user_id="VXNlcjo5",
        product_id="UHJvZHVjdDox",
        customer_phone="+1 555",
        ended_by="Paula",
        time_zone="Europe/Madrid",
        answers=[{"question": "size", "label": "Your size?", "answer": "M"}],
    )
    common = {"installation": shop.installation, "event": call.event}
    ShownProduct.objects.create(
        **common, participant=call.shopper, product_id="UHJvZHVjdDox", name="Juice", shown_at=now
    )
    Survey.objects.create(**common, score=9, answered_at=now)
    EventLink.objects.create(**common, kind="MANAGE", token="m" * 43)
    LogEntry.objects.create(**common, action="BOOKED", actor="CUSTOMER", at=now)
    order = OrderRecord.objects.create(
        installation=shop.installation,
        order_id="T3JkZXI6MQ==",
        order_number="1",
        version_at=now,
        created_at=now,
    )
    Attribution.objects.create(
        **common,
        order=order,
        kind="ASSISTED",
        state="PENDING",
        variant_id="x",
        product_name="Juice",
        quantity=1,
        amount=1,
        currency="USD",
    )
    Mail.objects.create(
        installation=shop.installation,
        kind="invitation",
        key="invitation",
        about=call.event.pk,
        created_at=now,
        due_at=now,
        expires_at=now,
    )
    shop.shopper.phone = "+1 556"
    shop.shopper.save()
    his = {"installation": shop.installation, "personal_shopper": shop.shopper}
    ShopperCollection.objects.create(**his, collection_id="Q29sbGVjdGlvbjox", name="Summer")
    Availability.objects.create(**his, time_zone="Europe/Madrid")
    BusyCalendar.objects.create(**his, host="calendar.example.com", due_at=now)
    return call


def bearer_of(reader: str, shop: Shop, call: Call, other_shop: Shop) -> str:
    return {
        "anonymous": lambda: "",
        "customer": lambda: call.bearer(call.customer),
        "customer by the shop's token": lambda: customer_bearer(shop.installation, "VXNlcjo5"),
        "other customer": lambda: customer_bearer(shop.installation, "VXNlcjo4"),
        "guest": lambda: call.bearer(call.guest),
        "personal shopper": lambda: call.bearer(call.shopper),
        "staff without module": lambda: desk_bearer(shop.nobody),
        "staff with it": lambda: desk_bearer(shop.shopper_member),
        "staff of another installation": lambda: desk_bearer(other_shop.admin),
    }[reader]()


@pytest.mark.parametrize("reader", READERS)
def test_each_reader_sees_just_what_is_for_him(
    api: Api, shop: Shop, full_call: Call, other_shop: Shop, reader: str
) -> None:
    fields = " ".join(EVENT)
    document = f"query ($id: ID!) {{ personalShopperEvent(id: $id) {{ {fields} "
    document += f"personalShopper {{ {' '.join(SHOPPER)} }} }} }}"
    bearer = bearer_of(reader, shop, full_call, other_shop)

    seen: dict[str, Any] | None = api.ask(document, bearer, id=full_call.id)

    inside = READERS[reader]
    if inside is None:
        assert seen is None
        return
    assert seen is not None
    seen.pop("queuePosition")
    shopper = seen["personalShopper"]
    visible = {name for name, value in seen.items() if value not in (None, [])}
    wanted = {name.split()[0] for name, who in EVENT.items() if inside >= who}
    assert visible == wanted - {"queuePosition"}
    his = {name.split()[0] for name, who in SHOPPER.items() if inside >= who}
    assert shopper.pop("name")
    seen_of_him = {name for name, value in shopper.items() if value not in (None, [])}
    assert seen_of_him == (his if reader == "staff with it" else his - OWN)
