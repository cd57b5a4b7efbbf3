"""`personalShopperEventSeatKeep` and `personalShopperEventResume`."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from saleor_personal_shopper.core.events.models import Participant
from saleor_personal_shopper.core.events.services import update_consent
from saleor_personal_shopper.graphql.resume_cookie import NAME
from tests.cast import STOREFRONT, Call, Shop, desk_bearer, open_call
from tests.graphql.conftest import Api, codes

OURS = "http://testserver"
KEEP = """mutation ($event: ID!, $origin: String!) {
  personalShopperEventSeatKeep(event: $event, origin: $origin) { handle errors { code field } }
}"""
RESUME = """mutation ($event: ID!, $origin: String!, $handle: String, $takeOver: Boolean! = false) {
  personalShopperEventResume(
    event: $event, origin: $origin, handle: $handle, takeOver: $takeOver
  ) {
    participant { id role } event { id status } accessToken socketUrl
    whipUrls { source } handle linkUrl recordingConsent errors { code message }
  }
}"""


class Frame:
    """The call page in a frame of the shop, in a browser that keeps its cookie or does not."""

    def __init__(self, call: Call, *, keeps_cookies: bool) -> None:
        self.call = call
        self.client = Client()
        self.keeps_cookies = keeps_cookies

    def ask(self, document: str, bearer: str = "", origin: str = OURS, **variables: Any) -> Any:
        headers = {"Origin": origin}
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        given = {"event": self.call.id, "origin": STOREFRONT, **variables}
        self.response = Api(self.client).post(document, given, **headers)
        if self.keeps_cookies:
            self.client.cookies.load(self.response.headers.get("Set-Cookie", "").split(";")[0])
        (field,) = self.response.json()["data"].values()
        return field

    def keep(self) -> str | None:
        """As the page does: the first answer brings the cookie, the second tells of it."""
        bearer = self.call.bearer(self.call.customer)
        for _ in range(2):
            kept = self.ask(KEEP, bearer)
            assert kept["errors"] == []
        handle: str | None = kept["handle"]
        return handle


@pytest.fixture
def modern(call: Call) -> Frame:
    return Frame(call, keeps_cookies=True)


@pytest.fixture
def strict(call: Call) -> Frame:
    """In a browser that keeps nothing for third parties."""
    return Frame(call, keeps_cookies=False)


def test_the_cookie_is_for_this_shops_pages_and_for_no_script(modern: Frame, call: Call) -> None:
    modern.ask(KEEP, call.bearer(call.customer))
    cookie = modern.response.headers["Set-Cookie"]
    attributes = {"Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/"}
    assert cookie.startswith("__Host-")
    assert attributes <= set(cookie.split("; "))


def test_by_the_cookie_the_customer_is_back_in_his_seat(modern: Frame, call: Call) -> None:
    assert modern.keep() is None
    back = modern.ask(RESUME)
    assert back["errors"] == []
    assert back["participant"]["role"] == "CUSTOMER"
    assert back["event"] == {"id": call.id, "status": "LIVE"}
    assert back["whipUrls"] == [{"source": "camera"}]
    assert back["linkUrl"].endswith(f"/e/{call.token()}")
    assert back["handle"] is None
    assert Participant.objects.of(call.event.installation).count() == 3
    asked = "query ($id: ID!) { personalShopperEvent(id: $id) { status } }"
    assert Api(modern.client).ask(asked, back["accessToken"], id=call.id) == {"status": "LIVE"}


def test_without_cookies_the_handle_leads_back_once(strict: Frame) -> None:
    handle = strict.keep()
    assert handle
    back = strict.ask(RESUME, handle=handle)
    assert back["participant"]["role"] == "CUSTOMER"
    assert back["handle"] not in {None, handle}
    assert back["linkUrl"] is None
    assert strict.ask(RESUME, handle=back["handle"])["errors"] == []


def test_the_answer_about_recording_is_remembered(modern: Frame, call: Call, now: Any) -> None:
    modern.keep()
    assert modern.ask(RESUME)["recordingConsent"] is None
    seat = Participant.objects.of(call.event.installation).get(pk=call.customer.pk)
    update_consent(participant=seat, kind="RECORDING", given=False, now=now)
    assert modern.ask(RESUME)["recordingConsent"] is False


def test_a_seat_in_use_is_told(modern: Frame, call: Call) -> None:
    modern.keep()
    Participant.objects.of(call.event.installation).filter(pk=call.customer.pk).update(
        socket_id="open"
    )
    refused = modern.ask(RESUME)
    assert codes(refused) == ["SEAT_TAKEN"]
    assert refused["accessToken"] is None
    assert modern.ask(RESUME, takeOver=True)["errors"] == []


@pytest.mark.parametrize("origin", [STOREFRONT, "https://evil.example.com", "null", ""])
def test_no_page_but_ours_may_use_the_cookie(modern: Frame, call: Call, origin: str) -> None:
    modern.keep()
    refused = modern.ask(RESUME, origin=origin)
    assert (codes(refused), refused["accessToken"]) == (["PERMISSION_DENIED"], None)
    kept = modern.ask(KEEP, call.bearer(call.customer), origin=origin)
    assert (codes(kept), kept["handle"]) == (["PERMISSION_DENIED"], None)


def test_the_cookie_of_one_call_opens_no_other(modern: Frame, shop: Shop, other_call: Call) -> None:
    modern.keep()
    second = open_call(shop)
    header = {"Saleor-Api-Url": shop.installation.saleor_api_url, "Origin": OURS}
    for event, code in ((second.id, "EXPIRED"), (other_call.id, "NOT_FOUND")):
        given = {"event": event, "origin": STOREFRONT}
        answer = Api(modern.client).post(RESUME, given, **header).json()["data"]
        assert codes(answer["personalShopperEventResume"]) == [code]


def test_staff_find_their_way_back_by_the_desk(strict: Frame, shop: Shop, call: Call) -> None:
    refused = strict.ask(KEEP, desk_bearer(shop.shopper_member))
    assert codes(refused) == ["PERMISSION_DENIED"]
    assert "Set-Cookie" not in strict.response.headers


def test_the_cookie_counts_nowhere_else(modern: Frame, call: Call) -> None:
    modern.keep()
    assert NAME in modern.client.cookies
    asked = "query ($id: ID!) { personalShopperEvent(id: $id) { status } }"
    assert Api(modern.client).ask(asked, id=call.id) is None
