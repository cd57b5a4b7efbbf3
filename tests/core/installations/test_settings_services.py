"""services/{shop_settings,channel_settings,module_grants}.py: what the merchant sets."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.installations import selectors, services
from saleor_personal_shopper.core.installations.models import AddingMode, Installation, Module


def test_a_shop_starts_with_the_defaults(installation: Installation) -> None:
    found = selectors.shop_settings(installation)
    assert found.pk is None
    assert found.adding_mode == AddingMode.PROPOSE
    assert found.attribution_window_days == 30


def test_what_is_not_named_stays(installation: Installation) -> None:
    services.update_shop_settings(installation=installation, store_name="  Juicy   Shop ")
    services.update_shop_settings(
        installation=installation, adding_mode="DIRECT", attribution_window_days="7"
    )
    found = selectors.shop_settings(installation)
    assert (found.store_name, found.adding_mode) == ("Juicy Shop", "DIRECT")
    assert found.attribution_window_days == 7


def test_every_bad_field_is_named_and_nothing_is_saved(installation: Installation) -> None:
    with pytest.raises(services.SettingsInvalid) as refused:
        services.update_shop_settings(
            installation=installation,
            store_name="x" * 121,
            adding_mode="SOMETIMES",
            attribution_window_days=91,
            participant_limit="many",  # type: ignore[typeddict-item]
        )
    assert [error.field for error in refused.value.errors] == [
        "store_name",
        "adding_mode",
        "attribution_window_days",
        "participant_limit",
    ]
    assert {error.code for error in refused.value.errors} == {"INVALID"}
    assert refused.value.errors[2].message == "Enter a whole number from 1 to 90."
    assert selectors.shop_settings(installation).pk is None


def test_a_channels_addresses_are_kept_in_one_form(installation: Installation) -> None:
    services.update_channel_settings(
        installation=installation,
        channel="us",
        customer_url=" https://shop.example.com/us ",
        storefront_origins="https://Shop.example.com/, \n https://shop.example.com:443",
        cart_url_template="https://shop.example.com/cart?id={checkoutId}",
    )
    found = selectors.channel_settings(installation, "us")
    assert found.customer_url == "https://shop.example.com/us"
    assert found.storefront_origins == ["https://shop.example.com"]
    assert found.cart_url_template == "https://shop.example.com/cart?id={checkoutId}"


def test_an_address_can_be_taken_away(installation: Installation) -> None:
    update = services.update_channel_settings
    update(installation=installation, channel="us", customer_url="https://shop.example.com")
    update(installation=installation, channel="us", customer_url="", storefront_origins=[])
    assert selectors.channel_settings(installation, "us").customer_url == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("customer_url", "shop.example.com"),
        ("customer_url", "javascript:alert(1)"),
        ("customer_url", "https://shop.example.com/" + "x" * 500),
        ("privacy_policy_url", "data:text/html,x"),
        ("terms_url", "//shop.example.com"),
        ("cart_url_template", "https://{checkoutId}.example.com/"),
        ("cart_url_template", "https://shop.example.com/?id={token}"),
        ("cart_url_template", "https://shop.example.com/?id={checkoutId"),
        ("storefront_origins", ["https://shop.example.com", "*"]),
        ("storefront_origins", [f"https://shop{number}.example.com" for number in range(21)]),
    ],
)
def test_bad_addresses_are_refused_with_a_sentence(
    field: str, value: Any, installation: Installation
) -> None:
    values: dict[str, Any] = {field: value}
    with pytest.raises(services.SettingsInvalid) as refused:
        services.update_channel_settings(installation=installation, channel="us", **values)
    (error,) = refused.value.errors
    assert (error.code, error.field) == ("INVALID", field)
    assert error.message.endswith(".")


def test_a_channel_must_be_named(installation: Installation) -> None:
    with pytest.raises(services.SettingsInvalid) as refused:
        services.update_channel_settings(installation=installation, channel="")
    assert refused.value.field == "channel"


def test_origins_are_those_of_the_channel_or_of_all(
    installation: Installation, other_installation: Installation
) -> None:
    for owner, channel in ((installation, "us"), (installation, "eu"), (other_installation, "us")):
        services.update_channel_settings(
            installation=owner,
            channel=channel,
            storefront_origins=[f"https://{channel}.{owner.pk}.example.com"],
        )
    us = f"https://us.{installation.pk}.example.com"
    eu = f"https://eu.{installation.pk}.example.com"
    assert selectors.allowed_origins(installation, "us") == {us}
    assert selectors.allowed_origins(installation) == {us, eu}
    assert selectors.allowed_origins(installation, "none") == frozenset()


def test_the_module_matrix_is_replaced_whole(installation: Installation, now: datetime) -> None:
    services.set_module_grants(
        installation=installation, grants={"g1": ["CALLS", "ANALYTICS"], "g2": ["CALLS"]}, now=now
    )
    services.set_module_grants(installation=installation, grants={"g2": ["SETTINGS"]}, now=now)
    assert selectors.module_grants(installation) == {"g2": frozenset({Module.SETTINGS})}


def test_an_unknown_module_leaves_the_matrix_as_it_was(
    installation: Installation, now: datetime
) -> None:
    services.set_module_grants(installation=installation, grants={"g1": ["CALLS"]}, now=now)
    with pytest.raises(DomainError):
        services.set_module_grants(installation=installation, grants={"g1": ["ALL"]}, now=now)
    assert selectors.module_grants(installation) == {"g1": frozenset({Module.CALLS})}


def test_the_widget_is_noted_once_a_day(installation: Installation, now: datetime) -> None:
    services.update_channel_settings(installation=installation, channel="us")
    for hours in (0, 23):
        services.record_widget_seen(
            installation=installation, channel="us", now=now + timedelta(hours=hours)
        )
    assert selectors.channel_settings(installation, "us").widget_seen_at == now
    services.record_widget_seen(
        installation=installation, channel="us", now=now + timedelta(hours=24)
    )
    found = selectors.channel_settings(installation, "us").widget_seen_at
    assert found == now + timedelta(hours=24)


def test_a_channel_that_is_not_set_up_is_not_made_by_the_widget(
    installation: Installation, now: datetime
) -> None:
    services.record_widget_seen(installation=installation, channel="made-up", now=now)
    assert list(selectors.all_channel_settings(installation)) == []
