"""`personalShopperEventJoin`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.models import (
    Consent,
    DeviceType,
    EventStatus,
    LinkKind,
    Participant,
)
from saleor_personal_shopper.core.events.services import add_publication, socket_connected
from tests.cast import (
    Call,
    Shop,
    customer_bearer,
    dashboard_bearer,
    desk_bearer,
    open_call,
)
from tests.graphql.conftest import Api, codes

JOIN = """
mutation (
  $token: String, $event: ID, $name: String, $consent: Boolean!, $recording: Boolean,
  $takeOver: Boolean, $asGuest: Boolean
) {
  personalShopperEventJoin(
    token: $token, event: $event, name: $name, consent: $consent, recordingConsent: $recording,
    takeOver: $takeOver, asGuest: $asGuest
  ) {
    participant { id role name capabilities }
    event { id status }
    accessToken socketUrl
    whipUrls { source url } whepUrl
    publications { id source participant { id name } whepUrl }
    iceServers { urls username credential }
    errors { field message code }
  }
}
"""


def test_the_customer_joins_by_his_link(api: Api, call: Call) -> None:
    joined = api.ask(JOIN, token=call.token(), consent=True, name="Carla", recording=False)
    assert joined["errors"] == []
    assert joined["participant"]["role"] == "CUSTOMER"
    assert "ADD_TO_CHECKOUT" in joined["participant"]["capabilities"]
    assert joined["event"] == {"id": call.id, "status": "LIVE"}
    assert joined["socketUrl"].startswith(f"ws://testserver/ws/events/{call.event.pk}?ticket=")
    assert joined["whepUrl"].endswith(f"/media/whep/{call.event.pk}")
    assert joined["whipUrls"] == [
        {"source": "camera", "url": f"http://testserver/media/whip/{call.event.pk}/camera"}
    ]
    assert joined["iceServers"] == []
    given = Consent.objects.of(call.event.installation).filter(event=call.event)
    assert dict(given.values_list("kind", "given")) == {"CALL": True, "RECORDING": False}


def test_the_access_token_is_the_bearer_of_his_event_alone(api: Api, call: Call) -> None:
    joined = api.ask(JOIN, token=call.token(), consent=True)
    asked = "query ($id: ID!) { personalShopperEvent(id: $id) { status } }"
    assert api.ask(asked, joined["accessToken"], id=call.id) == {"status": "LIVE"}


def test_joining_twice_keeps_one_customer(api: Api, call: Call) -> None:
    first = api.ask(JOIN, token=call.token(), consent=True)
    second = api.ask(JOIN, token=call.token(), consent=True)
    assert first["participant"]["id"] == second["participant"]["id"]
    assert Participant.objects.of(call.event.installation).filter(role="CUSTOMER").count() == 1


def test_without_consent_nobody_gets_in(api: Api, call: Call) -> None:
    joined = api.ask(JOIN, token=call.token(LinkKind.GUEST), consent=False)
    assert codes(joined) == ["CONSENT_REQUIRED"]
    assert joined["accessToken"] is None
    assert Participant.objects.of(call.event.installation).filter(role="GUEST").count() == 1


@pytest.mark.feature("CL-07", "LB-08")
def test_a_guest_gets_a_seat_of_his_own_and_keeps_it(api: Api, call: Call) -> None:
    token = call.token(LinkKind.GUEST)
    first = api.ask(JOIN, token=token, consent=True, name="Greta")
    again = api.ask(JOIN, first["accessToken"], token=token, consent=True)
    other = api.ask(JOIN, token=token, consent=True, name="Gregor")
    assert first["participant"]["role"] == "GUEST"
    assert again["participant"]["id"] == first["participant"]["id"]
    assert again["participant"]["name"] == "Greta"
    assert other["participant"]["id"] != first["participant"]["id"]


@pytest.mark.parametrize("bearer_of", [desk_bearer, dashboard_bearer])
def test_the_personal_shopper_joins_by_the_event(api: Api, shop: Shop, bearer_of: Any) -> None:
    call = open_call(shop, status=EventStatus.WAITING, live_at=None)
    joined = api.ask(JOIN, bearer_of(shop.shopper_member), event=call.id, consent=True)
    assert joined["errors"] == []
    assert joined["participant"]["role"] == "PERSONAL_SHOPPER"
    assert "SHOW_PRODUCTS" in joined["participant"]["capabilities"]


def test_the_others_publications_come_along_and_my_own_do_not(api: Api, call: Call) -> None:
    now = timezone.now()
    theirs = add_publication(
        participant=call.shopper, source="camera", media_session="s1", now=now
    ).publication
    add_publication(participant=call.customer, source="camera", media_session="s2", now=now)
    joined = api.ask(JOIN, token=call.token(), consent=True)
    (seen,) = joined["publications"]
    assert seen["source"] == "camera"
    assert seen["participant"]["name"] == call.shopper.name
    assert seen["whepUrl"] == f"http://testserver/media/whep/{theirs.pk}"


def test_turn_credentials_are_limited_in_time(api: Api, call: Call, settings: Any) -> None:
    settings.TURN_URL = "turn:turn.example.com:3478"
    settings.TURN_SECRET = "turn-secret"
    (server,) = api.ask(JOIN, token=call.token(), consent=True)["iceServers"]
    expiry, _, who = server["username"].partition(":")
    assert server["urls"] == ["turn:turn.example.com:3478"]
    assert who == str(call.customer.pk)
    assert 0 < int(expiry) - timezone.now().timestamp() <= 3600
    assert server["credential"]


@pytest.mark.feature("CL-27")
def test_the_device_is_noted(api: Api, call: Call) -> None:
    api.post(
        JOIN,
        {"token": call.token(), "consent": True},
        **{"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)"},
    )
    seat = Participant.objects.of(call.event.installation).get(pk=call.customer.pk)
    assert seat.device_type == DeviceType.MOBILE


@pytest.mark.parametrize("given", [{}, {"token": "x", "event": "y"}])
def test_exactly_one_way_in(api: Api, call: Call, given: dict[str, str]) -> None:
    assert codes(api.ask(JOIN, consent=True, **given)) == ["INVALID"]


def test_staff_of_another_shop_find_nothing(api: Api, call: Call, other_shop: Shop) -> None:
    joined = api.ask(JOIN, desk_bearer(other_shop.shopper_member), event=call.id, consent=True)
    assert codes(joined) == ["NOT_FOUND"]


def test_outsiders_do_not_join_by_the_event(api: Api, shop: Shop, call: Call) -> None:
    bearers = ["", customer_bearer(shop.installation), call.bearer(call.guest)]
    for bearer in bearers:
        assert codes(api.ask(JOIN, bearer, event=call.id, consent=True)) == ["PERMISSION_DENIED"]
    nobody = api.ask(JOIN, desk_bearer(shop.nobody), event=call.id, consent=True)
    assert codes(nobody) == ["PERMISSION_DENIED"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"status": EventStatus.FINISHED}, "ENDED"),
        ({"status": EventStatus.CANCELLED}, "CANCELLED"),
        ({"status": EventStatus.EXPIRED}, "EXPIRED"),
        (
            {"status": EventStatus.SCHEDULED, "starts_at": timezone.now() + timedelta(days=1)},
            "TOO_EARLY",
        ),
    ],
)
def test_a_closed_door_says_why(api: Api, shop: Shop, fields: dict[str, Any], code: str) -> None:
    call = open_call(shop, **fields)
    joined = api.ask(JOIN, token=call.token(), consent=True)
    assert codes(joined) == [code]
    assert joined["errors"][0]["message"]


def test_an_unknown_token_is_not_found(api: Api, shop: Shop) -> None:
    assert codes(api.ask(JOIN, token="no-such-token", consent=True)) == ["NOT_FOUND"]


@pytest.fixture
def connected(call: Call) -> Call:
    """All three are connected."""
    for number, seat in enumerate((call.customer, call.shopper, call.guest)):
        socket_connected(participant=seat, socket_id=f"s{number}", now=timezone.now())
    return call


def test_a_second_device_of_the_customer_is_asked(api: Api, connected: Call) -> None:
    refused = api.ask(JOIN, token=connected.token(), consent=True)
    assert codes(refused) == ["SEAT_TAKEN"]
    assert refused["accessToken"] is None
    assert refused["errors"][0]["message"]


def test_the_call_moves_when_asked_to_and_the_old_bearer_dies(api: Api, connected: Call) -> None:
    before = connected.bearer(connected.customer)
    moved = api.ask(JOIN, token=connected.token(), consent=True, takeOver=True)
    assert moved["errors"] == []
    assert moved["participant"]["role"] == "CUSTOMER"
    asked = "query ($id: ID!) { personalShopperEvent(id: $id) { seatTaken } }"
    assert api.ask(asked, moved["accessToken"], id=connected.id) == {"seatTaken": False}
    headers = {"Authorization": f"Bearer {before}"}
    assert api.post(asked, {"id": connected.id}, **headers).status_code == 401


def test_the_bearer_of_the_seat_is_not_asked(api: Api, connected: Call) -> None:
    bearer = connected.bearer(connected.customer)
    assert api.ask(JOIN, bearer, token=connected.token(), consent=True)["errors"] == []


@pytest.mark.parametrize("who", ["guest", "shopper"])
def test_the_bearer_of_another_seat_is(api: Api, connected: Call, who: str) -> None:
    bearer = connected.bearer(getattr(connected, who))
    assert codes(api.ask(JOIN, bearer, token=connected.token(), consent=True)) == ["SEAT_TAKEN"]


def test_the_customer_may_come_as_a_guest(api: Api, connected: Call) -> None:
    joined = api.ask(JOIN, token=connected.token(), consent=True, asGuest=True, name="Sofa")
    assert joined["participant"]["role"] == "GUEST"
    assert "ADD_TO_CHECKOUT" not in joined["participant"]["capabilities"]


def test_the_desk_is_told_and_asked(api: Api, shop: Shop, connected: Call) -> None:
    bearer = desk_bearer(shop.shopper_member)
    asked = "query ($id: ID!) { personalShopperEvent(id: $id) { seatTaken } }"
    assert api.ask(asked, bearer, id=connected.id) == {"seatTaken": True}
    assert api.ask(asked, desk_bearer(shop.admin), id=connected.id) == {"seatTaken": False}
    assert codes(api.ask(JOIN, bearer, event=connected.id, consent=True)) == ["SEAT_TAKEN"]
    moved = api.ask(JOIN, bearer, event=connected.id, consent=True, takeOver=True)
    assert moved["participant"]["role"] == "PERSONAL_SHOPPER"


def test_staff_of_another_shop_take_nothing_over(
    api: Api, connected: Call, other_shop: Shop
) -> None:
    bearer = desk_bearer(other_shop.shopper_member)
    taken = api.ask(JOIN, bearer, event=connected.id, consent=True, takeOver=True)
    assert codes(taken) == ["NOT_FOUND"]
