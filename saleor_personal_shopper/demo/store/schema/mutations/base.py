"""What every mutation does alike: permissions, and refusals as `errors` instead of exceptions."""

from __future__ import annotations

import inspect
from typing import Any, ClassVar, cast

import graphene

from saleor_personal_shopper.demo.store.errors import BusinessError, Problem
from saleor_personal_shopper.demo.store.schema.context import context_of
from saleor_personal_shopper.demo.store.schema.fields import non_null_list


class StoreMutation(graphene.Mutation):
    """Subclasses give `perform`, which returns the payload; `on_error` fills its other fields."""

    class Meta:
        abstract = True

    permissions: ClassVar[tuple[str, ...]] = ()
    on_error: ClassVar[dict[str, Any]] = {}

    @classmethod
    def perform(cls, *context: Any, **arguments: Any) -> Any:
        """Do it: given the context and the arguments, return the payload or an awaitable of it."""
        raise NotImplementedError

    @classmethod
    async def mutate(cls, _root: None, info: Any, **arguments: Any) -> StoreMutation:
        context = context_of(info)
        if cls.permissions:
            context.requestor.require(*cls.permissions)
        try:
            payload = cls.perform(context, **arguments)
            if inspect.isawaitable(payload):
                payload = await payload
        except BusinessError as error:
            return cls(errors=error.problems, **cls.on_error)
        context.store.save()
        return cast(StoreMutation, payload)


def errors_field(error_type: type[graphene.ObjectType]) -> graphene.Field:
    """Return the `errors` field; a payload made without errors shows an empty list."""

    def resolve(root: Any, _info: Any) -> list[Problem]:
        return root.errors or []

    return non_null_list(error_type, required=True, resolver=resolve)


def error_type(
    name: str, code: type[graphene.Enum], **more: graphene.Field
) -> type[graphene.ObjectType]:
    """Return an error type of Saleor's shape: field, message, code and what else it has."""
    fields = {
        "field": graphene.String(),
        "message": graphene.String(),
        "code": graphene.Field(code, required=True),
        **more,
    }
    return type(name, (graphene.ObjectType,), fields)
