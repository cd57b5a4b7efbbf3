"""S10: whose token it is, and which tokens are nobody's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from django.utils import timezone
from freezegun import freeze_time

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.saleor_data import SaleorUnavailable, TokenRefused
from saleor_personal_shopper.saleor import keys as keys_module
from saleor_personal_shopper.saleor import tasks
from saleor_personal_shopper.saleor.tokens import SaleorTokenVerifier
from tests.saleor.conftest import register
from tests.saleor.signing import API_URL, APP_ID, Keys, customer_claims, staff_claims

OTHER_URL = "https://other.example.com/graphql/"


@pytest.fixture(autouse=True)
def no_new_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(url: str) -> dict[str, Any]:
        raise SaleorUnavailable("down")

    monkeypatch.setattr(keys_module, "fetch_jwks", fetch)


@pytest.fixture
def verifier() -> SaleorTokenVerifier:
    return SaleorTokenVerifier()


def refused(verify: Callable[[str], Any], token: str) -> str:
    with pytest.raises(TokenRefused) as error:
        verify(token)
    return error.value.reason


def test_a_staff_token_names_the_staff_user(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys
) -> None:
    staff = verifier.verify_staff(keys.token(staff_claims(timezone.now())))
    assert staff.installation == registered
    assert (staff.user_id, staff.email) == ("VXNlcjo3", "sam@example.com")
    assert staff.user_permissions == {"MANAGE_STAFF"}


def test_an_extension_s_token_without_permissions_is_enough(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys
) -> None:
    claims = staff_claims(
        timezone.now(), app_extension="QXBwRXh0ZW5zaW9uOjE=", permissions=[], user_permissions=[]
    )
    assert verifier.verify_staff(keys.token(claims)).user_permissions == frozenset()


def test_a_customer_s_token_names_the_customer(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys
) -> None:
    customer = verifier.verify_customer(keys.token(customer_claims(timezone.now())))
    assert (customer.installation, customer.user_id, customer.email) == (
        registered,
        "VXNlcjo4",
        "carla@example.com",
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"app": "QXBwOjI="}, "WRONG_APP"),
        ({"app": None}, "WRONG_APP"),
        ({"iss": OTHER_URL}, "UNKNOWN_ISSUER"),
        ({"iss": "https://evil.example.com/"}, "UNKNOWN_ISSUER"),
        ({"iss": None}, "MALFORMED"),
        ({"type": "access"}, "WRONG_TYPE"),
        ({"type": "refresh"}, "WRONG_TYPE"),
        ({"type": None}, "BAD_SIGNATURE"),
        ({"exp": None}, "BAD_SIGNATURE"),
        ({"user_permissions": None}, "NOT_STAFF"),
        ({"user_permissions": "MANAGE_STAFF"}, "NOT_STAFF"),
        ({"is_staff": False}, "NOT_STAFF"),
        ({"is_staff": None}, "NOT_STAFF"),
        ({"user_id": ""}, "MALFORMED"),
        ({"email": None}, "BAD_SIGNATURE"),
    ],
)
def test_staff_tokens_that_are_none(
    verifier: SaleorTokenVerifier,
    registered: Installation,
    keys: Keys,
    changes: dict[str, Any],
    reason: str,
) -> None:
    token = keys.token(staff_claims(timezone.now(), **changes))
    assert refused(verifier.verify_staff, token) == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"iss": OTHER_URL}, "UNKNOWN_ISSUER"),
        ({"iss": "https://evil.example.com/"}, "UNKNOWN_ISSUER"),
        ({"iss": None}, "MALFORMED"),
        ({"type": "refresh"}, "WRONG_TYPE"),
        ({"type": "thirdparty"}, "WRONG_TYPE"),
        ({"type": None}, "BAD_SIGNATURE"),
        ({"exp": None}, "BAD_SIGNATURE"),
        ({"user_id": None}, "BAD_SIGNATURE"),
        ({"user_id": ""}, "MALFORMED"),
        ({"email": ""}, "MALFORMED"),
    ],
)
def test_customer_tokens_that_are_none(
    verifier: SaleorTokenVerifier,
    registered: Installation,
    keys: Keys,
    changes: dict[str, Any],
    reason: str,
) -> None:
    token = keys.token(customer_claims(timezone.now(), **changes))
    assert refused(verifier.verify_customer, token) == reason


def test_customer_tokens_that_are_late_or_forged(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys, now: datetime
) -> None:
    claims = customer_claims(timezone.now())
    late = keys.token(customer_claims(timezone.now() - timedelta(minutes=5, seconds=31)))
    assert refused(verifier.verify_customer, late) == "EXPIRED"
    forged = Keys("evil").token(claims, kid=keys.key_id)
    assert refused(verifier.verify_customer, forged) == "BAD_SIGNATURE"
    assert refused(verifier.verify_customer, "a" * 30) == "MALFORMED"
    other_keys = Keys("other")
    register(OTHER_URL, keys=other_keys, now=now, app_id="QXBwOjU=")
    assert refused(verifier.verify_customer, other_keys.token(claims)) == "UNKNOWN_KEY"


def test_who_is_staff_too_buys_as_a_customer_and_is_no_staff_by_it(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys
) -> None:
    token = keys.token(customer_claims(timezone.now(), is_staff=True))
    assert verifier.verify_customer(token).user_id == "VXNlcjo4"
    assert refused(verifier.verify_staff, token) == "WRONG_TYPE"


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "e30.e30.", "ü.ü.ü", "x" * 20_000])
def test_what_is_no_token_at_all(verifier: SaleorTokenVerifier, db: None, token: str) -> None:
    assert refused(verifier.verify_staff, token) == "MALFORMED"
    assert refused(verifier.verify_customer, token) == "MALFORMED"


def test_a_token_ends_half_a_minute_after_its_time(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys
) -> None:
    issued = datetime.fromisoformat("2026-11-23T10:00:00+00:00")
    token = keys.token(staff_claims(issued))
    with freeze_time(issued + timedelta(minutes=5, seconds=29)):
        verifier.verify_staff(token)
    with freeze_time(issued + timedelta(minutes=5, seconds=31)):
        assert refused(verifier.verify_staff, token) == "EXPIRED"


def test_signed_by_a_key_of_the_forger_s(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys
) -> None:
    claims = staff_claims(timezone.now())
    same_id = Keys("evil").token(claims, kid=keys.key_id)
    assert refused(verifier.verify_staff, same_id) == "BAD_SIGNATURE"
    assert refused(verifier.verify_staff, Keys("evil").token(claims)) == "UNKNOWN_KEY"


def test_signed_by_the_public_key_as_a_secret(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys
) -> None:
    claims = staff_claims(timezone.now())
    token = jwt.encode(claims, "a-secret-" * 8, algorithm="HS256", headers={"kid": keys.key_id})
    assert refused(verifier.verify_staff, token) == "MALFORMED"


def test_unsigned(verifier: SaleorTokenVerifier, registered: Installation, keys: Keys) -> None:
    claims = staff_claims(timezone.now())
    token = jwt.encode(claims, None, algorithm="none", headers={"kid": keys.key_id})
    assert refused(verifier.verify_staff, token) == "MALFORMED"


def test_of_another_shop_and_signed_by_it(
    verifier: SaleorTokenVerifier, registered: Installation, now: datetime
) -> None:
    """Another shop's staff is staff there and nowhere else, whatever their tokens claim."""
    other_keys = Keys("other")
    other = register(OTHER_URL, keys=other_keys, now=now, app_id="QXBwOjU=")
    theirs = staff_claims(timezone.now(), iss=OTHER_URL, app="QXBwOjU=")
    assert verifier.verify_staff(other_keys.token(theirs)).installation == other
    as_ours = staff_claims(timezone.now(), iss=API_URL, app=APP_ID)
    assert refused(verifier.verify_staff, other_keys.token(as_ours)) == "UNKNOWN_KEY"


