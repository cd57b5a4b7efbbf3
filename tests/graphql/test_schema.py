"""The printed schema is the committed one, and follows the naming rules of the federation."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from graphql import GraphQLObjectType, is_introspection_type

from saleor_personal_shopper.graphql.schema import schema
from saleor_personal_shopper.graphql.views import SCHEMA_FILE

FEDERATION_TYPES = {"Query", "Mutation", "_Any", "_Service", "_Entity"}
SHARED_SCALARS = {"ID", "String", "Int", "Float", "Boolean", "Date", "DateTime"}


def test_the_committed_schema_is_the_printed_one() -> None:
    assert SCHEMA_FILE.read_text() == schema.as_str() + "\n", "print the schema anew"


def test_every_type_and_root_field_carries_our_prefix() -> None:
    types = schema._schema.type_map
    ours = {
        name
        for name, kind in types.items()
        if not is_introspection_type(kind)
        and name not in FEDERATION_TYPES | SHARED_SCALARS
        and not name.startswith("link__")
    }
    roots = [types["Query"], types["Mutation"]]
    fields = {name for root in roots if isinstance(root, GraphQLObjectType) for name in root.fields}
    assert {name for name in ours if not name.startswith("PersonalShopper")} == set()
    assert {name for name in fields if not re.match("personalShopper|_service", name)} == set()


def test_the_schema_composes_as_federation_2_9() -> None:
    assert 'url: "https://specs.apollo.dev/federation/v2.9"' in schema.as_str()


@pytest.mark.django_db
def test_the_schema_is_served(client: Client) -> None:
    response = client.get("/graphql/schema.graphql")
    assert response.status_code == 200
    assert response.content.decode() == SCHEMA_FILE.read_text()
