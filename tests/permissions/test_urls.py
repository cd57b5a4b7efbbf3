"""Every address with every actor: by each bearer he can show, and by the session of a desk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from saleor_personal_shopper.core.shoppers.sessions import open_session
from tests.built_widget import build_widget
from tests.permissions.addresses import AT_DESK, BY_BEARER, Address
from tests.permissions.conftest import Cast, Who

REFUSED = frozenset({401, 403, 404})
# A right of its own is what a row asks for; a wrong form is refused after that.
ANSWERED = frozenset({200, 201, 204, 302, 303, 400, 409, 422})
OWN_PAGE = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def built_call_page(settings: Any, tmp_path: Path) -> None:
    """What Vite leaves behind."""
    build_widget(tmp_path)
    settings.WIDGET_DIR = tmp_path


def routes(patterns: Iterable[Any], before: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield before + str(one.pattern)


def status(client: Client, cast: Cast, address: Address, headers: dict[str, str]) -> int:
    body = address.body if isinstance(address.body, str) else json.dumps(address.body)
    content_type = address.content_type if isinstance(address.body, str) else "application/json"
    return client.generic(
        address.method.upper(),
        address.path(cast),
        body,
        content_type=content_type,
        headers={**headers, **address.headers},
    ).status_code


def test_every_address_stands_in_the_tables() -> None:
    listed = {address.route for address in (*BY_BEARER, *AT_DESK)}
    assert listed == set(routes(get_resolver().url_patterns))


@pytest.mark.parametrize("who", Who)
@pytest.mark.parametrize("address", BY_BEARER, ids=lambda one: f"{one.method} /{one.route}")
def test_an_address_answers_those_of_its_row_alone(cast: Cast, address: Address, who: Who) -> None:
    answers = set()
    for bearer in cast.bearers(who):
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        answers.add(status(Client(), cast, address, headers))

    if who in address.granted:
        assert answers & ANSWERED
    else:
        assert answers <= address.refused


@pytest.mark.parametrize("who", Who)
@pytest.mark.parametrize("address", AT_DESK, ids=lambda one: f"{one.method} /{one.route}")
def test_a_desk_answers_its_own_staff_alone(cast: Cast, address: Address, who: Who) -> None:
    client, member = Client(), cast.member(who)
    if member is not None:
        client.cookies["personal-shopper-desk"] = open_session(
            staff_member=member, now=timezone.now(), language="en"
        )

    answer = status(client, cast, address, OWN_PAGE)

    assert answer in (ANSWERED if who in address.granted else REFUSED)
