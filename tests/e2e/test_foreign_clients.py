"""WHIP and WHEP by clients that others wrote: npm's `whip-whep` and `@eyevinn/whip-web-client`."""

from __future__ import annotations

from pathlib import Path

import pytest

from .cast import Cast
from .foreign_clients import build

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("foreign"))


@pytest.mark.parametrize("client", ["whipWhep", "eyevinn"])
def test_a_client_that_others_wrote_publishes_and_one_plays_it(
    cast: Cast, script: Path, client: str
) -> None:
    # given two who hold nothing but what Join gave them
    call = cast.office.create_call("Emma Collins")
    emma = cast.office.join(call.join_url, "Emma Collins")
    publisher, player = cast.foreign(script), cast.foreign(script)

    # when one publishes and the other plays it
    publisher.publish(client, emma["whipUrls"][0]["url"], emma["accessToken"])
    guest = cast.office.join(call.guest_url, "Kim")
    (publication,) = guest["publications"]
    player.play(publication["whepUrl"], guest["accessToken"])

    # then it sees moving pictures, after an ICE restart of both too
    player.wait_until_picture_moves()
    for each in (publisher, player) if client == "whipWhep" else (player,):
        each.restart()
        assert each.patches[-1] == 200
    player.wait_until_picture_moves()

    # and whatever else they sent was understood
    assert {*publisher.patches, *player.patches} <= {200, 204}
    for each in (player, publisher):
        each.stop()
        assert each.troubles == []
    assert cast.office.join(call.guest_url, "Lou")["publications"] == []
