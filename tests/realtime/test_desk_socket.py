"""The desk's WebSocket."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.tokens import issue_staff_token, issue_ticket
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.realtime.desk_socket import DeskSocket
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories
from tests.cast import CHANNEL, Call, Shop
from tests.realtime.conftest import Browser, Open

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_desk_is_told_to_read_its_lists(open_desk: Open, shop: Shop, call: Call) -> None:
    await sync_to_async(factories.event)(shop.installation)
    desk = await open_desk(shop.shopper_member)
    message = await desk.receive()
    assert message["type"] == "desk.changed"
    assert message["data"] == {
        "lists": ["waiting", "upcoming", "messages"],
        "waiting": 1,
        "ring": False,
    }


async def test_a_new_customer_rings_at_every_desk_of_the_shop(
    open_desk: Open, shop: Shop, other_shop: Shop
) -> None:
    mine, foreign = await open_desk(shop.shopper_member), await open_desk(other_shop.admin)
    for desk in (mine, foreign):
        await desk.receive()
    await sync_to_async(services.request_event)(
        installation=shop.installation,
        channel=CHANNEL,
        name="Carla",
        consent=True,
        now=timezone.now(),
    )
    heard = await mine.until("desk.changed")
    assert (heard["data"]["ring"], heard["data"]["waiting"]) == (True, 1)
    assert await foreign.is_quiet()


async def test_an_open_desk_counts_as_presence(open_desk: Open, shop: Shop) -> None:
    await PersonalShopper.objects.of(shop.installation).aupdate(desk_seen_at=None)
    desk = await open_desk(shop.shopper_member)
    await desk.receive()
    await shop.shopper.arefresh_from_db()
    assert shop.shopper.desk_seen_at is not None


async def test_availability_is_switched_and_told(open_desk: Open, shop: Shop) -> None:
    desk = await open_desk(shop.shopper_member)
    assert (await desk.ask("available.update", {"available": False}))["type"] == "ack"
    await shop.shopper.arefresh_from_db()
    assert not shop.shopper.is_available


async def test_who_takes_no_calls_has_no_switch(open_desk: Open, shop: Shop) -> None:
    desk = await open_desk(shop.admin)
    refused = await desk.ask("available.update", {"available": False})
    assert refused["data"]["code"] == "PERMISSION_DENIED"


async def test_staff_without_calls_are_sent_away(open_desk: Open, shop: Shop) -> None:
    desk = await open_desk(shop.nobody)
    assert await desk.close_code() == 4403


async def test_rights_lost_close_the_desk(
    open_desk: Open, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DeskSocket, "tick_seconds", 0.2)
    desk = await open_desk(shop.admin)
    await desk.receive()
    fake_shop(shop.installation).staff.pop(shop.admin.saleor_user_id)
    await type(shop.admin).objects.of(shop.installation).aupdate(checked_at=None)
    assert await desk.close_code() == 4403


async def test_rights_lost_are_noticed_by_the_next_message(open_desk: Open, shop: Shop) -> None:
    desk = await open_desk(shop.admin)
    await desk.receive()
    fake_shop(shop.installation).staff.pop(shop.admin.saleor_user_id)
    await type(shop.admin).objects.of(shop.installation).aupdate(checked_at=None)
    await desk.send("ping")
    assert await desk.close_code() == 4403


async def test_rights_that_cannot_be_checked_change_nothing(open_desk: Open, shop: Shop) -> None:
    desk = await open_desk(shop.shopper_member)
    await desk.receive()
    fake_shop(shop.installation).is_down = True
    await type(shop.admin).objects.of(shop.installation).aupdate(checked_at=None)
    assert (await desk.ask("ping"))["type"] == "ack"
    refused = await desk.ask("available.update", {"available": False})
    assert refused["data"]["code"] == "SHOP_UNREACHABLE"


async def test_revoking_closes_at_once(open_desk: Open, shop: Shop) -> None:
    desk = await open_desk(shop.shopper_member)
    await desk.receive()
    await sync_to_async(services.revoke_staff)(staff_member=shop.shopper_member, now=timezone.now())
    assert await desk.close_code() == 4403


async def test_a_saleor_that_does_not_answer_says_come_again(open_desk: Open, shop: Shop) -> None:
    await type(shop.admin).objects.of(shop.installation).aupdate(checked_at=None)
    fake_shop(shop.installation).is_down = True
    desk = await open_desk(shop.admin)
    assert await desk.close_code() == 1013


async def test_only_a_desk_ticket_opens_the_desk(shop: Shop, call: Call) -> None:
    now = timezone.now()
    wrong = ["", issue_ticket(call.shopper, now), issue_staff_token(shop.shopper_member, now)]
    for ticket in wrong:
        browser = Browser(f"/ws/desk?ticket={ticket}", {})
        assert await browser.open()
        assert await browser.close_code() == 4401


async def test_foreign_pages_are_refused(shop: Shop) -> None:
    browser = Browser("/ws/desk?ticket=x", {"origin": "https://evil.example.com"})
    assert not await browser.open()


async def test_no_other_address_is_a_socket() -> None:
    for path in ("/ws/unknown", "/", "/ws/events/"):
        assert not await Browser(path, {}).open()


async def test_the_room_speaks_no_desk(open_desk: Open, shop: Shop) -> None:
    desk = await open_desk(shop.shopper_member)
    refused = await desk.ask("chat.send", {"text": "x"})
    assert refused["data"]["code"] == "INVALID"
