"""Variant attributes such as size and colour."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.schema.enums import AttributeInputTypeEnum
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.nodes import Node, ObjectWithMetadata


class Attribute(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    input_type = graphene.Field(AttributeInputTypeEnum)
    name = graphene.String(required=True)
    slug = graphene.String(required=True)


class AttributeValue(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    slug = graphene.String()
    value = graphene.String()
    input_type = graphene.Field(AttributeInputTypeEnum)

    @staticmethod
    def resolve_id(root: dict[str, Any], _info: Any) -> str:
        return to_global_id("AttributeValue", root["value"].pk)

    @staticmethod
    def resolve_name(root: dict[str, Any], _info: Any) -> str:
        return str(root["value"].name)

    @staticmethod
    def resolve_slug(root: dict[str, Any], _info: Any) -> str:
        return str(root["value"].slug)

    @staticmethod
    def resolve_value(root: dict[str, Any], _info: Any) -> str:
        return str(root["value"].value)


class SelectedAttribute(graphene.ObjectType):
    attribute = graphene.Field(Attribute, required=True)
    values = non_null_list(AttributeValue, required=True)


def selected_attributes(state: records.State, variant: records.Variant) -> list[dict[str, Any]]:
    return [
        _selected(state.attributes[attribute_pk], value_pk)
        for attribute_pk, value_pk in variant.attribute_values.items()
    ]


def _selected(attribute: records.Attribute, value_pk: int) -> dict[str, Any]:
    value = next(each for each in attribute.values if each.pk == value_pk)
    return {
        "attribute": attribute,
        "values": [{"value": value, "input_type": attribute.input_type}],
    }
