"""The frame of every root field: permission, synchronous work, refusals as answers."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

import strawberry
from asgiref.sync import sync_to_async
from graphql import GraphQLError

from .context import Info
from .errors import REFUSALS, ErrorCode, Payload, as_domain_error, errors_of, permission_denied
from .permissions import Permission

P = TypeVar("P", bound=Payload)
T = TypeVar("T")


def mutation(permission: Permission) -> Callable[[Callable[..., P]], Any]:
    """Make a root field of a synchronous resolver, described by its docstring.

    What the resolver refuses becomes the payload's `errors`; nothing was then done.
    """

    def decorate(resolver: Callable[..., P]) -> Any:
        @functools.wraps(resolver)
        async def answer(info: Info, **arguments: Any) -> P:
            try:
                return await _call(resolver, permission, info, arguments)
            except REFUSALS as error:
                payload: type[P] = get_type_hints(resolver)["return"]
                return payload(errors=errors_of(error))

        return strawberry.mutation(resolver=answer, description=inspect.getdoc(resolver))

    return decorate


def query(permission: Permission) -> Callable[[Callable[..., T]], Any]:
    """Make a root field of a synchronous resolver, described by its docstring.

    Where the answer may be null, it is null for what is not there and what is not allowed; any
    other refusal is an error of the request with `extensions.code`.
    """

    def decorate(resolver: Callable[..., T]) -> Any:
        @functools.wraps(resolver)
        async def answer(info: Info, **arguments: Any) -> T | None:
            try:
                return await _call(resolver, permission, info, arguments)
            except REFUSALS as error:
                refusal = as_domain_error(error)
                if refusal.code in HIDDEN and _may_be_null(resolver):
                    return None
                extensions = {"code": str(refusal.code)}
                raise GraphQLError(refusal.message, extensions=extensions) from error

        return strawberry.field(resolver=answer, description=inspect.getdoc(resolver))

    return decorate


HIDDEN = frozenset({ErrorCode.NOT_FOUND, ErrorCode.PERMISSION_DENIED})


async def _call(
    resolver: Callable[..., T], permission: Permission, info: Info, arguments: dict[str, Any]
) -> T:
    if not permission(info.context.actor):
        raise permission_denied()
    return await sync_to_async(resolver)(info, **arguments)


def _may_be_null(resolver: Callable[..., Any]) -> bool:
    return type(None) in getattr(get_type_hints(resolver)["return"], "__args__", ())
