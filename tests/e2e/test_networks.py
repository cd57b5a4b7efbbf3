"""What the page finds out about the network before a call, and tells."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.turn_server import TurnServer, turn_server

from .cast import Cast
from .networks import TRIAL_MS, block_udp, offer_turn

pytestmark = pytest.mark.e2e

SECRET = "a-secret-of-the-turn-server"


@pytest.fixture
def dead_port() -> Iterator[int]:
    """A UDP port on which nobody answers."""
    with socket.socket(type=socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def turn() -> Iterator[TurnServer]:
    with turn_server(SECRET) as running:
        yield running


def test_a_customer_reads_that_picture_and_sound_come_through(cast: Cast) -> None:
    # given somebody with a link, and somebody who asks from the shop
    cast.at_the_desk()
    emma, lucas = cast.customer(), cast.customer()

    # when they wait with their cameras on
    emma.follow(cast.office.create_call("Emma Collins").join_url)
    lucas.visit()
    lucas.open_widget().ask("Lucas Moreau")

    # then both read that it will work, before anybody is there
    for customer in (emma, lucas):
        expect(customer.call.text("Picture and sound come through")).to_be_visible(timeout=TRIAL_MS)


def test_whose_network_lets_no_media_through_reads_it_and_joins_all_the_same(
    cast: Cast, dead_port: int
) -> None:
    # given
    camille, emma = cast.back_at_the_desk(), cast.customer()
    block_udp(emma.page, dead_port)
    link = cast.office.create_call("Emma Collins").join_url
    camille.join("Emma Collins").expect_call()

    # when
    emma.follow(link)

    # then she reads it, what works all the same, and what to ask for
    expect(emma.call.text("Checking your connection…")).to_be_visible()
    blocked = emma.call.text("Picture and sound do not come through this network")
    expect(blocked).to_be_visible(timeout=TRIAL_MS)
    expect(emma.call.text("Chat, products and cart work all the same")).to_be_visible()
    expect(emma.call.text(f"let UDP through to 127.0.0.1, port {dead_port}")).to_be_visible()
    expect(emma.call.button("Check again")).to_be_enabled()

    # and in the call she writes
    emma.call.enter()
    emma.call.expect_call()
    emma.call.write("I cannot see you, but read me?")
    expect(camille.call.open("Chat")).to_contain_text("read me?")


def test_where_only_a_relay_is_reached_the_call_goes_by_it(
    cast: Cast, dead_port: int, turn: TurnServer
) -> None:
    # given a network that lets through to the TURN server alone
    camille, emma = cast.back_at_the_desk(), cast.customer()
    (host, port) = cast.demo.facts["mediaCandidates"][0].rsplit(":", 1)
    turn.detours[("127.0.0.1", dead_port)] = (host, int(port))
    block_udp(emma.page, dead_port)
    offer_turn(emma.page, turn)
    link = cast.office.create_call("Emma Collins").join_url
    camille.join("Emma Collins").expect_call()

    # when
    emma.follow(link)

    # then she reads that it will be a little slower
    expect(emma.call.text("come through by a detour")).to_be_visible(timeout=TRIAL_MS)

    # and picture and sound flow both ways through the relay
    emma.call.enter()
    for call in (camille.call, emma.call):
        call.expect_call()
        call.wait_until_picture_moves()
    assert turn.relayed > 100
