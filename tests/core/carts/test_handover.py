"""services/handover.py: a code once, for a minute, for the shop's own pages."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection

from saleor_personal_shopper.core.carts import services
from saleor_personal_shopper.core.carts.forgetting import forget_handovers
from saleor_personal_shopper.core.carts.models import CartHandover, EventCheckout
from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.models import Event, EventStatus, Participant
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import update_channel_settings
from saleor_personal_shopper.core.saleor_data import VariantQuantity
from saleor_personal_shopper.saleor.fake_shop import FakeShop

SHOP = "https://shop.example.com"


@pytest.fixture(autouse=True)
def channel(installation: Installation) -> None:
    update_channel_settings(
        installation=installation,
        channel="default-channel",
        customer_url=f"{SHOP}/us",
        storefront_origins=[SHOP],
    )


@pytest.fixture
def cart(event: Event, customer: Participant, juice: str, now: datetime) -> EventCheckout:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 1)], now=now
    )
    return EventCheckout.objects.of(event.installation).get()


@pytest.fixture
def handover(
    cart: EventCheckout, event: Event, customer: Participant, now: datetime
) -> services.Handover:
    return services.issue_handover(event=event, participant=customer, now=now)


def redeem(code: str, now: datetime, origin: str = SHOP) -> services.RedeemedCart:
    return services.redeem_handover(code=code, origin=origin, now=now)


def test_the_code_carries_the_cart_to_the_shop(
    handover: services.Handover, cart: EventCheckout, now: datetime
) -> None:
    assert handover.url == f"{SHOP}/us?ps_cart={handover.code}"
    redeemed = redeem(handover.code, now + timedelta(seconds=59))
    assert redeemed == services.RedeemedCart(cart.checkout_id, "default-channel")


def test_the_code_is_long_and_not_stored(handover: services.Handover) -> None:
    stored = CartHandover.objects.across_installations().get()
    assert len(handover.code) >= 43
    assert handover.code not in stored.code_digest


def test_a_code_is_good_once(handover: services.Handover, now: datetime) -> None:
    redeem(handover.code, now)
    assert _refusal(lambda: redeem(handover.code, now)) == "EXPIRED"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_redeem_at_once_one_gets_the_cart(
    handover: services.Handover, now: datetime
) -> None:
    barrier = threading.Barrier(4)
    got: list[str] = []

    def run() -> None:
        barrier.wait()
        try:
            redeem(handover.code, now)
            got.append("cart")
        except DomainError as error:
            got.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == ["EXPIRED"] * 3 + ["cart"]


def test_a_code_is_good_for_a_minute(handover: services.Handover, now: datetime) -> None:
    assert _refusal(lambda: redeem(handover.code, now + timedelta(seconds=60))) == "EXPIRED"


def test_a_code_is_good_for_the_channels_own_pages_only(
    handover: services.Handover, installation: Installation, now: datetime
) -> None:
    """given another site asks, then it gets nothing and the code is still good for the shop."""
    update_channel_settings(
        installation=installation, channel="other", storefront_origins=["https://other.example"]
    )
    for origin in ("https://evil.example", "https://other.example", "null", ""):
        assert _refusal(lambda origin=origin: redeem(handover.code, now, origin)) == "EXPIRED"
    assert redeem(handover.code, now)


def test_an_unknown_code_is_refused(now: datetime, db: None) -> None:
    assert _refusal(lambda: redeem("guess", now)) == "EXPIRED"
    assert _refusal(lambda: services.redirect_handover(code="guess", now=now)) == "EXPIRED"


def test_a_shop_without_the_loader_gets_the_id_in_its_own_address(
    cart: EventCheckout,
    installation: Installation,
    event: Event,
    customer: Participant,
    now: datetime,
) -> None:
    update_channel_settings(
        installation=installation,
        channel="default-channel",
        cart_url_template=f"{SHOP}/cart?checkout={{checkoutId}}",
    )
    handover = services.issue_handover(event=event, participant=customer, now=now)
    assert handover.url == f"http://testserver/cart/{handover.code}"
    assert cart.checkout_id not in handover.url
    url = services.redirect_handover(code=handover.code, now=now)
    assert url == f"{SHOP}/cart?checkout={cart.checkout_id.replace('=', '%3D')}"
    again = lambda: services.redirect_handover(code=handover.code, now=now)  # noqa: E731
    assert _refusal(again) == "EXPIRED"


def test_the_id_goes_into_no_address_that_does_not_ask_for_it(
    handover: services.Handover, now: datetime
) -> None:
    assert _refusal(lambda: services.redirect_handover(code=handover.code, now=now)) == "EXPIRED"


def test_a_template_without_a_placeholder_gets_the_code(
    cart: EventCheckout,
    installation: Installation,
    event: Event,
    customer: Participant,
    now: datetime,
) -> None:
    update_channel_settings(
        installation=installation,
        channel="default-channel",
        cart_url_template=f"{SHOP}/cart?lang=en#top",
    )
    handover = services.issue_handover(event=event, participant=customer, now=now)
    assert handover.url == f"{SHOP}/cart?lang=en&ps_cart={handover.code}#top"


def test_a_shop_without_an_address_gets_the_bare_code(
    cart: EventCheckout,
    installation: Installation,
    event: Event,
    customer: Participant,
    now: datetime,
) -> None:
    update_channel_settings(installation=installation, channel="default-channel", customer_url="")
    assert services.issue_handover(event=event, participant=customer, now=now).url == ""


def test_an_empty_cart_is_not_carried_anywhere(
    event: Event, customer: Participant, shop: FakeShop, now: datetime
) -> None:
    issue = lambda: services.issue_handover(event=event, participant=customer, now=now)  # noqa: E731
    assert _refusal(issue) == "NOT_FOUND"


def test_only_the_customer_takes_the_cart(
    cart: EventCheckout, event: Event, shopper: Participant, guest: Participant, now: datetime
) -> None:
    for one in (shopper, guest):
        issue = lambda one=one: services.issue_handover(event=event, participant=one, now=now)  # noqa: E731
        assert _refusal(issue) == "PERMISSION_DENIED"


def test_the_customer_may_go_to_the_checkout_after_the_call(
    cart: EventCheckout, event: Event, customer: Participant, now: datetime
) -> None:
    event.status = EventStatus.FINISHED
    event.save()
    assert services.issue_handover(event=event, participant=customer, now=now).code


def test_old_codes_are_forgotten(handover: services.Handover, now: datetime) -> None:
    assert forget_handovers(now) == 0
    assert forget_handovers(now + timedelta(minutes=1)) == 1


def _refusal(call: object) -> str:
    with pytest.raises(DomainError) as refused:
        call()  # type: ignore[operator]
    return refused.value.code