def test_a_staff_user_s_token_for_the_app_is_no_customer_s(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys
) -> None:
    assert refused(verifier.verify_customer, keys.token(staff_claims(timezone.now()))) == (
        "WRONG_TYPE"
    )
    assert refused(verifier.verify_staff, keys.token(customer_claims(timezone.now()))) == (
        "WRONG_TYPE"
    )


def test_a_webhook_signature_is_no_token(
    verifier: SaleorTokenVerifier, registered: Installation, keys: Keys
) -> None:
    assert refused(verifier.verify_staff, keys.signature(b'{"iss": "x"}')) == "MALFORMED"


def test_a_suspended_shop_s_staff_has_it_checked(
    verifier: SaleorTokenVerifier,
    registered: Installation,
    keys: Keys,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Saleor gives tokens only for active apps, so the word that ours is active may be lost."""
    checked: list[str] = []
    monkeypatch.setattr(tasks.check_installation, "delay", checked.append)
    Installation.objects.update(status="SUSPENDED")
    token = keys.token(staff_claims(timezone.now()))
    assert refused(verifier.verify_staff, token) == "SUSPENDED"
    assert checked == [str(registered.pk)]


def test_a_rotated_key_is_fetched(
    verifier: SaleorTokenVerifier,
    registered: Installation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = Keys("key-2")
    monkeypatch.setattr(keys_module, "fetch_jwks", lambda url: new.jwks)
    Installation.objects.update(jwks_fetched_at=timezone.now() - timedelta(seconds=61))
    assert verifier.verify_staff(new.token(staff_claims(timezone.now()))).user_id == "VXNlcjo3"
