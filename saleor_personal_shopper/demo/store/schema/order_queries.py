"""Finding orders."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import orders, records
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.schema.connections import ConnectionField, page
from saleor_personal_shopper.demo.store.schema.context import context_of
from saleor_personal_shopper.demo.store.schema.enums import (
    OrderChargeStatusEnum,
    OrderDirection,
    OrderSortField,
    OrderStatus,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list
from saleor_personal_shopper.demo.store.schema.nodes import find_or_none, global_id_of
from saleor_personal_shopper.demo.store.schema.order import Order, OrderCountableConnection
from saleor_personal_shopper.demo.store.schema.product_filters import (
    GlobalIDFilterInput,
    StringFilterInput,
)


class DateTimeRangeInput(graphene.InputObjectType):
    gte = graphene.DateTime()
    lte = graphene.DateTime()


class MetadataValueFilterInput(graphene.InputObjectType):
    eq = graphene.String()
    one_of = input_list(graphene.String)


class MetadataFilterInput(graphene.InputObjectType):
    key = graphene.String(required=True)
    value = graphene.InputField(MetadataValueFilterInput)


class OrderStatusEnumFilterInput(graphene.InputObjectType):
    eq = OrderStatus()
    one_of = input_list(OrderStatus)


class OrderChargeStatusEnumFilterInput(graphene.InputObjectType):
    eq = OrderChargeStatusEnum()
    one_of = input_list(OrderChargeStatusEnum)


class OrderWhereInput(graphene.InputObjectType):
    metadata = graphene.InputField(MetadataFilterInput)
    ids = input_list(graphene.ID)
    channel_id = graphene.InputField(GlobalIDFilterInput)
    created_at = graphene.InputField(DateTimeRangeInput)
    updated_at = graphene.InputField(DateTimeRangeInput)
    user = graphene.InputField(GlobalIDFilterInput)
    user_email = graphene.InputField(StringFilterInput)
    charge_status = graphene.InputField(OrderChargeStatusEnumFilterInput)
    status = graphene.InputField(OrderStatusEnumFilterInput)
    checkout_id = graphene.InputField(GlobalIDFilterInput)


class OrderFilterInput(graphene.InputObjectType):
    customer = graphene.String()
    search = graphene.String()
    updated_at = graphene.InputField(DateTimeRangeInput)
    ids = input_list(graphene.ID)
    checkout_ids = input_list(graphene.ID)


class OrderSortingInput(graphene.InputObjectType):
    direction = OrderDirection(required=True)
    field = OrderSortField(required=True)


class OrderQueries(graphene.ObjectType):
    order = graphene.Field(Order, id=graphene.ID())
    orders = ConnectionField(
        OrderCountableConnection,
        sort_by=OrderSortingInput(),
        filter=OrderFilterInput(),
        where=OrderWhereInput(),
        channel=graphene.String(),
        search=graphene.String(),
    )

    @staticmethod
    def resolve_order(_root: None, info: Any, id: str | None = None) -> records.Order | None:
        """The order id is a bearer capability in Saleor too: no permission is asked."""
        found: records.Order | None = find_or_none(context_of(info).state.orders, id or "", "Order")
        return found

    @staticmethod
    def resolve_orders(
        _root: None,
        info: Any,
        sort_by: Any = None,
        filter: Any = None,
        where: Any = None,
        channel: str | None = None,
        search: str | None = None,
        **paging: Any,
    ) -> dict[str, Any]:
        context = context_of(info)
        context.requestor.require("MANAGE_ORDERS")
        wanted = context.state.channel_by_slug(channel)
        found = [
            each
            for each in context.state.orders.values()
            if _meets(each, where or {})
            and _passes(each, filter or {})
            and _mentions(each, search)
            and (channel is None or (wanted and each.channel_pk == wanted.pk))
        ]
        return page(_ordered(found, sort_by), name="orders", **paging)


def _meets(order: records.Order, where: Any) -> bool:
    ids = where.get("ids")
    return (
        (ids is None or global_id_of(order) in ids)
        and all(
            _is_one_of(value, where.get(name))
            for name, value in {
                "channel_id": to_global_id("Channel", order.channel_pk),
                "user": to_global_id("User", order.user_pk or 0),
                "user_email": order.user_email,
                "charge_status": orders.charge_status(order),
                "status": order.status,
                "checkout_id": _checkout_id(order),
            }.items()
        )
        and _is_within(order.created, where.get("created_at"))
        and _is_within(order.updated_at, where.get("updated_at"))
        and _has_metadata(order, where.get("metadata"))
    )


def _passes(order: records.Order, given: Any) -> bool:
    ids, checkout_ids = given.get("ids"), given.get("checkout_ids")
    return (
        (ids is None or global_id_of(order) in ids)
        and (checkout_ids is None or _checkout_id(order) in checkout_ids)
        and _is_within(order.updated_at, given.get("updated_at"))
        and _mentions(order, given.get("search"))
        and (given.get("customer") or "").lower() in order.user_email.lower()
    )


def _mentions(order: records.Order, search: str | None) -> bool:
    return (search or "").lower() in f"#{order.number} {order.user_email}".lower()


def _checkout_id(order: records.Order) -> str:
    return to_global_id("Checkout", order.checkout_pk or "")


def _is_one_of(value: str, condition: Any) -> bool:
    if not condition:
        return True
    allowed = condition.get("one_of") or [condition.get("eq")]
    return value in {getattr(each, "value", each) for each in allowed}


def _is_within(moment: Any, limits: Any) -> bool:
    if not limits:
        return True
    earliest, latest = limits.get("gte"), limits.get("lte")
    return (earliest is None or moment >= earliest) and (latest is None or moment <= latest)


def _has_metadata(order: records.Order, condition: Any) -> bool:
    if not condition:
        return True
    value = order.metadata.get(condition["key"])
    return value is not None and _is_one_of(value, condition.get("value"))


def _ordered(found: list[records.Order], sort_by: Any) -> list[records.Order]:
    if not sort_by:
        return sorted(found, key=lambda each: each.number, reverse=True)
    keys: dict[str, Any] = {
        "CREATED_AT": lambda each: each.created,
        "LAST_MODIFIED_AT": lambda each: each.updated_at,
    }
    key = keys.get(sort_by["field"].value, lambda each: each.number)
    return sorted(found, key=key, reverse=sort_by["direction"].value == "DESC")
