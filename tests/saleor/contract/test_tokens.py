"""Tokens: how a staff member, an app and an app's pages prove who they are."""

from __future__ import annotations

from typing import Any

import httpx
import jwt
import pytest

from tests.saleor.contract.app import InstalledApp
from tests.saleor.contract.shop import Shop

ME = "{ me { id email } }"
OWN_APP = "{ app { id identifier permissions { code } isActive } shop { name } }"
APP_TOKENS = """query ($id: ID!) { app(id: $id) {
  accessToken extensions { id targetName mountName accessToken }
} }"""
REFRESH = """mutation ($token: String!) {
  tokenRefresh(refreshToken: $token) { token errors { code } }
}"""
VERIFY = """mutation ($token: String!) {
  tokenVerify(token: $token) { isValid payload errors { code } }
}"""
SWITCH = "mutation ($id: ID!) {{ {name}(id: $id) {{ errors {{ code }} }} }}"


def claims_of(shop: Shop, token: str) -> dict[str, Any]:
    """Verify a token offline by the shop's published keys."""
    keys = jwt.PyJWKSet.from_dict(httpx.get(shop.jwks_url, trust_env=False).json())
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(
        token, key, algorithms=["RS256"], issuer=shop.api_url, options={"verify_aud": False}
    )
    return claims


def assert_is_nobody(answer: dict[str, Any]) -> None:
    assert answer["data"]["app"] is None
    codes = [error["extensions"]["exception"]["code"] for error in answer["errors"]]
    assert codes == ["PermissionDenied"]


def test_a_user_token_is_proven_by_the_published_keys(shop: Shop) -> None:
    claims = claims_of(shop, shop.admin)
    assert claims["exp"] - claims["iat"] == 300
    assert (claims["type"], claims["owner"]) == ("access", "saleor")
    assert (claims["email"], claims["is_staff"]) == (shop.email, True)
    assert claims["user_id"] == shop.data(ME, shop.admin)["me"]["id"]


def test_a_wrong_password_gives_no_token(shop: Shop) -> None:
    payload = shop.sign_in("nobody@example.com", "wrong")
    assert payload["token"] is None
    assert [error["code"] for error in payload["errors"]] == ["INVALID_CREDENTIALS"]


def test_a_token_is_refreshed(shop: Shop) -> None:
    refresh = shop.sign_in(shop.email, shop.password)["refreshToken"]
    token = shop.done(REFRESH, token=refresh)["token"]
    assert shop.data(ME, token)["me"]["email"] == shop.email


def test_a_token_is_verified_online(shop: Shop) -> None:
    payload = shop.done(VERIFY, token=shop.admin)
    assert (payload["isValid"], payload["payload"]["email"]) == (True, shop.email)


def test_a_forged_token_is_found_out(shop: Shop) -> None:
    head, body, signature = shop.admin.split(".")
    forged = ".".join((head, body, signature[:-6] + "AAAAAA"))
    payload = shop.change(VERIFY, token=forged)
    assert payload["isValid"] is False
    assert [error["code"] for error in payload["errors"]] == ["JWT_DECODE_ERROR"]


def test_a_page_of_the_app_gets_a_token_for_the_staff_member(shop: Shop, app: InstalledApp) -> None:
    claims = claims_of(shop, shop.data(APP_TOKENS, shop.admin, id=app.id)["app"]["accessToken"])
    assert claims["type"] == "thirdparty"
    assert claims["app"] == app.id
    assert claims["exp"] - claims["iat"] == 300
    assert claims["user_id"] == shop.data(ME, shop.admin)["me"]["id"]
    assert {"MANAGE_STAFF", "MANAGE_APPS"} <= set(claims["user_permissions"])
    assert "MANAGE_STAFF" in claims["permissions"]
    assert "MANAGE_APPS" not in claims["permissions"]


def test_an_extension_without_permissions_gives_a_token_that_still_says_who(
    shop: Shop, app: InstalledApp
) -> None:
    extensions = shop.data(APP_TOKENS, shop.admin, id=app.id)["app"]["extensions"]
    desk = next(each for each in extensions if each["targetName"] == "NEW_TAB")
    claims = claims_of(shop, desk["accessToken"])
    assert (claims["type"], claims["app"]) == ("thirdparty", app.id)
    assert claims["app_extension"] == desk["id"]
    assert claims["permissions"] == []
    assert "MANAGE_STAFF" in claims["user_permissions"]


def test_an_app_token_names_its_app_and_rights(shop: Shop, app: InstalledApp) -> None:
    found = shop.data(OWN_APP, app.token)["app"]
    assert (found["id"], found["identifier"]) == (app.id, app.server.identifier)
    assert {each["code"] for each in found["permissions"]} == {
        "MANAGE_CHECKOUTS",
        "MANAGE_ORDERS",
        "MANAGE_PRODUCTS",
        "MANAGE_STAFF",
    }


@pytest.mark.parametrize("token", [None, "junk", "a" * 30, "a.b.c"])
def test_a_junk_token_is_nobody_and_the_status_is_200(shop: Shop, token: str | None) -> None:
    response = shop.post(OWN_APP, {}, token)
    assert response.status_code == 200
    assert_is_nobody(response.json())
    assert response.json()["data"]["shop"]["name"]


def test_the_token_of_a_deactivated_app_is_dead_until_it_is_active_again(
    shop: Shop, app: InstalledApp
) -> None:
    shop.done(SWITCH.format(name="appDeactivate"), shop.admin, id=app.id)
    try:
        assert_is_nobody(shop.body(OWN_APP, app.token))
    finally:
        shop.done(SWITCH.format(name="appActivate"), shop.admin, id=app.id)
    assert shop.data(OWN_APP, app.token)["app"]["isActive"] is True
