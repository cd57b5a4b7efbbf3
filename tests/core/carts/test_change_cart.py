"""services/change_cart.py: what each side may do to the cart, and what it is told."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from django.utils import translation

from saleor_personal_shopper.core.carts import services
from saleor_personal_shopper.core.carts.error_codes import CartErrorCode
from saleor_personal_shopper.core.carts.models import CartChange, ChangeStatus, EventCheckout
from saleor_personal_shopper.core.carts.refusals import refusal_of
from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.models import Event, EventStatus, Participant
from saleor_personal_shopper.core.installations.models import AddingMode
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.saleor_data import VariantQuantity
from saleor_personal_shopper.saleor.fake_shop import FakeLine, FakeShop

from .room import told


def only_checkout(shop: FakeShop) -> list[tuple[str, int]]:
    """The lines of the shop's one checkout."""
    (checkout,) = shop.checkouts.values()
    return [(line.variant_id, line.quantity) for line in checkout.lines]


def test_the_first_add_opens_a_checkout_in_the_events_channel(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    result = services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 2)], now=now
    )
    assert result.errors == ()
    assert result.checkout is not None
    assert result.checkout.state.total.amount == Decimal("20.00")
    assert only_checkout(shop) == [(juice, 2)]
    (checkout,) = shop.checkouts.values()
    assert checkout.channel == event.channel
    assert EventCheckout.objects.of(event.installation).get().created_by_us


def test_everybody_sees_the_cart_and_who_added(
    event: Event, customer: Participant, juice: str, now: datetime
) -> None:
    result = services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 1)], now=now
    )
    (message,) = told(event, "checkout.updated")
    (line,) = message["checkout"]["lines"]
    assert result.checkout is not None
    assert message["checkout"]["cart"] == str(result.checkout.id)
    assert line["variant"]["product"]["name"] == "Juice"
    assert line["unitPrice"] == {"amount": 10.0, "currency": "USD"}
    assert line["addedBy"]["name"] == "Carla Customer"
    assert message["by"]["name"] == "Carla Customer"
    assert message["checkout"]["total"]["gross"]["amount"] == 10.0


def test_the_checkouts_id_is_told_to_nobody(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 1)], now=now
    )
    (checkout_id,) = shop.checkouts
    assert checkout_id not in str(told(event, "checkout.updated"))


@pytest.mark.feature("CL-21")
def test_a_refusal_is_in_words_and_the_rest_goes_through(
    event: Event, customer: Participant, shop: FakeShop, juice: str, tea: str, now: datetime
) -> None:
    result = services.add_lines(
        event=event,
        participant=customer,
        lines=[VariantQuantity(juice, 1), VariantQuantity(tea, 3)],
        now=now,
    )
    (error,) = result.errors
    assert error.code == CartErrorCode.INSUFFICIENT_STOCK
    assert error.message == "Only 2 are left. Choose a smaller quantity."
    assert (error.variant_id, error.available_quantity) == (tea, 2)
    assert only_checkout(shop) == [(juice, 1)]


@pytest.mark.parametrize(
    ("variant", "quantity", "code"),
    [
        ("juice", 51, CartErrorCode.QUANTITY_LIMIT),
        ("unknown", 1, CartErrorCode.VARIANT_NOT_AVAILABLE),
        ("withdrawn", 1, CartErrorCode.VARIANT_NOT_AVAILABLE),
    ],
)
def test_saleors_refusals_have_codes_of_ours(
    variant: str,
    quantity: int,
    code: CartErrorCode,
    event: Event,
    customer: Participant,
    shop: FakeShop,
    juice: str,
    tea: str,
    now: datetime,
) -> None:
    shop.variants[tea].is_available = False
    variant_id = {"juice": juice, "withdrawn": tea}.get(variant, "UHJvZHVjdFZhcmlhbnQ6OTk5")
    result = services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(variant_id, quantity)], now=now
    )
    assert [error.code for error in result.errors] == [code]


def test_a_sold_out_variant_is_said_to_be_sold_out(
    event: Event, customer: Participant, shop: FakeShop, tea: str, now: datetime
) -> None:
    shop.variants[tea].stock = 0
    result = services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(tea, 1)], now=now
    )
    assert result.errors[0].message == "This is sold out. Choose another one."


@pytest.mark.parametrize("quantity", [0, -1, 100])
def test_quantities_outside_1_to_99_are_refused_before_saleor_is_asked(
    quantity: int,
    event: Event,
    customer: Participant,
    shop: FakeShop,
    juice: str,
    now: datetime,
) -> None:
    with pytest.raises(DomainError) as refused:
        services.add_lines(
            event=event, participant=customer, lines=[VariantQuantity(juice, quantity)], now=now
        )
    assert refused.value.code == CartErrorCode.INVALID
    assert shop.calls == []


def test_a_guest_may_not_add(event: Event, guest: Participant, juice: str, now: datetime) -> None:
    with pytest.raises(DomainError) as refused:
        services.add_lines(
            event=event, participant=guest, lines=[VariantQuantity(juice, 1)], now=now
        )
    assert refused.value.code == "PERMISSION_DENIED"


