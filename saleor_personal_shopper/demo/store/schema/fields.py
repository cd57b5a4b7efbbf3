"""Short forms for the list shapes that Saleor's schema is full of."""

from __future__ import annotations

from typing import Any

import graphene


def non_null_list(of: Any, *, required: bool = False, **options: Any) -> graphene.Field:
    """`[T!]`, or `[T!]!` when required."""
    return graphene.Field(graphene.List(graphene.NonNull(of)), required=required, **options)


def input_list(of: Any, *, required: bool = False) -> graphene.List:
    """`[T!]` as an argument or input field."""
    return graphene.List(graphene.NonNull(of), required=required)
