"""services/registration.py: an installation's life."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from saleor_personal_shopper.core.installations import selectors, services
from saleor_personal_shopper.core.installations.models import Installation, ShopSettings

URL = "https://shop.example.com/graphql/"


def register(now: datetime, **fields: Any) -> Installation:
    values: dict[str, Any] = {
        "saleor_api_url": URL,
        "app_id": "QXBwOjE=",
        "token": "first-token",
        "jwks": {"keys": []},
        "permissions": ["MANAGE_ORDERS", "MANAGE_CHECKOUTS"],
        "saleor_version": "3.23.28",
    }
    return services.register_installation(**{**values, **fields}, now=now)


@pytest.mark.django_db
def test_a_shop_is_connected_and_its_token_is_not_stored_readably(now: datetime) -> None:
    installation = register(now)
    assert installation.is_active
    assert installation.permissions == ["MANAGE_CHECKOUTS", "MANAGE_ORDERS"]
    assert "first-token" not in installation.token_encrypted
    assert services.token_of(installation) == "first-token"


@pytest.mark.django_db
def test_a_second_registration_keeps_the_shops_data_and_wakes_it_up(now: datetime) -> None:
    old = register(now)
    ShopSettings.objects.create(installation=old, store_name="Juicy")
    services.suspend_installation(installation=old, reason="APP_DELETED", now=now)
    new = register(now + timedelta(days=1), app_id="QXBwOjI=", token="second-token")
    assert new.pk == old.pk
    assert new.is_active
    assert new.status_reason == ""
    assert services.token_of(new) == "second-token"
    assert selectors.shop_settings(new).store_name == "Juicy"


@pytest.mark.django_db(transaction=True)
def test_registrations_at_once_make_one_installation(now: datetime) -> None:
    barrier = threading.Barrier(5)

    def run() -> None:
        barrier.wait()
        register(now)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Installation.objects.count() == 1


def test_a_suspended_shop_is_not_active_until_it_resumes(
    installation: Installation, now: datetime
) -> None:
    assert services.suspend_installation(
        installation=installation, reason="APP_STATUS_CHANGED", now=now
    )
    assert not installation.is_active
    assert list(selectors.active_installations()) == []
    services.resume_installation(installation=installation, now=now)
    assert installation.is_active


def test_late_word_about_an_older_app_suspends_nothing(
    installation: Installation, now: datetime
) -> None:
    """given the app was deleted and installed again, when APP_DELETED of the first comes late."""
    assert not services.suspend_installation(
        installation=installation, reason="APP_DELETED", now=now, app_id="QXBwOjA="
    )
    assert installation.is_active
    assert services.suspend_installation(
        installation=installation, reason="APP_DELETED", now=now, app_id=installation.app_id
    )


@pytest.mark.django_db
def test_tokens_are_rotated_to_the_new_key(settings: Any, now: datetime) -> None:
    register(now)
    settings.NEW_SECRET_KEY = "another-key-that-is-long-enough-to-pass"
    assert services.rotate_tokens() == 1
    settings.SECRET_KEY, settings.NEW_SECRET_KEY = settings.NEW_SECRET_KEY, ""
    assert services.token_of(Installation.objects.get()) == "first-token"


def test_signing_keys_are_fetched_anew_once_a_minute(
    installation: Installation, now: datetime
) -> None:
    claim = services.claim_jwks_fetch
    assert claim(installation=installation, now=now)
    assert not claim(installation=installation, now=now + timedelta(seconds=59))
    assert claim(installation=installation, now=now + timedelta(seconds=60))


def test_keys_and_permissions_are_kept(installation: Installation, now: datetime) -> None:
    services.store_jwks(installation=installation, jwks={"keys": [{"kid": "1"}]}, now=now)
    services.store_permissions(installation=installation, permissions=["MANAGE_ORDERS"])
    installation.refresh_from_db()
    assert installation.jwks == {"keys": [{"kid": "1"}]}
    assert installation.jwks_fetched_at == now
    assert installation.permissions == ["MANAGE_ORDERS"]


def test_dashboard_origins_are_remembered_once_and_the_oldest_forgotten(
    installation: Installation,
) -> None:
    for number in range(12):
        for _ in range(2):
            services.remember_dashboard_origin(
                installation=installation, origin=f"https://dash{number}.example.com/dashboard/"
            )
    installation.refresh_from_db()
    assert installation.dashboard_origins == [
        f"https://dash{number}.example.com" for number in range(2, 12)
    ]
    with pytest.raises(ValueError):
        services.remember_dashboard_origin(installation=installation, origin="null")


def test_the_only_shop_need_not_be_named(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    assert selectors.only_installation() is None
    services.suspend_installation(installation=other_installation, reason="gone", now=now)
    assert selectors.only_installation() == installation
    assert selectors.installation_by_api_url(other_installation.saleor_api_url)
    assert selectors.installation_by_api_url("https://nobody.example.com/graphql/") is None
