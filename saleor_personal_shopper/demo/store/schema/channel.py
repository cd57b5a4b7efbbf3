"""Channels and countries."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.permissions import APP, STAFF_USER
from saleor_personal_shopper.demo.store.schema.context import context_of
from saleor_personal_shopper.demo.store.schema.enums import (
    COUNTRY_NAMES,
    MarkAsPaidStrategyEnum,
)
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.nodes import (
    Node,
    ObjectWithMetadata,
    find_or_none,
)


class CountryDisplay(graphene.ObjectType):
    code = graphene.String(required=True)
    country = graphene.String(required=True)


def country_display(code: str) -> dict[str, str]:
    return {"code": code, "country": COUNTRY_NAMES.get(code, code)}


class OrderSettings(graphene.ObjectType):
    allow_unpaid_orders = graphene.Boolean(required=True)
    mark_as_paid_strategy = graphene.Field(MarkAsPaidStrategyEnum, required=True)


class Channel(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    slug = graphene.String(required=True)
    name = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    currency_code = graphene.String(required=True)
    default_country = graphene.Field(CountryDisplay, required=True)
    countries = non_null_list(CountryDisplay)
    order_settings = graphene.Field(OrderSettings, required=True)

    @staticmethod
    def resolve_default_country(root: records.Channel, _info: Any) -> dict[str, str]:
        return country_display(root.default_country)

    @staticmethod
    def resolve_countries(root: records.Channel, _info: Any) -> list[dict[str, str]]:
        return [country_display(code) for code in root.countries]

    @staticmethod
    def resolve_order_settings(root: records.Channel, info: Any) -> dict[str, Any]:
        context_of(info).requestor.require("MANAGE_CHANNELS", "MANAGE_ORDERS")
        return {
            "allow_unpaid_orders": root.allow_unpaid_orders,
            "mark_as_paid_strategy": "PAYMENT_FLOW",
        }


class ChannelQueries(graphene.ObjectType):
    channel = graphene.Field(Channel, id=graphene.ID(), slug=graphene.String())
    channels = non_null_list(Channel)

    @staticmethod
    def resolve_channel(
        _root: None, info: Any, id: str | None = None, slug: str | None = None
    ) -> records.Channel | None:
        state = context_of(info).state
        if id:
            found: records.Channel | None = find_or_none(state.channels, id, "Channel")
            return found
        return state.channel_by_slug(slug)

    @staticmethod
    def resolve_channels(_root: None, info: Any) -> list[records.Channel]:
        context = context_of(info)
        context.requestor.require(APP, STAFF_USER)
        return list(context.state.channels.values())
