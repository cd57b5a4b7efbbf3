"""The demo store speaks Saleor's schema, name for name, and all that this app asks of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

from saleor_personal_shopper.saleor import subscriptions
from tests.demo.store.schema_comparison import differences, store_schema

SALEOR = Path(__file__).parent / "saleor-3.23.graphql"
ADAPTER = Path(subscriptions.__file__).parent


def test_the_store_has_nothing_that_saleor_has_otherwise() -> None:
    assert differences(store_schema(), build_schema(SALEOR.read_text()), partial=False) == []


def test_store_and_adapter_mean_the_same_schema() -> None:
    trimmed = build_schema((ADAPTER / "schema.trimmed.graphql").read_text())
    assert differences(store_schema(), trimmed, partial=True) == []


def test_every_operation_of_the_app_can_be_run_by_the_store() -> None:
    operations = sorted((ADAPTER / "operations").glob("*.graphql"))
    document = parse("\n".join(path.read_text() for path in operations))
    assert [error.message for error in validate(store_schema(), document)] == []


@pytest.mark.parametrize("event", subscriptions.ALL, ids=lambda event: event[0])
def test_every_webhook_of_the_app_can_be_sent_by_the_store(event: tuple[str, str]) -> None:
    document = parse(subscriptions.subscription(event))
    assert [error.message for error in validate(store_schema(), document)] == []


@pytest.mark.parametrize(
    ("theirs", "difference"),
    [
        ("type Query { name: String! }", "Query.name: String instead of String!"),
        ("type Query { title: String }", "Query: name is not in the reference"),
        ("type Query { name(id: ID!): String }", "Query.name(id): required by the reference"),
    ],
)
def test_a_difference_is_found(theirs: str, difference: str) -> None:
    ours = build_schema("type Query { name: String }")
    assert differences(ours, build_schema(theirs), partial=False) == [difference]
