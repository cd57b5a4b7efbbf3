"""What the page finds out about the network before a call, and tells."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import expect

from tests.turn_server import TurnServer, turn_server

from .call_page import CallPage
from .cast import Cast
from .networks import (
    TRIAL_MS,
    BreakableRoom,
    block_udp,
    network_to,
    offer_turn,
    requests_of,
    send_by,
)
from .watching import AUDIBLE, WITH_ECHO, loudness, picture

pytestmark = pytest.mark.e2e

SECRET = "a-secret-of-the-turn-server"
# A change is said after two to five seconds, silence after eight.
QUALITY_MS = 3 * 10_000
# What Opus needs on the wire, and hardly more; a picture is tried again within six seconds.
VOICE_ALONE = 45_000
TRIED_MS = 3 * 6_000
# Media is back within two seconds of the network, and four after a long silence.
BACK_SECONDS = 3 * 2
LATER_BACK_SECONDS = 3 * 4
# Pictures that may still be played after nothing comes through any more.
MORE_THAN_ON_THE_WAY = 10


def wait_until_back(calls: Iterable[CallPage], seconds: float) -> None:
    """Until everybody sees everybody again."""
    started = time.monotonic()
    for call in calls:
        call.wait_until_picture_moves(MORE_THAN_ON_THE_WAY)
    assert time.monotonic() - started < seconds


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


def test_everybody_reads_how_well_everybody_is_connected(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()

    # then each has the bars and their words on both pictures, and the own in a sentence
    for call in (camille.call, emma.call):
        expect(call.root.get_by_role("img", name="Connection good")).to_have_count(2)
        expect(call.text("Your connection is good")).to_be_visible()


def test_a_weak_connection_is_told_with_what_helps(cast: Cast) -> None:
    # given a customer whose packets go by a network of their own
    emma = cast.customer()
    with network_to(cast.demo.facts["mediaCandidates"][0]) as network:
        send_by(emma.page, network.address[1])
        camille, _ = cast.meet(customer=emma)
        expect(emma.call.text("Your connection is good")).to_be_visible(timeout=QUALITY_MS)

        # when it loses one packet in three
        network.loss = 0.33

        # then she reads it, and Camille sees it on her picture
        weak = emma.call.root.locator("ps-weak-notice")
        expect(weak).to_contain_text("Turn your camera off", timeout=QUALITY_MS)
        picture = camille.call.root.locator("ps-stage .main ps-video-tile")
        expect(picture.get_by_role("img", name="Connection weak")).to_be_visible(timeout=QUALITY_MS)

        # and when she does as told, her voice goes on
        weak.get_by_role("button", name="Turn camera off").click()
        expect(emma.call.tool("Turn camera on")).to_be_visible()
        camille.call.wait_until_sound_arrives()

        # and when the network is well again, so is what is said of it
        network.loss = 0.0
        expect(weak).to_have_count(0, timeout=QUALITY_MS)
        expect(picture.get_by_role("img", name="Connection good")).to_be_visible(timeout=QUALITY_MS)


def test_on_a_thin_network_the_picture_pauses_and_the_voice_goes_on(cast: Cast) -> None:
    # given a customer whose packets go by a network of their own
    cast.scripts.append(WITH_ECHO)
    emma = cast.customer()
    with network_to(cast.demo.facts["mediaCandidates"][0]) as network:
        send_by(emma.page, network.address[1])
        cast.meet(customer=emma)
        emma.call.wait_until_picture_moves()
        set_up = requests_of(emma.page, "POST", "/media/wh")

        # when it carries the voice and no more
        network.downlink.rate = VOICE_ALONE

        # then she reads that the picture is paused, and goes on hearing
        paused = picture(emma.call).get_by_text("Video paused, voice goes on")
        expect(paused).to_be_visible(timeout=QUALITY_MS)
        expect(picture(emma.call).locator(".cover")).to_be_visible()
        assert loudness(emma.call) > AUDIBLE

        # and when it carries all again, the picture is back, and nobody did anything
        network.downlink.rate = None
        expect(paused).to_have_count(0, timeout=TRIED_MS)
        emma.call.wait_until_picture_moves()
        expect(picture(emma.call).locator(".cover")).to_have_count(0)
        assert set_up == []


def test_whose_network_falls_silent_is_away_and_comes_back(cast: Cast) -> None:
    # given
    emma = cast.customer()
    with network_to(cast.demo.facts["mediaCandidates"][0]) as network:
        send_by(emma.page, network.address[1])
        camille, _ = cast.meet(customer=emma)
        camille.call.wait_until_picture_moves()

        # when nothing of hers comes through, while her messages do
        network.silent = True

        # then Camille reads that she is away
        away = camille.call.text("Emma Collins is away for a moment")
        expect(away).to_be_visible(timeout=QUALITY_MS)

        # and sees her again when it does
        network.silent = False
        expect(away).to_have_count(0, timeout=QUALITY_MS)
        camille.call.wait_until_picture_moves()


def test_what_is_written_while_the_connection_breaks_arrives_once_and_in_order(cast: Cast) -> None:
    # given a call in which both have the chat open
    emma = cast.customer()
    room = BreakableRoom(emma.page)
    camille, _ = cast.meet(customer=emma)
    texts = {call: call.open("Chat").locator("li .bubble") for call in (camille.call, emma.call)}

    # when the connection breaks after a message was sent and before it is acknowledged
    room.breaks_after_chat = True
    emma.call.write("Do you have it in blue?")

    # then the message reads as on its way, and so does what is written meanwhile
    waiting = emma.call.panel("Chat").get_by_role("list", name="On their way")
    expect(waiting.get_by_text("No connection. It goes by itself.")).to_be_visible()
    emma.call.write("Or in green?")
    emma.call.write("Size M.")
    expect(waiting.get_by_role("listitem")).to_have_count(3)

    # and once it is there again all of it arrives by itself, once
    room.mend()
    said = ["Do you have it in blue?", "Or in green?", "Size M."]
    expect(waiting).to_have_count(0)
    for call in (camille.call, emma.call):
        expect(texts[call]).to_have_text(said)


def test_a_call_outlives_its_way_through_the_network(cast: Cast) -> None:
    # given a customer whose packets go by a network of their own
    emma = cast.customer()
    with network_to(cast.demo.facts["mediaCandidates"][0]) as network:
        send_by(emma.page, network.address[1])
        camille, _ = cast.meet(customer=emma)
        calls = (camille.call, emma.call)
        for call in calls:
            call.wait_until_picture_moves()
        set_up = requests_of(emma.page, "POST", "/media/wh")

        # then pictures are back soon after her port, and then her address, became another
        for change in (network.move, lambda: network.move("127.0.0.2")):
            change()
            wait_until_back(calls, BACK_SECONDS)

        # and after nothing came through for a while
        for silence, back in ((5, BACK_SECONDS), (20, LATER_BACK_SECONDS)):
            network.silent = True
            emma.page.wait_for_timeout(silence * 1000)
            network.silent = False
            wait_until_back(calls, back)

    # and all the time to the same peers
    assert set_up == []
