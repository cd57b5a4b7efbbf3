"""Compares a schema with the reference that it must be a subset of.

`python -m tests.demo.store.schema_comparison REFERENCE.graphql` prints the differences of the demo
store; with `--cut FILE` it also writes the part of the reference that the store serves, which is
what the committed check compares with.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    is_required_argument,
    is_required_input_field,
    is_specified_scalar_type,
    parse,
    print_ast,
)


def store_schema() -> GraphQLSchema:
    """Return the demo store's schema as it is printed."""
    from saleor_personal_shopper.demo.store.schema.schema import schema

    return build_schema(str(schema))


def differences(subset: GraphQLSchema, reference: GraphQLSchema, *, partial: bool) -> list[str]:
    """Return what `subset` has otherwise than `reference`, one sentence each.

    With `partial` the reference is itself cut down, so what it lacks is no difference; what both
    have must still be alike. Descriptions, directives and order never count.
    """
    found: list[str] = []
    for name, ours in subset.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(ours):
            continue
        theirs = reference.type_map.get(name)
        if theirs is not None:
            found += _type_differences(ours, theirs, partial=partial)
        elif not partial:
            found.append(f"{name}: not in the reference")
    return found


def _type_differences(
    ours: GraphQLNamedType, theirs: GraphQLNamedType, *, partial: bool
) -> Iterator[str]:
    if type(ours) is not type(theirs):
        yield f"{ours.name}: another kind of type"
    elif isinstance(ours, GraphQLEnumType) and isinstance(theirs, GraphQLEnumType):
        yield from _missing(ours.name, ours.values, theirs.values, partial=partial)
    elif isinstance(ours, GraphQLUnionType) and isinstance(theirs, GraphQLUnionType):
        members = {each.name: each for each in theirs.types}
        yield from _missing(ours.name, [each.name for each in ours.types], members, partial=partial)
    elif isinstance(ours, GraphQLInputObjectType) and isinstance(theirs, GraphQLInputObjectType):
        yield from _inputs(ours.name, ours.fields, theirs.fields, partial=partial)
    elif isinstance(ours, GraphQLObjectType | GraphQLInterfaceType):
        yield from _output(ours, theirs, partial=partial)


def _output(ours: Any, theirs: Any, *, partial: bool) -> Iterator[str]:
    interfaces = {each.name for each in theirs.interfaces}
    yield from _missing(
        f"{ours.name} implements",
        [each.name for each in ours.interfaces],
        interfaces,
        partial=partial,
    )
    yield from _missing(ours.name, ours.fields, theirs.fields, partial=partial)
    for name in ours.fields.keys() & theirs.fields.keys():
        place = f"{ours.name}.{name}"
        field, reference = ours.fields[name], theirs.fields[name]
        if str(field.type) != str(reference.type):
            yield f"{place}: {field.type} instead of {reference.type}"
        yield from _inputs(place, field.args, reference.args, partial=partial)


def _inputs(
    place: str, ours: Mapping[str, Any], theirs: Mapping[str, Any], *, partial: bool
) -> Iterator[str]:
    yield from _missing(place, ours, theirs, partial=partial)
    for name in ours.keys() & theirs.keys():
        if str(ours[name].type) != str(theirs[name].type):
            yield f"{place}({name}): {ours[name].type} instead of {theirs[name].type}"
        if not partial and ours[name].default_value != theirs[name].default_value:
            yield f"{place}({name}): another default value"
    for name in theirs.keys() - ours.keys():
        # Who may leave it out here would be refused there.
        if is_required_argument(theirs[name]) or is_required_input_field(theirs[name]):
            yield f"{place}({name}): required by the reference"


def _missing(place: str, ours: Any, theirs: Any, *, partial: bool) -> Iterator[str]:
    if not partial:
        yield from (
            f"{place}: {name} is not in the reference" for name in ours if name not in theirs
        )


def cut(subset: GraphQLSchema, reference_text: str) -> str:
    """Return the reference's definitions of what `subset` has, without descriptions."""
    definitions = []
    for node in parse(reference_text, no_location=True).definitions:
        ours = subset.type_map.get(getattr(getattr(node, "name", None), "value", ""))
        if ours is not None:
            definitions.append(print_ast(_cut_node(node, ours)))
    return "\n\n".join(definitions) + "\n"


def _cut_node(node: Any, ours: Any) -> Any:
    node.description, node.directives = None, ()
    for part in ("fields", "values"):
        if getattr(node, part, None):
            kept = [each for each in getattr(node, part) if each.name.value in getattr(ours, part)]
            setattr(node, part, tuple(kept))
            for each in kept:
                each.description, each.directives = None, ()
                if getattr(each, "arguments", None):
                    each.arguments = tuple(_cut_arguments(each, ours.fields[each.name.value]))
    if getattr(node, "interfaces", None):
        names = {each.name for each in ours.interfaces}
        node.interfaces = tuple(each for each in node.interfaces if each.name.value in names)
    if getattr(node, "types", None):
        names = {each.name for each in ours.types}
        node.types = tuple(each for each in node.types if each.name.value in names)
    return node


def _cut_arguments(field: Any, ours: Any) -> Iterator[Any]:
    for argument in field.arguments:
        is_required = argument.type.kind == "non_null_type" and argument.default_value is None
        if argument.name.value in ours.args or is_required:
            argument.description, argument.directives = None, ()
            yield argument


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reference", type=Path)
    parser.add_argument("--cut", type=Path)
    options = parser.parse_args()
    ours = store_schema()
    text = options.reference.read_text()
    found = differences(ours, build_schema(text), partial=False)
    print("\n".join(found) or "No difference.")
    if options.cut and not found:
        options.cut.write_text(cut(ours, text))


if __name__ == "__main__":
    main()
