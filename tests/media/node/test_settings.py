"""How many workers there are, and what each is told."""

import os

import pytest

from saleor_personal_shopper.media.node.settings import NodeSettings
from saleor_personal_shopper.media.settings import MediaSettings, SettingsError

GOOD = {
    "MEDIA_BIND": "127.0.0.1,::1",
    "MEDIA_CONTROL": "127.0.0.1:9000",
    "MEDIA_SECRET": "0123456789abcdef",
}


def test_there_is_one_worker_for_each_core() -> None:
    settings = NodeSettings.from_environment(GOOD)
    assert settings.workers == len(os.sched_getaffinity(0))
    assert settings.drain_seconds == 15 * 60


def test_each_worker_has_the_next_port_and_is_advertised_under_it() -> None:
    given = {
        **GOOD,
        "MEDIA_WORKERS": "3",
        "MEDIA_UDP_PORT": "40000",
        "MEDIA_CANDIDATES": "203.0.113.7:40000,[2001:db8::7]:50000",
    }
    told = NodeSettings.from_environment(given).environment_of(2, "/run/2.sock")
    worker = MediaSettings.from_environment(told)
    assert worker.udp_port == 40_002
    assert worker.bind == ("127.0.0.1", "::1")
    assert worker.candidates == (("203.0.113.7", 40_002), ("2001:db8::7", 50_002))
    assert worker.control == "/run/2.sock"
    assert worker.secret == GOOD["MEDIA_SECRET"]


def test_one_of_several_nodes_tells_its_address_in_redis() -> None:
    given = {**GOOD, "MEDIA_NODE": "10.0.0.5:8090", "REDIS_URL": "redis://10.0.0.1:6379/0"}
    settings = NodeSettings.from_environment(given)
    assert (settings.address, settings.registry) == ("10.0.0.5:8090", "redis://10.0.0.1:6379/0")
    alone = NodeSettings.from_environment({**GOOD, "REDIS_URL": "redis://10.0.0.1:6379/0"})
    assert alone.address == ""


def test_any_free_port_stays_any_free_port() -> None:
    told = NodeSettings.from_environment(GOOD).environment_of(1, "/run/1.sock")
    assert MediaSettings.from_environment(told).udp_port == 0


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"MEDIA_WORKERS": "0"}, "MEDIA_WORKERS is 0"),
        ({"MEDIA_WORKERS": "many"}, "MEDIA_WORKERS needs a number"),
        ({"MEDIA_WORKERS": "129"}, "MEDIA_WORKERS needs a number"),
        ({"MEDIA_DRAIN_SECONDS": "-1"}, "MEDIA_DRAIN_SECONDS needs a number"),
        ({"MEDIA_NODE": "10.0.0.5"}, "MEDIA_NODE must hold host:port"),
        ({"MEDIA_NODE": "10.0.0.5:8090"}, "a REDIS_URL"),
        ({"MEDIA_UDP_PORT": "65535", "MEDIA_WORKERS": "2"}, "MEDIA_UDP_PORT is too high"),
    ],
)
def test_wrong_values_are_refused_in_a_sentence(changed: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        NodeSettings.from_environment({**GOOD, **changed})
