"""S03: where a Saleor may be, and where nobody may make us connect to."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import httpcore
import pytest

from saleor_personal_shopper.saleor import outbound
from saleor_personal_shopper.saleor.addresses import (
    ApiUrlInvalid,
    is_reachable,
    parse_api_url,
)

LIMITS = outbound.Limits(seconds=3, size=1000)

MALFORMED = [
    "",
    "shop.example.com/graphql/",
    "//shop.example.com/graphql/",
    "ftp://shop.example.com/graphql/",
    "file:///graphql/",
    "gopher://shop.example.com/graphql/",
    "javascript://shop.example.com/graphql/",
    "https:///graphql/",
    "https://user@shop.example.com/graphql/",
    "https://user:secret@shop.example.com/graphql/",
    "https://shop.example.com@169.254.169.254/graphql/",
    "https://@shop.example.com/graphql/",
    "https://shop.example.com\\@10.0.0.1/graphql/",
    "https://shop.example.com:99999/graphql/",
    "https://shop.example.com:abc/graphql/",
    "https://shop.example.com./graphql/",
    "https://shop.example.com/",
    "https://shop.example.com/admin/",
    "https://shop.example.com/graphql/../admin",
    "https://shop.example.com/graphql/?x=1",
    "https://shop.example.com/graphql/?",
    "https://shop.example.com/graphql/#x",
    "https://shop.example.com/graphql/\r\nHost: evil",
    "https://shop.example.com/gra phql/",
    "https://[fe80::1%25eth0]/graphql/",
    "https://[::1/graphql/",
    "https://shop%2eexample.com/graphql/",
    "https://" + "a" * 500 + ".example.com/graphql/",
]

# What the name resolves to, by a resolver of the test's own.
FORBIDDEN = [
    ("https://127.0.0.1/graphql/", "127.0.0.1"),
    ("https://127.1/graphql/", "127.0.0.1"),
    ("https://0x7f000001/graphql/", "127.0.0.1"),
    ("https://2130706433/graphql/", "127.0.0.1"),
    ("https://0177.0.0.1/graphql/", "127.0.0.1"),
    ("https://0/graphql/", "0.0.0.0"),
    ("https://localhost/graphql/", "127.0.0.1"),
    ("https://metadata.example.com/graphql/", "169.254.169.254"),
    ("https://ten.example.com/graphql/", "10.0.0.1"),
    ("https://seventeen.example.com/graphql/", "172.16.3.4"),
    ("https://nineteen.example.com/graphql/", "192.168.1.1"),
    ("https://carrier.example.com/graphql/", "100.64.0.1"),
    ("https://benchmark.example.com/graphql/", "198.18.0.1"),
    ("https://documentation.example.com/graphql/", "203.0.113.9"),
    ("https://multicast.example.com/graphql/", "224.0.0.1"),
    ("https://broadcast.example.com/graphql/", "255.255.255.255"),
    ("https://reserved.example.com/graphql/", "240.0.0.1"),
    ("https://loopback6.example.com/graphql/", "::1"),
    ("https://unspecified6.example.com/graphql/", "::"),
    ("https://mapped.example.com/graphql/", "::ffff:10.0.0.1"),
    ("https://[::ffff:10.0.0.1]/graphql/", "::ffff:10.0.0.1"),
    ("https://compatible.example.com/graphql/", "::127.0.0.1"),
    ("https://nat64.example.com/graphql/", "64:ff9b::7f00:1"),
    ("https://local-nat64.example.com/graphql/", "64:ff9b:1::a00:1"),
    ("https://sixtofour.example.com/graphql/", "2002:7f00:1::"),
    ("https://teredo.example.com/graphql/", "2001:0:7f00:1::"),
    ("https://unique-local.example.com/graphql/", "fd00::1"),
    ("https://link-local.example.com/graphql/", "fe80::1"),
    ("https://site-local.example.com/graphql/", "fec0::1"),
    ("https://multicast6.example.com/graphql/", "ff02::1"),
    ("http://plain.example.com/graphql/", "93.184.215.14"),
    ("https://mail.example.com:25/graphql/", "93.184.215.14"),
    ("https://ssh.example.com:22/graphql/", "93.184.215.14"),
    ("https://redis.example.com:6379/graphql/", "93.184.215.14"),
    ("https://split.example.com/graphql/", "93.184.215.14 10.0.0.1"),
]


@pytest.mark.parametrize("url", MALFORMED)
def test_malformed_addresses_are_refused_before_anything_is_resolved(url: str) -> None:
    with pytest.raises(ApiUrlInvalid):
        parse_api_url(url)


@pytest.mark.parametrize(("url", "answers"), FORBIDDEN)
def test_no_socket_is_opened_to_a_forbidden_address(
    url: str, answers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a resolver that answers as an attacker's would, and sockets that tell on us
    opened: list[Any] = []
    monkeypatch.setattr(socket, "create_connection", lambda *a, **_: opened.append(a))
    pool = pool_answering(answers, secure=url.startswith("https"))
    monkeypatch.setattr(outbound, "_pool", lambda *, secure, may_reach: pool)

    # when we are made to ask there, then it is refused without a connection
    with pytest.raises(outbound.AddressForbidden):
        outbound.request("GET", parse_api_url(url).jwks_url, headers={}, limits=LIMITS)
    assert opened == []


def test_the_checked_address_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    # given a name that answers publicly once and privately ever after (DNS rebinding)
    answers = iter([["93.184.215.14"], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []
    opened: list[Any] = []

    def resolver(host: str, port: int) -> list[Any]:
        asked.append(host)
        return [ipaddress.ip_address(one) for one in next(answers)]

    def connect(address: Any, *_: Any, **__: Any) -> socket.socket:
        opened.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "create_connection", connect)
    backend = outbound.PinnedBackend(resolver, secure=True)
    pool = httpcore.ConnectionPool(network_backend=backend)
    monkeypatch.setattr(outbound, "_pool", lambda *, secure, may_reach: pool)

    # when we connect, then by the address that was checked, and the name was asked for once
    with pytest.raises(outbound.Unreachable):
        outbound.request("GET", "https://rebind.example.com/x", headers={}, limits=LIMITS)
    assert asked == ["rebind.example.com"]
    assert opened == [("93.184.215.14", 443)]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://shop.example.com/graphql/", "https://shop.example.com/graphql/"),
        ("https://SHOP.example.com:443/graphql/", "https://shop.example.com/graphql/"),
        ("http://10.0.0.7:8000/graphql/", "http://10.0.0.7:8000/graphql/"),
        ("https://[2606:4700::1]/graphql/", "https://[2606:4700::1]/graphql/"),
        ("https://bücher.example/graphql/", "https://xn--bcher-kva.example/graphql/"),
    ],
)
def test_addresses_have_one_form(text: str, url: str) -> None:
    parsed = parse_api_url(text)
    assert parsed.url == url
    assert parsed.jwks_url == url.replace("/graphql/", "/.well-known/jwks.json")


@pytest.mark.parametrize(
    ("address", "port", "secure", "reachable"),
    [
        ("93.184.215.14", 443, True, True),
        ("93.184.215.14", 8443, True, True),
        ("2606:4700::1", 443, True, True),
        ("64:ff9b::5db8:d70e", 443, True, True),
        ("10.1.2.3", 8000, False, True),
        ("10.1.2.3", 80, False, True),
        ("::ffff:10.1.2.3", 8000, False, True),
        ("10.1.2.3", 25, False, False),
        ("10.2.0.1", 8000, False, False),
        ("93.184.215.14", 443, False, False),
    ],
)
def test_private_networks_are_open_only_when_listed(
    address: str, port: int, secure: bool, reachable: bool, settings: Any
) -> None:
    settings.SALEOR_PRIVATE_NETWORKS = [ipaddress.ip_network("10.1.0.0/16")]
    assert is_reachable(ipaddress.ip_address(address), port=port, secure=secure) is reachable


def pool_answering(answers: str, *, secure: bool) -> httpcore.ConnectionPool:
    addresses = [ipaddress.ip_address(one) for one in answers.split()]
    backend = outbound.PinnedBackend(lambda host, port: addresses, secure=secure)
    return httpcore.ConnectionPool(network_backend=backend)
