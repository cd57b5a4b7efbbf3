"""docs/features.md is true: every feature has a test, and its page and field exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from graphql import FieldDefinitionNode, InputValueDefinitionNode, parse

from saleor_personal_shopper.graphql.views import SCHEMA_FILE
from tests.features import DOCUMENT, document, features, proofs

ROOTS = ("Query", "Mutation")


def test_every_feature_has_a_test_and_every_marker_a_feature() -> None:
    ids, proven = [one.id for one in features()], proofs()

    assert len(ids) == len(set(ids))
    assert set(ids) == set(proven)


def test_pages_exist() -> None:
    pages = set(addresses(get_resolver().url_patterns))

    assert {one.page for one in features() if one.page} - pages == set()


def test_fields_exist() -> None:
    assert {one.field for one in features() if one.field} - set(fields()) == set()


def test_the_document_is_as_the_markers_say() -> None:
    assert DOCUMENT.read_text() == document(), "stale: make features"


def addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for one in patterns:
        place = before + re.sub(r"<\w+:", "<", str(one.pattern))
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, place)
        else:
            yield place


def fields() -> Iterator[str]:
    """As the catalogue names them: fields of queries and mutations without their type."""
    for kind in parse(SCHEMA_FILE.read_text()).definitions:
        for one in getattr(kind, "fields", None) or ():
            if isinstance(one, FieldDefinitionNode | InputValueDefinitionNode):
                name = kind.name.value  # type: ignore[attr-defined]
                yield one.name.value if name in ROOTS else f"{name}.{one.name.value}"
