"""Write the typed client of `operations/` into `client/`; run it after changing an operation.

python -m saleor_personal_shopper.saleor.codegen.generate
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from ariadne_codegen.main import client
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
)

from ..subscriptions import OPERATIONS
from .trim_schema import TRIMMED

GROWING = {"WebhookEventTypeAsyncEnum"}
"""Enums that we ask with and are answered with, and that grow with each Saleor."""


def generate(target: Path) -> None:
    """Generate the package `client` in the folder `target`, replacing an old one."""
    shutil.rmtree(target / "client", ignore_errors=True)
    text = TRIMMED.read_text()
    answered = answered_enums(build_schema(text)) | GROWING
    with tempfile.TemporaryDirectory() as folder:
        schema = Path(folder) / "schema.graphql"
        schema.write_text(with_open_enums(text, answered))
        client({"tool": {"ariadne-codegen": _config(schema, target, answered)}})  # type: ignore[no-untyped-call]


def answered_enums(schema: GraphQLSchema) -> set[str]:
    """Enums that Saleor answers with but is never asked with."""
    asked: set[str] = set()
    for named in schema.type_map.values():
        if isinstance(named, GraphQLInputObjectType):
            asked |= {get_named_type(field.type).name for field in named.fields.values()}
        elif isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
            for field in named.fields.values():
                asked |= {get_named_type(argument.type).name for argument in field.args.values()}
    return {
        name
        for name, named in schema.type_map.items()
        if isinstance(named, GraphQLEnumType) and name not in asked and not name.startswith("__")
    }


def with_open_enums(text: str, names: set[str]) -> str:
    """Make these enums scalars: a value that a later Saleor adds must not break reading."""
    blocks = []
    for block in text.split("\n\n"):
        kind, name, *_ = block.split()
        blocks.append(f"scalar {name}" if kind == "enum" and name in names else block)
    return "\n\n".join(blocks)


def _config(schema: Path, target: Path, answered: set[str]) -> dict[str, object]:
    scalars = {name: {"type": "str"} for name in sorted({*answered, "JSONString"})}
    return {
        "schema_path": str(schema),
        "queries_path": str(OPERATIONS),
        "target_package_path": str(target),
        "target_package_name": "client",
        "async_client": False,
        "multipart_uploads": False,
        "include_all_inputs": False,
        "include_all_enums": False,
        "include_comments": "none",
        "scalars": {**scalars, "DateTime": {"type": "datetime.datetime"}},
    }


if __name__ == "__main__":
    generate(OPERATIONS.parent)
