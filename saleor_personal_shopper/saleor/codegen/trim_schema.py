"""Keep of Saleor's schema what our operations and webhooks use: 1 MB becomes a few pages.

python -m saleor_personal_shopper.saleor.codegen.trim_schema path/to/saleor/schema.graphql
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    NamedTypeNode,
    ObjectFieldNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    get_named_type,
    parse,
    validate,
    visit,
)

from ..subscriptions import ALL, OPERATIONS, subscription

TRIMMED = OPERATIONS.parent / "schema.trimmed.graphql"
BUILT_IN = {"ID", "Int", "String", "Float", "Boolean"}


class Usage(Visitor):
    """Collects the fields, arguments and types that a document uses."""

    def __init__(self, schema: GraphQLSchema, types: TypeInfo) -> None:
        super().__init__()
        self.schema = schema
        self.types = types
        self.fields: defaultdict[str, set[str]] = defaultdict(set)
        self.arguments: set[tuple[str, str, str]] = set()
        self.whole: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent, definition = self.types.get_parent_type(), self.types.get_field_def()
        if parent is None or definition is None or node.name.value == "__typename":
            return
        name = node.name.value
        self.fields[parent.name].add(name)
        self.whole.add(get_named_type(definition.type).name)
        for argument in node.arguments:
            self.arguments.add((parent.name, name, argument.name.value))
            argument_type = definition.args[argument.name.value].type
            self.fields[get_named_type(argument_type).name] |= set()

    def enter_object_field(self, node: ObjectFieldNode, *_: object) -> None:
        parent = get_named_type(self.types.get_parent_input_type())
        assert isinstance(parent, GraphQLInputObjectType)
        self.fields[parent.name].add(node.name.value)
        self.fields[get_named_type(parent.fields[node.name.value].type).name] |= set()

    def enter_named_type(self, node: NamedTypeNode, *_: object) -> None:
        """Variables may fill any field of their input types."""
        self._take_whole(self.schema.get_type(node.name.value))

    def _take_whole(self, named: GraphQLNamedType | None) -> None:
        assert named is not None
        if named.name in self.whole:
            return
        self.whole.add(named.name)
        if isinstance(named, GraphQLInputObjectType):
            for name, field in named.fields.items():
                self.fields[named.name].add(name)
                self._take_whole(get_named_type(field.type))


def documents() -> DocumentNode:
    """All our operations, and the subscriptions without repeating shared fragments."""
    texts = [path.read_text() for path in sorted(OPERATIONS.glob("*.graphql"))]
    texts += [subscription(event).split("\nfragment ")[0] for event in ALL]
    return parse("\n".join(texts))


def trim(full: str) -> str:
    """The part of the schema that our documents use. Raises ValueError if they do not fit it."""
    schema = build_schema(full, assume_valid=True)
    document = documents()
    if errors := validate(schema, document):
        raise ValueError("\n".join(error.message for error in errors))
    types = TypeInfo(schema)
    usage = Usage(schema, types)
    visit(document, TypeInfoVisitor(types, usage))
    _complete(schema, usage)
    names = sorted(({*usage.whole, *usage.fields}) - BUILT_IN)
    return "\n\n".join(_print(schema, usage, name) for name in names) + "\n"


def _complete(schema: GraphQLSchema, usage: Usage) -> None:
    """A union may answer with any of its members, so all stay; and no type may be empty."""
    waiting = sorted(usage.whole)
    while waiting:
        named = schema.get_type(waiting.pop())
        if isinstance(named, GraphQLUnionType):
            more = {member.name for member in named.types}
        elif isinstance(named, GraphQLObjectType) and not usage.fields[named.name]:
            field = "id" if "id" in named.fields else next(iter(named.fields))
            usage.fields[named.name] = {field}
            more = {get_named_type(named.fields[field].type).name}
        else:
            continue
        waiting += sorted(more - usage.whole)
        usage.whole |= more


def _print(schema: GraphQLSchema, usage: Usage, name: str) -> str:
    named = schema.get_type(name)
    if isinstance(named, GraphQLScalarType):
        return f"scalar {name}"
    if isinstance(named, GraphQLEnumType):
        return _block(f"enum {name}", list(named.values))
    if isinstance(named, GraphQLUnionType):
        return f"union {name} = " + " | ".join(member.name for member in named.types)
    if isinstance(named, GraphQLInputObjectType):
        return _block(f"input {name}", _input_fields(named, usage.fields[name]))
    assert isinstance(named, GraphQLObjectType | GraphQLInterfaceType)
    return _block(_header(named, usage), _output_fields(named, usage))


def _header(named: GraphQLObjectType | GraphQLInterfaceType, usage: Usage) -> str:
    kind = "interface" if isinstance(named, GraphQLInterfaceType) else "type"
    interfaces = [one.name for one in named.interfaces if one.name in usage.fields]
    for one in named.interfaces:
        if one.name in interfaces:
            usage.fields[named.name] |= usage.fields[one.name]
    return f"{kind} {named.name}" + (f" implements {' & '.join(interfaces)}" if interfaces else "")


def _input_fields(named: GraphQLInputObjectType, used: set[str]) -> list[str]:
    return [
        f"{name}: {field.type}"
        for name, field in named.fields.items()
        if name in used or str(field.type).endswith("!")
    ]


def _output_fields(named: GraphQLObjectType | GraphQLInterfaceType, usage: Usage) -> list[str]:
    lines = []
    for name, field in named.fields.items():
        if name not in usage.fields[named.name]:
            continue
        arguments = [
            f"{key}: {argument.type}"
            for key, argument in field.args.items()
            if (named.name, name, key) in usage.arguments or str(argument.type).endswith("!")
        ]
        lines.append(
            f"{name}({', '.join(arguments)}): {field.type}"
            if arguments
            else f"{name}: {field.type}"
        )
    return lines


def _block(head: str, lines: list[str]) -> str:
    return head + " {\n" + "".join(f"  {line}\n" for line in lines) + "}"


if __name__ == "__main__":
    TRIMMED.write_text(trim(Path(sys.argv[1]).read_text()))