def test_nothing_is_added_after_the_call(
    event: Event, customer: Participant, juice: str, now: datetime
) -> None:
    event.status = EventStatus.FINISHED
    event.save()
    with pytest.raises(DomainError) as refused:
        services.add_lines(
            event=event, participant=customer, lines=[VariantQuantity(juice, 1)], now=now
        )
    assert refused.value.code == "ENDED"


@pytest.mark.feature("CL-22")
def test_a_personal_shopper_adds_directly_where_the_merchant_says_so(
    event: Event, shopper: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    update_shop_settings(installation=event.installation, adding_mode=AddingMode.DIRECT)
    result = services.add_lines(
        event=event, participant=shopper, lines=[VariantQuantity(juice, 1)], now=now
    )
    assert result.proposal is None
    assert only_checkout(shop) == [(juice, 1)]


def test_a_line_gets_a_new_quantity(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 1)], now=now
    )
    result = services.set_quantities(
        event=event, participant=customer, quantities={_line_id(shop): 4}, now=now
    )
    assert result.errors == ()
    assert only_checkout(shop) == [(juice, 4)]
    change = CartChange.objects.of(event.installation).latest("pk")
    assert (change.kind, change.quantity, change.effect) == ("SET", 4, 3)


def test_a_quantity_beyond_the_stock_leaves_the_line_as_it_was(
    event: Event, customer: Participant, shop: FakeShop, tea: str, now: datetime
) -> None:
    services.add_lines(event=event, participant=customer, lines=[VariantQuantity(tea, 1)], now=now)
    result = services.set_quantities(
        event=event, participant=customer, quantities={_line_id(shop): 3}, now=now
    )
    assert [error.code for error in result.errors] == [CartErrorCode.INSUFFICIENT_STOCK]
    assert only_checkout(shop) == [(tea, 1)]


def test_a_line_is_removed(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 2)], now=now
    )
    result = services.remove_lines(
        event=event, participant=customer, line_ids=[_line_id(shop)], now=now
    )
    assert result.checkout is not None
    assert result.checkout.state.lines == ()
    assert only_checkout(shop) == []
    assert CartChange.objects.of(event.installation).latest("pk").effect == -2


def test_an_unknown_line_is_refused_in_words_and_known_ones_change(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 1)], now=now
    )
    result = services.set_quantities(
        event=event, participant=customer, quantities={_line_id(shop): 2, "nothing": 1}, now=now
    )
    assert [error.code for error in result.errors] == [CartErrorCode.NOT_FOUND]
    assert only_checkout(shop) == [(juice, 2)]


def test_a_line_that_the_shop_removed_meanwhile_cannot_be_set(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 1)], now=now
    )
    line_id = _line_id(shop)
    next(iter(shop.checkouts.values())).lines.clear()
    result = services.set_quantities(
        event=event, participant=customer, quantities={line_id: 2}, now=now
    )
    assert [error.code for error in result.errors] == [CartErrorCode.NOT_FOUND]


def test_two_lines_of_one_variant_become_one_when_one_is_set(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    """given two lines of the variant, when one is set, then their sum is what the reader saw."""
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 2)], now=now
    )
    (checkout,) = shop.checkouts.values()
    checkout.lines.append(FakeLine("second", juice, 3))
    services.refresh_checkout(installation=event.installation, checkout_id=checkout.id, now=now)
    services.set_quantities(event=event, participant=customer, quantities={"second": 1}, now=now)
    assert only_checkout(shop) == [(juice, 3)]


def test_removing_one_of_two_lines_of_a_variant_keeps_the_other(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 2)], now=now
    )
    (checkout,) = shop.checkouts.values()
    checkout.lines.append(FakeLine("second", juice, 3))
    services.refresh_checkout(installation=event.installation, checkout_id=checkout.id, now=now)
    services.remove_lines(event=event, participant=customer, line_ids=["second"], now=now)
    assert only_checkout(shop) == [(juice, 2)]


def test_a_problem_of_the_stock_is_shown_at_its_line(
    event: Event, customer: Participant, shop: FakeShop, tea: str, now: datetime
) -> None:
    services.add_lines(event=event, participant=customer, lines=[VariantQuantity(tea, 2)], now=now)
    shop.variants[tea].stock = 1
    (checkout_id,) = shop.checkouts
    services.refresh_checkout(installation=event.installation, checkout_id=checkout_id, now=now)
    message = told(event, "checkout.updated")[-1]["checkout"]
    problem = {"code": "INSUFFICIENT_STOCK", "availableQuantity": 1}
    assert message["lines"][0]["problem"] == problem
    assert message["problems"] == [{**problem, "variant": {"id": tea}}]


def test_a_refusal_is_kept_as_a_code_and_worded_when_it_is_read(
    event: Event, customer: Participant, tea: str, now: datetime
) -> None:
    """Whoever drains may read another language than whoever added."""
    services.add_lines(event=event, participant=customer, lines=[VariantQuantity(tea, 9)], now=now)
    change = CartChange.objects.of(event.installation).get()
    assert change.status == ChangeStatus.REFUSED
    assert (change.error_code, change.available_quantity) == ("INSUFFICIENT_STOCK", 2)
    with translation.override("es"):
        refusal = refusal_of(change)
    assert refusal is not None
    assert refusal.message != change.error_message


def _line_id(shop: FakeShop) -> str:
    (checkout,) = shop.checkouts.values()
    return checkout.lines[0].id
