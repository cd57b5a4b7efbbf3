"""Which node gets a call, and what becomes of it when the node dies; with a real Redis."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis

from saleor_personal_shopper.media.registry import LIFETIME_MS, NODES, NodeState, key_of
from saleor_personal_shopper.realtime import media_nodes
from saleor_personal_shopper.realtime.media_nodes import MediaNodes, NoNode

A, B, C = "10.0.0.1:8090", "10.0.0.2:8090", "[2001:db8::3]:8090"


@pytest.fixture
def redis(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Redis]:
    monkeypatch.setattr(media_nodes, "LOOK_SECONDS", 0.0)
    settings.MEDIA_CONTROL = "127.0.0.1:8090"
    client = Redis.from_url(settings.REDIS_URL)
    yield client
    client.delete(NODES, key_of(A), key_of(B), key_of(C))


@pytest.fixture
def nodes(redis: Redis) -> MediaNodes:
    return MediaNodes(redis)


def tell(redis: Redis, address: str, **state: Any) -> None:
    """What a node does twice a second."""
    redis.sadd(NODES, address)
    redis.set(key_of(address), NodeState(address, **state).to_json(), px=LIFETIME_MS)


def test_the_only_node_is_that_of_the_settings(nodes: MediaNodes) -> None:
    assert nodes.addresses() == ["127.0.0.1:8090"]
    assert nodes.place(uuid.uuid4()) == "127.0.0.1:8090"


def test_a_call_goes_to_the_node_with_fewest_people_and_stays(
    redis: Redis, nodes: MediaNodes
) -> None:
    # given
    tell(redis, A, peers=8)
    tell(redis, B, peers=2)
    event = uuid.uuid4()

    # then
    assert sorted(nodes.addresses()) == [A, B]
    assert nodes.place(event) == B

    # also when that has more to do, for every web process
    tell(redis, B, peers=80, takes_calls=False)
    assert nodes.place(event) == MediaNodes(redis).place(event) == B
    assert nodes.place(uuid.uuid4()) == A


def test_between_two_looks_calls_are_spread(redis: Redis, nodes: MediaNodes) -> None:
    tell(redis, A)
    tell(redis, B)
    tell(redis, C)
    assert {nodes.place(uuid.uuid4()) for _ in range(60)} == {A, B, C}


def test_when_all_have_enough_to_do_none_gets_a_further_call(
    redis: Redis, nodes: MediaNodes
) -> None:
    tell(redis, A, takes_calls=False)
    with pytest.raises(NoNode):
        nodes.place(uuid.uuid4())


def test_the_rooms_of_a_dead_node_move_to_the_same_place_for_everybody(
    redis: Redis, nodes: MediaNodes
) -> None:
    # given a call on a node
    tell(redis, A)
    event = uuid.uuid4()
    assert nodes.place(event) == A

    # when that tells nothing any more
    tell(redis, B)
    tell(redis, C)
    redis.delete(key_of(A))

    # then the call is elsewhere, and A is on no list
    moved = nodes.place(event)
    assert moved in (B, C)
    assert MediaNodes(redis).place(event) == moved
    assert A.encode() not in redis.smembers(NODES)

    # and stays there when A is back
    tell(redis, A)
    assert nodes.place(event) == moved


def test_where_nobody_answers_there_is_no_node_until_it_tells_again(
    redis: Redis, nodes: MediaNodes
) -> None:
    tell(redis, A)
    tell(redis, B)
    nodes.forget(A)
    assert nodes.addresses() == [B]
    tell(redis, A)
    assert sorted(nodes.addresses()) == [A, B]


def test_calls_stay_where_they_are_while_redis_is_away(
    redis: Redis, nodes: MediaNodes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    tell(redis, A)
    tell(redis, B)
    events = [uuid.uuid4() for _ in range(10)]
    placed = [nodes.place(event) for event in events]
    other = MediaNodes(redis)
    other.addresses()

    # when
    monkeypatch.setattr(nodes, "_redis", Redis(port=1))
    monkeypatch.setattr(other, "_redis", Redis(port=1))

    # then calls are where they were, and new ones in the same place for all
    assert [nodes.place(event) for event in events] == placed
    new = uuid.uuid4()
    assert nodes.place(new) == other.place(new)
    nodes.forget(A)
    assert nodes.addresses() == [B]
