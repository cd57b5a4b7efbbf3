"""The QR code of a link."""

from __future__ import annotations

import re

import pytest
import segno
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.events.models import LinkKind
from saleor_personal_shopper.core.events.services import forget_customer
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.factories import INTO_THE_CALL


def strokes(svg: str) -> str:
    """The dark modules: the same for the same text alone."""
    found = re.search(r' d="([^"]+)"(?=[^>]*stroke)| stroke=[^>]* d="([^"]+)"', svg)
    assert found, svg
    return found[1] or found[2]


@pytest.mark.parametrize("kind", sorted(INTO_THE_CALL))
def test_it_says_the_link_and_asks_nobody_else(
    client: Client, installation: Installation, kind: LinkKind
) -> None:
    token = factories.event(installation).links.get(kind=kind).token

    response = client.get(f"/e/{token}/qr.svg")

    picture = response.text
    assert response.headers["Content-Type"] == "image/svg+xml"
    said = segno.make(f"http://testserver/e/{token}", error="m").svg_inline(border=4)
    assert strokes(picture) == strokes(said)
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")


def test_it_is_dark_on_white_whatever_the_theme(client: Client, installation: Installation) -> None:
    token = factories.event(installation).links.get(kind=LinkKind.GUEST).token

    assert 'fill="#fff"' in client.get(f"/e/{token}/qr.svg").text


def test_there_is_none_for_a_link_that_nobody_made(
    client: Client, installation: Installation
) -> None:
    event = factories.event(installation)
    token = event.links.get(kind=LinkKind.CUSTOMER).token
    forget_customer(installation=installation, email=event.customer_email, now=timezone.now())

    for unknown in (token, "no-such-token"):
        assert client.get(f"/e/{unknown}/qr.svg").status_code == 404


def test_it_is_only_looked_at(client: Client, installation: Installation) -> None:
    event = factories.event(installation)
    token = event.links.get(kind=LinkKind.CUSTOMER).token

    assert client.head(f"/e/{token}/qr.svg").status_code == 200
    assert client.post(f"/e/{token}/qr.svg").status_code == 405
