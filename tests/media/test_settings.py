"""One reader of the environment, which fails at the start with a sentence."""

import pytest

from saleor_personal_shopper.media.settings import MediaSettings, SettingsError

GOOD = {
    "MEDIA_BIND": "127.0.0.1",
    "MEDIA_CONTROL": "127.0.0.1:9000",
    "MEDIA_SECRET": "0123456789abcdef",
}


def test_the_defaults_take_any_free_port() -> None:
    settings = MediaSettings.from_environment(GOOD)
    assert settings.udp_port == 0
    assert settings.bind == ("127.0.0.1",)
    assert settings.candidates == ()
    assert settings.control == ("127.0.0.1", 9000)
    assert not settings.verbose


def test_everything_can_be_set() -> None:
    settings = MediaSettings.from_environment(
        {
            **GOOD,
            "MEDIA_BIND": "0.0.0.0, ::",
            "MEDIA_UDP_PORT": "40000",
            "MEDIA_CANDIDATES": "203.0.113.7:40000,[2001:db8::7]:0",
            "MEDIA_CONTROL": "/run/media.sock",
            "APP_LOG_LEVEL": "debug",
        }
    )
    assert settings.bind == ("0.0.0.0", "::")
    assert settings.udp_port == 40_000
    assert settings.candidates == (("203.0.113.7", 40_000), ("2001:db8::7", 0))
    assert settings.control == "/run/media.sock"
    assert settings.verbose


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"MEDIA_SECRET": ""}, "MEDIA_SECRET"),
        ({"MEDIA_SECRET": "short"}, "MEDIA_SECRET"),
        ({"MEDIA_CONTROL": ""}, "MEDIA_CONTROL"),
        ({"MEDIA_CONTROL": "9000"}, "MEDIA_CONTROL"),
        ({"MEDIA_CONTROL": "localhost:x"}, "MEDIA_CONTROL"),
        ({"MEDIA_UDP_PORT": "70000"}, "MEDIA_UDP_PORT"),
        ({"MEDIA_UDP_PORT": "-1"}, "MEDIA_UDP_PORT"),
        ({"MEDIA_BIND": "eth0"}, "MEDIA_BIND"),
        ({"MEDIA_BIND": ","}, "MEDIA_BIND"),
        ({"MEDIA_BIND": "0.0.0.0"}, "MEDIA_CANDIDATES"),
        ({"MEDIA_CANDIDATES": "media.example:1"}, "MEDIA_CANDIDATES"),
        ({"MEDIA_CANDIDATES": "192.0.2.1"}, "MEDIA_CANDIDATES"),
    ],
)
def test_a_wrong_variable_is_named(changed: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        MediaSettings.from_environment({**GOOD, **changed})


def test_without_an_address_to_advertise_the_worker_does_not_start() -> None:
    variables = {key: value for key, value in GOOD.items() if key != "MEDIA_BIND"}
    with pytest.raises(SettingsError, match="MEDIA_CANDIDATES"):
        MediaSettings.from_environment(variables)
