"""The headless client's own manners; that media flows is proved in tests/media."""

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from aioice import ice

from saleor_personal_shopper.rehearsal import loopback
from saleor_personal_shopper.rehearsal.pattern import PatternTrack, ToneTrack
from saleor_personal_shopper.rehearsal.whip import MediaRefused, Publisher, Subscriber


async def test_a_refusal_is_told_and_nothing_stays_open() -> None:
    async def refuse(request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == "Bearer t"
        assert request.content_type == "application/sdp"
        assert (await request.text()).startswith("v=0")
        return web.Response(status=403, text="not yours")

    app = web.Application()
    app.router.add_post("/whip", refuse)
    async with TestServer(app) as server:
        publisher = Publisher(str(server.make_url("/whip")), "t")
        with pytest.raises(MediaRefused, match="403 not yours"):
            await publisher.__aenter__()
    assert publisher.connection.connectionState == "closed"
    assert publisher.session_url is None


async def test_frames_that_do_not_come_are_a_timeout() -> None:
    subscriber = Subscriber("http://127.0.0.1:1", "t")
    with pytest.raises(TimeoutError):
        await subscriber.wait_frames(1, 0.05)
    await subscriber.close()


async def test_no_public_server_is_asked_without_a_list() -> None:
    publisher = Publisher("http://127.0.0.1:1", "t")
    configuration = publisher.connection._RTCPeerConnection__configuration
    assert configuration.iceServers == []
    await publisher.close()


async def test_turn_credentials_are_passed_on() -> None:
    turn = {"urls": ["turn:turn.example"], "username": "u", "credential": "c"}
    stun = {"urls": ["stun:x"], "username": None}
    publisher = Publisher("http://127.0.0.1:1", "t", [turn, stun])
    servers = publisher.connection._RTCPeerConnection__configuration.iceServers
    assert [(item.urls, item.username) for item in servers] == [
        (["turn:turn.example"], "u"),
        (["stun:x"], None),
    ]
    await publisher.close()


async def test_the_picture_moves_and_the_tone_sounds() -> None:
    pattern, tone = PatternTrack(), ToneTrack()
    first, second = await pattern.recv(), await pattern.recv()
    assert second.pts - first.pts == 6000
    assert bytes(first.planes[0]) != bytes(second.planes[0])
    blocks = [await tone.recv() for _ in range(2)]
    assert [block.pts for block in blocks] == [0, 960]
    assert any(bytes(blocks[0].planes[0]))


def test_a_machine_without_a_network_calls_by_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    loopback.allow_loopback()
    monkeypatch.setattr(loopback, "_listed", lambda use_ipv4, use_ipv6: [])
    assert ice.get_host_addresses(use_ipv4=True, use_ipv6=True) == ["127.0.0.1"]
    monkeypatch.setattr(loopback, "_listed", lambda use_ipv4, use_ipv6: ["192.0.2.7"])
    assert ice.get_host_addresses(use_ipv4=True, use_ipv6=True) == ["192.0.2.7"]
