"""Saleor's countable connections: pages of at most a hundred, opaque cursors."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

import graphene

from saleor_personal_shopper.demo.store.errors import RequestError

PAGE_LIMIT = 100


class PageInfo(graphene.ObjectType):
    has_next_page = graphene.Boolean(required=True)
    has_previous_page = graphene.Boolean(required=True)
    start_cursor = graphene.String()
    end_cursor = graphene.String()


def connection_of(node: type[graphene.ObjectType]) -> type[graphene.ObjectType]:
    """Return the countable connection of a type, named as Saleor names it."""
    name = node._meta.name
    edge = type(
        f"{name}CountableEdge",
        (graphene.ObjectType,),
        {
            "node": graphene.Field(node, required=True),
            "cursor": graphene.String(required=True),
        },
    )
    return type(
        f"{name}CountableConnection",
        (graphene.ObjectType,),
        {
            "page_info": graphene.Field(PageInfo, required=True),
            "edges": graphene.List(graphene.NonNull(edge), required=True),
            "total_count": graphene.Int(),
        },
    )


class ConnectionField(graphene.Field):
    """A connection with the four paging arguments besides its own."""

    def __init__(self, connection: type[graphene.ObjectType], **options: Any) -> None:
        options.setdefault("before", graphene.String())
        options.setdefault("after", graphene.String())
        options.setdefault("first", graphene.Int())
        options.setdefault("last", graphene.Int())
        super().__init__(connection, **options)


def page(
    rows: Sequence[Any],
    *,
    name: str,
    first: int | None = None,
    last: int | None = None,
    after: str | None = None,
    before: str | None = None,
) -> dict[str, Any]:
    """Return the asked slice of the rows; `name` is the connection's, for the error texts."""
    _check_size(name, first=first, last=last)
    start = _position(after) + 1 if after else 0
    end = _position(before) if before else len(rows)
    if first is not None:
        end = min(end, start + first)
    elif last is not None:
        start = max(start, end - last)
    edges = [
        {"node": row, "cursor": _cursor(start + index)} for index, row in enumerate(rows[start:end])
    ]
    return {
        "edges": edges,
        "total_count": len(rows),
        "page_info": {
            "has_next_page": end < len(rows),
            "has_previous_page": start > 0,
            "start_cursor": edges[0]["cursor"] if edges else None,
            "end_cursor": edges[-1]["cursor"] if edges else None,
        },
    }


def _check_size(name: str, *, first: int | None, last: int | None) -> None:
    if first is None and last is None:
        message = (
            f"You must provide a `first` or `last` value to properly paginate the `{name}` "
            "connection."
        )
        raise RequestError(message, "GraphQLError")
    for argument, size in (("first", first), ("last", last)):
        if size is not None and not 0 < size <= PAGE_LIMIT:
            message = (
                f"Requesting {size} records on the `{name}` connection exceeds the "
                f"`{argument}` limit of {PAGE_LIMIT} records."
            )
            raise RequestError(message, "GraphQLError")


def _cursor(position: int) -> str:
    return b64encode(json.dumps([str(position)]).encode()).decode()


def _position(cursor: str) -> int:
    try:
        return int(json.loads(b64decode(cursor))[0])
    except (ValueError, IndexError, TypeError) as error:
        raise RequestError("Received cursor is invalid.", "GraphQLError") from error
