"""Pages of a list, as Relay's connection specification has them."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import strawberry
from django.core.exceptions import ValidationError
from django.db.models import Count, Model, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from ..core.errors import DomainError
from .errors import ErrorCode

MAX_PAGE = 100
M = TypeVar("M", bound=Model)


@strawberry.type(name="PersonalShopperPageInfo", description="Where a page of a list stands.")
class PageInfoType:
    has_next_page: bool = strawberry.field(description="Whether more follow.")
    has_previous_page: bool = strawberry.field(description="Whether some come before.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first edge.")
    end_cursor: str | None = strawberry.field(
        description="Cursor of the last edge: pass it as `after` for the next page."
    )


@dataclass(frozen=True)
class Page(Generic[M]):
    """A part of a list, with a cursor for each row."""

    rows: Sequence[tuple[str, M]]
    info: PageInfoType
    total_count: int


def check_page_size(first: int) -> int:
    """`first` if it is within the limits. Raises DomainError INVALID."""
    if not 1 <= first <= MAX_PAGE:
        message = _("Ask for 1 to %(limit)d at a time.") % {"limit": MAX_PAGE}
        raise DomainError(ErrorCode.INVALID, message, field="first")
    return first


def page_of(rows: QuerySet[M], *, by: str, first: int, after: str | None) -> Page[M]:
    """`first` rows after the cursor, by the field `by` (`-` before it: falling), then by key.

    The cost does not grow with the place in the list. Raises DomainError INVALID.
    """
    check_page_size(first)
    is_falling = by.startswith("-")
    name = by.removeprefix("-")
    ordered = rows.order_by(by, "-pk" if is_falling else "pk")
    try:
        rest = ordered.filter(_beyond(name, after, is_falling)) if after else ordered
        found = list(rest[: first + 1])
    except (ValidationError, ValueError):
        raise _bad_cursor() from None
    return _page(found, name, first, after, rows.count())


def pages_of(
    rows: QuerySet[M], *, within: str, keys: Sequence[Any], by: str, first: int, after: str | None
) -> dict[Any, Page[M]]:
    """The same page of several lists, the rows of each having its key in the field `within`.

    Two queries for all of them. Raises DomainError INVALID.
    """
    check_page_size(first)
    mine = rows.filter(**{f"{within}__in": keys})
    counts = dict(mine.values_list(within).annotate(Count("pk")).order_by())
    place = Window(RowNumber(), partition_by=within, order_by=[by, "pk"])
    try:
        rest = mine.filter(_beyond(by, after, False)) if after else mine
        found = list(rest.annotate(place=place).filter(place__lte=first + 1).order_by(by, "pk"))
    except (ValidationError, ValueError):
        raise _bad_cursor() from None
    lists: dict[Any, list[M]] = {key: [] for key in keys}
    for row in found:
        lists[getattr(row, within)].append(row)
    return {key: _page(found, by, first, after, counts.get(key, 0)) for key, found in lists.items()}


def _page(found: list[M], name: str, first: int, after: str | None, count: int) -> Page[M]:
    """Of the rows that were found, one more than asked for if there are more."""
    edges = [(_cursor(row, name), row) for row in found[:first]]
    info = PageInfoType(
        has_next_page=len(found) > first,
        has_previous_page=bool(after),
        start_cursor=edges[0][0] if edges else None,
        end_cursor=edges[-1][0] if edges else None,
    )
    return Page(edges, info, count)


def _cursor(row: Model, name: str) -> str:
    value = getattr(row, name)
    text = value if isinstance(value, str) else value.isoformat()
    return base64.urlsafe_b64encode(json.dumps([text, str(row.pk)]).encode()).decode()


def _beyond(name: str, cursor: str, is_falling: bool) -> Q:
    value, key = _read_cursor(cursor)
    way = "lt" if is_falling else "gt"
    return Q(**{f"{name}__{way}": value}) | Q(**{name: value, f"pk__{way}": key})


def _read_cursor(cursor: str) -> tuple[str, str]:
    try:
        parts: Any = json.loads(base64.urlsafe_b64decode(cursor))
    except (binascii.Error, ValueError):
        raise _bad_cursor() from None
    if not isinstance(parts, list) or [type(part) for part in parts] != [str, str]:
        raise _bad_cursor()
    return parts[0], parts[1]


def _bad_cursor() -> DomainError:
    return DomainError(
        ErrorCode.INVALID, _("Pass the endCursor of an earlier page."), field="after"
    )
