"""Asking the API as anybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.realtime import fake_media, fake_publisher
from tests.cast import Call, Shop, open_call, open_shop


@dataclass(frozen=True)
class Api:
    """`ask` gives the data of one root field, `post` the whole HTTP answer."""

    client: Client

    def post(
        self, document: str, variables: dict[str, Any] | None = None, **headers: str
    ) -> HttpResponse:
        body = {"query": document, "variables": variables or {}}
        return self.client.post(
            "/graphql/",
            json.dumps(body),
            content_type="application/json",
            headers=headers,
        )

    def ask(self, document: str, bearer: str = "", **variables: Any) -> Any:
        """The data of the document's only root field; fails the test on top-level errors."""
        answer = self.answer(document, bearer, **variables)
        assert "errors" not in answer, answer["errors"]
        (field,) = answer["data"].values()
        return field

    def refusal(self, document: str, bearer: str = "", **variables: Any) -> str:
        """The code of the only top-level error."""
        (error,) = self.answer(document, bearer, **variables)["errors"]
        return str(error["extensions"]["code"])

    def answer(self, document: str, bearer: str = "", **variables: Any) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        response = self.post(document, variables, **headers)
        assert response.status_code == 200, response.content
        answer: dict[str, Any] = response.json()
        return answer


def codes(payload: dict[str, Any]) -> list[str]:
    """The codes of a payload's errors."""
    return [error["code"] for error in payload["errors"]]


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    """Nothing published or closed before a test."""
    fake_publisher.forget()
    fake_media.forget()
    yield


@pytest.fixture
def api(client: Client) -> Api:
    return Api(client)


@pytest.fixture
def shop(installation: Installation) -> Shop:
    return open_shop(installation)


@pytest.fixture
def other_shop(other_installation: Installation) -> Shop:
    return open_shop(other_installation)


@pytest.fixture
def call(shop: Shop) -> Call:
    return open_call(shop)


@pytest.fixture
def other_call(other_shop: Shop) -> Call:
    """Somebody else's call, which must never be reached."""
    return open_call(other_shop)
