"""Creating a private call (DC-02..DC-12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Event, EventStatus
from saleor_personal_shopper.core.installations.models import ChannelSettings, Installation
from saleor_personal_shopper.core.saleor_data import CustomerSnapshot
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories
from tests.dashboard.conftest import Staff

CALLS = "/dashboard/calls"
FORM = {
    "name": "Carla Customer",
    "email": "carla@example.com",
    "channel": "default-channel",
    "when": "now",
    "duration": "30",
    "language": "es",
}


def only_event(installation: Installation) -> Event:
    return Event.objects.of(installation).get()


def test_a_channel_that_is_set_up_is_chosen(
    installation: Installation, shop: FakeShop, paula: Staff
) -> None:
    """Given a shop whose first channel nobody has set up."""
    usual = shop.channels[0]
    shop.channels.insert(0, replace(usual, id="other", slug="another", name="Another"))
    ChannelSettings.objects.update_or_create(
        installation=installation,
        channel=usual.slug,
        defaults={"customer_url": "https://shop.example.com/"},
    )

    # then
    assert f'value="{usual.slug}" selected' in paula.get(f"{CALLS}/new/content").text


@pytest.mark.feature("DC-02", "DC-09", "DC-12")
def test_a_call_for_now_shows_its_link_and_starts(installation: Installation, paula: Staff) -> None:
    response = paula.post(f"{CALLS}/create", FORM)

    event = only_event(installation)
    assert response.status_code == 200
    assert (event.customer_name, event.language) == ("Carla Customer", "es")
    assert event.personal_shopper == paula.personal_shopper
    assert "http://testserver/e/" in response.text
    assert '/qr.svg"' in response.text
    assert "Start call" in response.text


@pytest.mark.feature("DC-02", "DC-05", "DC-06", "DC-10")
def test_a_call_for_later_is_planned_in_the_zone_of_staff(
    installation: Installation, shop: FakeShop, paula: Staff
) -> None:
    shirt = shop.add_product("Linen shirt").card.id
    day = (timezone.now() + timedelta(days=20)).date()
    later = {"when": "later", "starts_at": f"{day}T09:15", "time_zone": "Asia/Tokyo"}

    response = paula.post(
        f"{CALLS}/create", {**FORM, **later, "duration": "45", "product": shirt, "phone": "+81 3"}
    )

    event = only_event(installation)
    assert event.status == EventStatus.SCHEDULED
    assert event.starts_at == datetime(day.year, day.month, day.day, 0, 15, tzinfo=UTC)
    assert (event.duration_minutes, event.product_id) == (45, shirt)
    assert event.customer_phone == "+81 3"
    assert "Start call" not in response.text


@pytest.mark.feature("DC-03", "DC-04")
def test_everything_that_is_missing_is_told_at_once_and_what_was_typed_stays(
    installation: Installation, paula: Staff
) -> None:
    response = paula.post(
        f"{CALLS}/create", {**FORM, "name": " ", "email": "", "when": "later", "phone": "+81 3"}
    )

    assert response.status_code == 422
    assert response.text.count("Please fill this in.") == 3
    assert response.text.count('aria-invalid="true"') == 3
    assert 'value="+81 3"' in response.text
    assert not Event.objects.of(installation).exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": "carla"}, "This is no email address."),
        ({"channel": "no-such-channel"}, "The shop has no such channel."),
        ({"duration": "9999"}, "Choose between 5 and 480 minutes."),
        ({"when": "later", "starts_at": "2020-01-01T10:00"}, "Choose a date from now"),
        ({"when": "later", "starts_at": "tomorrow"}, "Choose a date and a time."),
        ({"phone": "1" * 41}, "Use at most 40 characters."),
    ],
)
def test_what_is_wrong_is_said_in_words(paula: Staff, fields: dict[str, str], words: str) -> None:
    response = paula.post(f"{CALLS}/create", {**FORM, **fields})

    assert response.status_code == 422
    assert words in response.text


def test_a_time_that_the_clocks_skip_is_refused(paula: Staff) -> None:
    skipped = {"when": "later", "starts_at": "2027-03-28T02:30", "time_zone": "Europe/Madrid"}

    response = paula.post(f"{CALLS}/create", {**FORM, **skipped})

    assert "this time does not exist" in response.text


def test_administrators_choose_who_holds_the_call(
    installation: Installation, admin: Staff, paula: Staff
) -> None:
    chosen = paula.personal_shopper
    assert chosen
    assert "Paula Shopper" in admin.get(f"{CALLS}/new/content").text

    admin.post(f"{CALLS}/create", {**FORM, "personal_shopper": str(chosen.pk)})

    assert only_event(installation).personal_shopper == chosen


@pytest.mark.feature("DC-13")
def test_whoever_is_no_personal_shopper_is_told_the_next_step(admin: Staff) -> None:
    response = admin.post(f"{CALLS}/create", FORM)

    assert response.status_code == 422
    assert "Only a personal shopper can make calls." in response.text


def test_personal_shoppers_cannot_put_calls_on_others(
    installation: Installation, paula: Staff
) -> None:
    other = factories.personal_shopper(installation)

    response = paula.post(f"{CALLS}/create", {**FORM, "personal_shopper": str(other.pk)})

    assert response.status_code == 422
    assert not Event.objects.of(installation).exists()


@pytest.mark.feature("DC-06")
def test_products_are_searched_and_the_chosen_one_stays(shop: FakeShop, paula: Staff) -> None:
    shirt = shop.add_product("Linen shirt", price="59.00").card.id
    shop.add_product("Silk scarf")

    found = paula.get(f"{CALLS}/products?channel=default-channel&product_search=silk").text
    kept = paula.get(
        f"{CALLS}/products?channel=default-channel&product_search=silk&product={shirt}"
    ).text

    assert "Silk scarf" in found and "Linen shirt" not in found
    assert kept.index("Linen shirt") < kept.index("Silk scarf")
    assert f'value="{shirt}" checked' in kept
    nothing = paula.get(f"{CALLS}/products?channel=default-channel&product_search=zzz").text
    assert "No product of this channel matches" in nothing


def test_a_customer_of_saleor_is_filled_in(shop: FakeShop, paula: Staff) -> None:
    shop.customers["VXNlcjo5"] = CustomerSnapshot("VXNlcjo5", "ann@example.com", "Ann Buyer")
    paula.open_desk()

    page: Any = paula.client.get(f"{paula.desk}/new?customer=VXNlcjo5").text

    assert 'value="Ann Buyer"' in page
    assert 'value="ann@example.com"' in page
    assert paula.client.get(f"{paula.desk}/new?customer=nobody").status_code == 200
