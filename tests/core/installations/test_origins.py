"""origins.py: addresses as merchants type them."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.core.installations.origins import normalise_origin


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://shop.example.com", "https://shop.example.com"),
        (" https://Shop.Example.com:443/en/?a=b#c ", "https://shop.example.com"),
        ("http://localhost:3000/", "http://localhost:3000"),
        ("http://shop.example.com:80", "http://shop.example.com"),
        ("https://shop.example.com:8443", "https://shop.example.com:8443"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://[::1]:3000", "https://[::1]:3000"),
    ],
)
def test_an_origin_is_written_as_browsers_send_it(typed: str, origin: str) -> None:
    assert normalise_origin(typed) == origin


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "*",
        "null",
        "shop.example.com",
        "ftp://shop.example.com",
        "javascript:alert(1)",
        "https://",
        "https://user@shop.example.com",
        "https://shop.example.com:99999",
        "https://shop .example.com",
        "https://.",
        "https://a;script-src.example.com",
        "https://a'b.example.com",
        "https://*.example.com",
        "https://[::g]/",
    ],
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        normalise_origin(typed)
