"""What happens within a call: showing products, consents, tickets, the survey."""

from __future__ import annotations

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.models import (
    Consent,
    EventStatus,
    LinkKind,
    ShownProduct,
    Survey,
)
from saleor_personal_shopper.core.events.tokens import redeem_ticket
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests.cast import Call, Shop, customer_bearer, desk_bearer, open_call
from tests.graphql.conftest import Api, codes

SHOW = """mutation ($event: ID!, $product: ID!, $variant: ID) {
  personalShopperEventProductShow(event: $event, product: $product, variant: $variant) {
    shownProduct { productId variantId name } errors { field code } } }"""
CONSENT = """mutation ($event: ID!, $kind: PersonalShopperConsentKind!, $given: Boolean!) {
  personalShopperEventConsentUpdate(event: $event, kind: $kind, given: $given) {
    errors { code } } }"""
TICKET = """mutation ($event: ID!) {
  personalShopperEventSocketTicket(event: $event) { socketUrl errors { code } } }"""
SURVEY = """mutation ($event: ID, $token: String, $score: Int!, $comment: String) {
  personalShopperEventSurveyAnswer(event: $event, token: $token, score: $score, comment: $comment) {
    survey { score comment } errors { field code } } }"""


@pytest.mark.feature("CL-16")
def test_the_personal_shopper_shows_a_product(api: Api, shop: Shop, call: Call) -> None:
    product = fake_shop(shop.installation).add_product("Juice")
    variant = product.variants[0].id
    shown = api.ask(
        SHOW,
        call.bearer(call.shopper),
        event=call.id,
        product=product.card.id,
        variant=variant,
    )
    assert shown == {
        "shownProduct": {"productId": product.card.id, "variantId": variant, "name": "Juice"},
        "errors": [],
    }


def test_staff_show_from_their_seat_by_their_own_token(api: Api, shop: Shop, call: Call) -> None:
    product = fake_shop(shop.installation).add_product()
    bearer = desk_bearer(shop.shopper_member)
    assert codes(api.ask(SHOW, bearer, event=call.id, product=product.card.id)) == []


def test_a_product_the_shop_lacks_is_not_shown(api: Api, call: Call) -> None:
    shown = api.ask(SHOW, call.bearer(call.shopper), event=call.id, product="UHJvZHVjdDo5OTk=")
    assert shown["errors"] == [{"field": "product", "code": "INVALID"}]


def test_a_shop_that_does_not_answer_is_said_so(api: Api, shop: Shop, call: Call) -> None:
    fake_shop(shop.installation).is_down = True
    shown = api.ask(SHOW, call.bearer(call.shopper), event=call.id, product="UHJvZHVjdDox")
    assert codes(shown) == ["SHOP_UNREACHABLE"]


def test_others_show_nothing(
    api: Api, shop: Shop, call: Call, other_shop: Shop, other_call: Call
) -> None:
    product = fake_shop(shop.installation).add_product().card.id
    bearers = [
        "",
        call.bearer(call.customer),
        call.bearer(call.guest),
        other_call.bearer(other_call.shopper),
        desk_bearer(other_shop.shopper_member),
        desk_bearer(shop.nobody),
    ]
    for bearer in bearers:
        refused = api.ask(SHOW, bearer, event=call.id, product=product)
        assert codes(refused) in (["PERMISSION_DENIED"], ["NOT_FOUND"])
    assert not ShownProduct.objects.of(shop.installation).exists()


def test_a_consent_is_given_and_withdrawn(api: Api, call: Call) -> None:
    for given in (True, False):
        answer = api.ask(
            CONSENT, call.bearer(call.customer), event=call.id, kind="RECORDING", given=given
        )
        assert codes(answer) == []
    history = Consent.objects.of(call.event.installation).order_by("pk")
    assert [row.given for row in history] == [True, False]


def test_nobody_consents_for_another(api: Api, call: Call, other_call: Call) -> None:
    for bearer in ("", other_call.bearer(other_call.customer)):
        refused = api.ask(CONSENT, bearer, event=call.id, kind="CALL", given=True)
        assert codes(refused) in (["PERMISSION_DENIED"], ["NOT_FOUND"])
    assert not Consent.objects.of(call.event.installation).exists()


def test_a_ticket_lets_its_owner_in(api: Api, call: Call) -> None:
    given = api.ask(TICKET, call.bearer(call.guest), event=call.id)
    _, _, ticket = given["socketUrl"].partition("?ticket=")
    assert redeem_ticket(ticket, timezone.now()).pk == call.guest.pk


def test_no_ticket_without_a_seat(
    api: Api, shop: Shop, call: Call, other_call: Call, other_shop: Shop
) -> None:
    bearers = [
        "",
        customer_bearer(shop.installation, "VXNlcjpzdHJhbmdlcg=="),
        desk_bearer(shop.nobody),
        desk_bearer(other_shop.shopper_member),
        other_call.bearer(other_call.shopper),
    ]
    for bearer in bearers:
        assert api.ask(TICKET, bearer, event=call.id)["socketUrl"] is None


def test_a_signed_in_customer_has_his_seat(api: Api, shop: Shop) -> None:
    call = open_call(shop, saleor_user_id="VXNlcjo5")
    given = api.ask(TICKET, customer_bearer(shop.installation, "VXNlcjo5"), event=call.id)
    assert given["socketUrl"]


@pytest.mark.feature("CL-24")
def test_the_customer_answers_the_survey_once(api: Api, shop: Shop) -> None:
    call = open_call(shop, status=EventStatus.FINISHED, ended_at=timezone.now())
    bearer = call.bearer(call.customer)
    answered = api.ask(SURVEY, bearer, event=call.id, score=9, comment="Kind")
    assert answered == {"survey": {"score": 9, "comment": "Kind"}, "errors": []}
    again = api.ask(SURVEY, token=call.token(), score=1)
    assert codes(again) == ["ALREADY_ANSWERED"]
    assert Survey.objects.of(shop.installation).get().score == 9


def test_the_link_alone_answers_too(api: Api, shop: Shop) -> None:
    call = open_call(shop, status=EventStatus.FINISHED, ended_at=timezone.now())
    assert codes(api.ask(SURVEY, token=call.token(), score=10)) == []


def test_only_the_customer_is_asked(api: Api, shop: Shop, other_call: Call) -> None:
    call = open_call(shop, status=EventStatus.FINISHED, ended_at=timezone.now())
    refusals = [
        api.ask(SURVEY, "", event=call.id, score=1),
        api.ask(SURVEY, call.bearer(call.guest), event=call.id, score=1),
        api.ask(SURVEY, call.bearer(call.shopper), event=call.id, score=1),
        api.ask(SURVEY, other_call.bearer(other_call.customer), event=call.id, score=1),
        api.ask(SURVEY, token=call.token(LinkKind.GUEST), score=1),
        api.ask(SURVEY, token="unknown", score=1),
        api.ask(SURVEY, score=1),
    ]
    assert all(codes(refusal) for refusal in refusals)
    assert not Survey.objects.of(shop.installation).exists()


def test_a_score_beyond_ten_is_refused(api: Api, shop: Shop) -> None:
    call = open_call(shop, status=EventStatus.FINISHED, ended_at=timezone.now())
    refused = api.ask(SURVEY, call.bearer(call.customer), event=call.id, score=11)
    assert refused["errors"] == [{"field": "score", "code": "INVALID"}]
