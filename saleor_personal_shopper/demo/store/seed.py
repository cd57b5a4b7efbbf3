"""The shop as it is on its first day: channels, catalogue, staff and a customer."""

from __future__ import annotations

from decimal import Decimal

from saleor_personal_shopper.demo.store import staff
from saleor_personal_shopper.demo.store.people import CUSTOMERS, SHOPPER_GROUP, STAFF, Person
from saleor_personal_shopper.demo.store.permissions import PERMISSION_NAMES
from saleor_personal_shopper.demo.store.records import (
    Address,
    Channel,
    ShippingMethod,
    State,
    User,
)
from saleor_personal_shopper.demo.store.signing import SigningKey
from saleor_personal_shopper.demo.store.stocking import add_catalogue

SHOP_NAME = "Maison Lumen"

_AMERICAS = ["US", "CA", "MX", "BR", "AR", "CL", "CO", "GB", "AU", "JP"]
_EUROPE = [
    *("ES", "PT", "FR", "DE", "IT", "AD", "AT", "BE", "CH", "DK", "FI", "IE", "LU"),
    *("NL", "NO", "PL", "SE"),
]


def seeded_state() -> State:
    state = State(shop_name=SHOP_NAME, signing_key_pem=SigningKey.generate_pem())
    # One channel takes orders that are paid later, the other only paid ones.
    _add_channel(state, "default-channel", "United States", "USD", _AMERICAS, paid_later=True)
    _add_channel(state, "eu", "Europe", "EUR", _EUROPE, paid_later=False)
    add_catalogue(state)
    _add_staff(state)
    for person in CUSTOMERS:
        _add_customer(state, person)
    return state


def _add_channel(
    state: State, slug: str, name: str, currency: str, countries: list[str], *, paid_later: bool
) -> None:
    methods = [
        ("Standard delivery", Decimal("6.00"), 3, 5),
        ("Express delivery", Decimal("15.00"), 1, 2),
    ]
    channel = Channel(
        pk=state.next_pk("channel"),
        slug=slug,
        name=name,
        currency_code=currency,
        default_country=countries[0],
        countries=countries,
        allow_unpaid_orders=paid_later,
        shipping_methods=[
            ShippingMethod(state.next_pk("shipping_method"), *method) for method in methods
        ],
    )
    state.channels[channel.pk] = channel


def _add_staff(state: State) -> None:
    everything = staff.create_group(state, name="Full access", permissions=PERMISSION_NAMES)
    shoppers = staff.create_group(state, name=SHOPPER_GROUP, permissions=[])
    groups = {"ADMIN": everything, "PERSONAL_SHOPPER": shoppers}
    for person in STAFF:
        user = _add_user(state, person, is_staff=True)
        if person.role in groups:
            staff.change_members(groups[person.role], add=[user], remove=[])


def _add_user(state: State, person: Person, *, is_staff: bool) -> User:
    return staff.create_user(
        state,
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        password=person.password,
        is_staff=is_staff,
    )


def _add_customer(state: State, person: Person) -> None:
    user = _add_user(state, person, is_staff=False)
    address = Address(
        pk=state.next_pk("address"),
        first_name=person.first_name,
        last_name=person.last_name,
        street_address_1="12 Harbour Street",
        city="Portland",
        postal_code="04101",
        country="US",
        country_area="ME",
        phone="+12075550142",
    )
    state.addresses[address.pk] = address
    user.address_pks.append(address.pk)
