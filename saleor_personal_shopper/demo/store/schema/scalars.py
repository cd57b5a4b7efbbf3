"""Saleor's own scalars."""

from __future__ import annotations

from decimal import Decimal as PythonDecimal
from decimal import InvalidOperation
from typing import Any

import graphene
from graphene.types.generic import GenericScalar
from graphql import GraphQLError
from graphql.language import ast


class JSON(GenericScalar):
    """Any JSON value."""


class Metadata(GenericScalar):
    """Metadata as one object of keys and values."""


class PositiveDecimal(graphene.Decimal):
    """A decimal of zero or more."""

    @staticmethod
    def parse_value(value: Any) -> PythonDecimal:
        try:
            number = PythonDecimal(str(value))
        except InvalidOperation as error:
            raise GraphQLError(f"{value!r} is not a decimal number.") from error
        if number < 0:
            raise GraphQLError("Value cannot be lower than 0.")
        return number

    @classmethod
    def parse_literal(cls, node: ast.Node, _variables: Any = None) -> PythonDecimal:
        if isinstance(node, (ast.StringValueNode, ast.IntValueNode, ast.FloatValueNode)):
            return cls.parse_value(node.value)
        raise GraphQLError("A decimal number is expected.")


class PositiveInt(graphene.Int):
    """A whole number above zero."""


class Minute(graphene.Int):
    """A whole number of minutes."""
