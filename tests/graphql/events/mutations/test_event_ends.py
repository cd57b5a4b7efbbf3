"""Leaving, ending, cancelling, rescheduling and archiving: each by those who may, and twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.events.models import (
    Event,
    EventOrigin,
    EventStatus,
    Participant,
)
from tests.cast import Call, Shop, customer_bearer, desk_bearer, open_call
from tests.graphql.conftest import Api, codes

LEAVE = """mutation ($event: ID!) {
  personalShopperEventLeave(event: $event) { event { status } errors { code } } }"""
END = """mutation ($event: ID!) {
  personalShopperEventEnd(event: $event) { event { status } errors { code } } }"""
CANCEL = """mutation ($event: ID!, $reason: String) {
  personalShopperEventCancel(event: $event, reason: $reason) {
    event { status } errors { code } } }"""
RESCHEDULE = """mutation ($event: ID!, $at: DateTime!) {
  personalShopperEventReschedule(event: $event, startsAt: $at) {
    event { status startsAt } errors { code } } }"""
ARCHIVE = """mutation ($event: ID!) {
  personalShopperEventArchive(event: $event) { event { archived } errors { code } } }"""


def status_of(call: Call) -> str:
    return Event.objects.of(call.event.installation).get(pk=call.event.pk).status


def test_a_guest_leaves_and_the_call_goes_on(api: Api, call: Call) -> None:
    bearer = call.bearer(call.guest)
    assert codes(api.ask(LEAVE, bearer, event=call.id)) == []
    assert codes(api.ask(LEAVE, bearer, event=call.id)) == []
    left = Participant.objects.of(call.event.installation).get(pk=call.guest.pk)
    assert left.left_at is not None
    assert status_of(call) == EventStatus.LIVE


@pytest.mark.feature("CL-08")
def test_the_personal_shopper_ends_it_for_all(api: Api, call: Call) -> None:
    ended = api.ask(END, call.bearer(call.shopper), event=call.id)
    assert ended == {"event": {"status": "FINISHED"}, "errors": []}


def test_staff_end_it_from_the_desk_and_a_second_time_nothing_breaks(
    api: Api, shop: Shop, call: Call
) -> None:
    bearer = desk_bearer(shop.shopper_member)
    assert codes(api.ask(END, bearer, event=call.id)) == []
    api.ask(END, bearer, event=call.id)
    assert status_of(call) == EventStatus.FINISHED


def test_customer_and_guest_do_not_end_it_for_all(api: Api, call: Call) -> None:
    for participant in (call.customer, call.guest):
        refused = api.ask(END, call.bearer(participant), event=call.id)
        assert codes(refused) == ["PERMISSION_DENIED"]
    assert status_of(call) == EventStatus.LIVE


def test_a_customer_cancels_his_own_call(api: Api, shop: Shop) -> None:
    call = open_call(
        shop,
        status=EventStatus.SCHEDULED,
        live_at=None,
        starts_at=timezone.now() + timedelta(days=1),
    )
    cancelled = api.ask(CANCEL, call.bearer(call.customer), event=call.id, reason="Ill")
    assert cancelled == {"event": {"status": "CANCELLED"}, "errors": []}


def test_a_call_is_moved_by_staff_alone(api: Api, shop: Shop) -> None:
    call = open_call(
        shop,
        status=EventStatus.SCHEDULED,
        origin=EventOrigin.PRIVATE,
        live_at=None,
        starts_at=timezone.now() + timedelta(days=1),
    )
    at = (timezone.now() + timedelta(days=3)).replace(microsecond=0)
    refused = api.ask(RESCHEDULE, call.bearer(call.customer), event=call.id, at=at.isoformat())
    assert codes(refused) == ["PERMISSION_DENIED"]
    moved = api.ask(RESCHEDULE, desk_bearer(shop.shopper_member), event=call.id, at=at.isoformat())
    assert moved["errors"] == []
    assert moved["event"]["startsAt"] == at.isoformat()


def test_a_past_call_is_archived_by_staff(api: Api, shop: Shop) -> None:
    call = open_call(shop, status=EventStatus.FINISHED, ended_at=timezone.now())
    for _ in range(2):
        archived = api.ask(ARCHIVE, desk_bearer(shop.shopper_member), event=call.id)
        assert archived == {"event": {"archived": True}, "errors": []}


@pytest.mark.parametrize("document", [LEAVE, END, CANCEL, ARCHIVE, RESCHEDULE])
def test_outsiders_change_nothing(
    api: Api, shop: Shop, call: Call, other_shop: Shop, other_call: Call, document: str
) -> None:
    variables = {"at": timezone.now().isoformat()} if document == RESCHEDULE else {}
    bearers = [
        "",
        customer_bearer(shop.installation, "VXNlcjpzdHJhbmdlcg=="),
        other_call.bearer(other_call.customer),
        desk_bearer(other_shop.shopper_member),
        desk_bearer(other_shop.admin),
        desk_bearer(shop.nobody),
    ]
    for bearer in bearers:
        refused = api.ask(document, bearer, event=call.id, **variables)
        assert codes(refused) in (["PERMISSION_DENIED"], ["NOT_FOUND"])
        assert refused["event"] is None
    assert status_of(call) == EventStatus.LIVE
