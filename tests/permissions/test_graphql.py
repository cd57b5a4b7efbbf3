"""Every GraphQL field with every actor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from saleor_personal_shopper.graphql.schema import schema
from tests.permissions.conftest import Cast, Who
from tests.permissions.fields import ROWS, Row

REFUSED = frozenset({"PERMISSION_DENIED", "NOT_FOUND", "NOT_AUTHENTICATED"})


def ask(client: Client, cast: Cast, document: str, bearer: str) -> dict[str, Any]:
    headers = {"Origin": "http://testserver"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    else:
        headers["Saleor-Api-Url"] = cast.installation.saleor_api_url
    response = client.post(
        "/graphql/", {"query": document}, content_type="application/json", headers=headers
    )
    answer: dict[str, Any] = response.json()
    return answer


def outcome(answer: dict[str, Any]) -> str:
    """GRANTED, REFUSED, or what went wrong."""
    errors = [error["extensions"]["code"] for error in answer.get("errors", [])]
    (found,) = (answer.get("data") or {"": None}).values()
    if found is not None:
        errors += [error["code"] for error in _payload(found).get("errors", [])]
    if not errors and found is not None:
        return "GRANTED"
    return "REFUSED" if set(errors) <= REFUSED else str(errors)


def _payload(found: Any) -> dict[str, Any]:
    """Lists of rows tell of no errors."""
    return found if isinstance(found, dict) else {}


def test_every_root_field_stands_in_the_table() -> None:
    types = [schema._schema.query_type, schema._schema.mutation_type]
    known = {name for one in types if one for name in one.fields if not name.startswith("_")}
    assert {row.field for row in ROWS} == known


@pytest.mark.parametrize("who", Who)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.field} {row.case}".strip())
def test_a_field_is_granted_to_those_of_its_row_alone(
    client: Client, open_cast: Callable[..., Cast], row: Row, who: Who
) -> None:
    cast = open_cast(**row.event)
    document = row.document(cast)

    outcomes = {outcome(ask(client, cast, document, bearer)) for bearer in cast.bearers(who)}

    if who in row.granted:
        assert "GRANTED" in outcomes
    else:
        assert outcomes == {"REFUSED"}
