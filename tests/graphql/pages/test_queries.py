"""`personalShopperLink` and `personalShopperCallPage`: open to everybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Event, EventStatus, LinkKind
from saleor_personal_shopper.core.events.services import socket_connected
from saleor_personal_shopper.core.events.tokens import redeem_trial_ticket
from saleor_personal_shopper.core.installations.models import ChannelSettings
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests.cast import CHANNEL, Call, Shop, desk_bearer, open_call
from tests.graphql.conftest import Api

LINK = """query ($token: String!) { personalShopperLink(token: $token) {
  state kind seatTaken participantLimit storeName customerName personalShopperName
  startsAt opensAt durationMinutes
  consentText { id version text } privacyPolicyUrl termsUrl language calendarUrl surveyOpen
  shopUrl } }"""
TRIAL = """query ($token: String, $event: ID) {
  personalShopperMediaTrial(token: $token, event: $event) {
    url ticket iceServers { urls username credential } } }"""
PAGE = """query ($channel: String!, $product: ID) {
  personalShopperCallPage(channel: $channel, product: $product) {
    storeName consentText { version text } privacyPolicyUrl termsUrl
    presence { available personalShoppers waiting } product { id name thumbnailUrl } } }"""


def test_the_customers_link_tells_what_his_page_needs(api: Api, shop: Shop, call: Call) -> None:
    update_shop_settings(installation=shop.installation, store_name="Juice & Co")
    ChannelSettings.objects.of(shop.installation).update(
        customer_url="https://store.example.com/help",
        privacy_policy_url="https://store.example.com/privacy",
    )
    link = api.ask(LINK, token=call.token())
    assert link["state"] == "LIVE"
    assert link["kind"] == "CUSTOMER"
    assert link["storeName"] == "Juice & Co"
    assert link["customerName"] == call.event.customer_name
    assert link["personalShopperName"] == shop.shopper.name
    assert link["consentText"]["version"] == 1
    assert link["privacyPolicyUrl"] == "https://store.example.com/privacy"
    assert link["shopUrl"] == "https://store.example.com/help"
    assert link["calendarUrl"] is None


def test_the_customers_link_tells_that_he_is_in_the_call_on_some_device(
    api: Api, call: Call
) -> None:
    assert not api.ask(LINK, token=call.token())["seatTaken"]
    socket_connected(participant=call.customer, socket_id="s", now=timezone.now())
    assert api.ask(LINK, token=call.token())["seatTaken"]
    assert not api.ask(LINK, token=call.token(LinkKind.GUEST))["seatTaken"]


def test_a_full_call_tells_its_limit(api: Api, shop: Shop, call: Call) -> None:
    update_shop_settings(installation=shop.installation, participant_limit=3)
    link = api.ask(LINK, token=call.token(LinkKind.GUEST))
    assert (link["state"], link["participantLimit"]) == ("FULL", 3)


def test_the_guests_link_does_not_name_the_customer(api: Api, call: Call) -> None:
    link = api.ask(LINK, token=call.token(LinkKind.GUEST))
    assert (link["kind"], link["customerName"]) == ("GUEST", None)


def test_too_early_comes_with_a_calendar_file(api: Api, shop: Shop) -> None:
    starts_at = timezone.now() + timedelta(days=1)
    call = open_call(shop, status=EventStatus.SCHEDULED, live_at=None, starts_at=starts_at)
    link = api.ask(LINK, token=call.token())
    assert link["state"] == "TOO_EARLY"
    assert link["opensAt"] < link["startsAt"]
    calendar = api.client.get(link["calendarUrl"].removeprefix("http://testserver"))
    assert calendar.status_code == 200
    assert b"BEGIN:VEVENT" in calendar.content


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (EventStatus.WAITING, "WAITING"),
        (EventStatus.FINISHED, "ENDED"),
        (EventStatus.CANCELLED, "CANCELLED"),
        (EventStatus.EXPIRED, "EXPIRED"),
    ],
)
def test_each_state_has_its_word(api: Api, shop: Shop, status: EventStatus, state: str) -> None:
    assert api.ask(LINK, token=open_call(shop, status=status).token())["state"] == state


def test_the_survey_is_open_after_the_call_for_the_customer(api: Api, shop: Shop) -> None:
    call = open_call(shop, status=EventStatus.FINISHED, ended_at=timezone.now())
    assert api.ask(LINK, token=call.token())["surveyOpen"]
    assert not api.ask(LINK, token=call.token(LinkKind.GUEST))["surveyOpen"]


def test_an_unknown_token_tells_nothing(api: Api, shop: Shop) -> None:
    link = api.ask(LINK, token="unknown")
    assert link.pop("state") == "UNKNOWN"
    assert not link.pop("surveyOpen")
    assert not link.pop("seatTaken")
    assert set(link.values()) == {None}


def test_reading_a_link_changes_nothing(api: Api, call: Call) -> None:
    before = Event.objects.of(call.event.installation).values().get(pk=call.event.pk)
    api.ask(LINK, token=call.token())
    assert Event.objects.of(call.event.installation).values().get(pk=call.event.pk) == before


def test_the_call_page_before_an_event(api: Api, shop: Shop) -> None:
    product = fake_shop(shop.installation).add_product("Juice")
    page = api.ask(PAGE, channel=CHANNEL, product=product.card.id)
    assert page["presence"] == {"available": True, "personalShoppers": 1, "waiting": 0}
    assert page["product"]["name"] == "Juice"
    assert page["consentText"]["text"]


def test_the_page_opens_while_the_shop_does_not_answer(api: Api, shop: Shop) -> None:
    fake_shop(shop.installation).is_down = True
    page = api.ask(PAGE, channel=CHANNEL, product="UHJvZHVjdDox")
    assert page["product"] is None


def test_waiting_makes_sense_while_everybody_is_in_a_call(api: Api, shop: Shop) -> None:
    open_call(shop)
    page = api.ask(PAGE, channel=CHANNEL)
    assert page["presence"] == {"available": True, "personalShoppers": 0, "waiting": 0}


def test_a_shop_must_be_selected_where_there_are_several(
    api: Api, shop: Shop, other_shop: Shop
) -> None:
    assert api.refusal(PAGE, channel=CHANNEL) == "NOT_FOUND"
    header: dict[str, Any] = {"Saleor-Api-Url": shop.installation.saleor_api_url}
    assert "errors" not in api.post(PAGE, {"channel": CHANNEL}, **header).json()


def test_whoever_has_a_link_may_try_whether_media_comes_through(
    api: Api, call: Call, settings: Any
) -> None:
    settings.TURN_URL, settings.TURN_SECRET = "turn:turn.example.com", "secret"
    trial = api.ask(TRIAL, token=call.token(LinkKind.GUEST))
    assert trial["url"] == "http://testserver/media/trial"
    assert redeem_trial_ticket(trial["ticket"], timezone.now()) == call.event.pk
    (server,) = trial["iceServers"]
    assert server["urls"] == ["turn:turn.example.com"]
    assert server["credential"]


def test_staff_and_participants_try_by_the_event(api: Api, shop: Shop, call: Call) -> None:
    for bearer in (desk_bearer(shop.shopper_member), call.bearer(call.customer)):
        assert api.ask(TRIAL, bearer, event=call.id)["ticket"]


def test_nobody_tries_what_is_over_or_not_his(
    api: Api, shop: Shop, call: Call, other_call: Call
) -> None:
    assert api.ask(TRIAL, token="unknown") is None
    assert api.ask(TRIAL, call.bearer(call.customer), event=other_call.id) is None
    over = open_call(shop, status=EventStatus.FINISHED, ended_at=timezone.now())
    assert api.refusal(TRIAL, token=over.token()) == "ENDED"
    assert api.refusal(TRIAL) == "INVALID"
    assert api.refusal(TRIAL, token=call.token(), event=call.id) == "INVALID"


def test_trials_are_counted_by_address(
    api: Api, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saleor_personal_shopper.core.events.limits.PER_ADDRESS", 2)
    for _ in range(2):
        assert api.ask(TRIAL, token=call.token())
    assert api.refusal(TRIAL, token=call.token()) == "RATE_LIMITED"
