"""The shop itself."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.permissions import APP, PERMISSION_NAMES, STAFF_USER
from saleor_personal_shopper.demo.store.schema.account import Permission, permission_rows
from saleor_personal_shopper.demo.store.schema.context import context_of
from saleor_personal_shopper.demo.store.schema.fields import non_null_list


class Domain(graphene.ObjectType):
    host = graphene.String(required=True)
    ssl_enabled = graphene.Boolean(required=True)
    url = graphene.String(required=True)


class Shop(graphene.ObjectType):
    id = graphene.ID(required=True)
    name = graphene.String(required=True)
    description = graphene.String()
    domain = graphene.Field(Domain, required=True)
    permissions = non_null_list(Permission, required=True)
    version = graphene.String(required=True)
    schema_version = graphene.String(required=True)
    limit_quantity_per_checkout = graphene.Int()
    allow_storefront_traffic = graphene.Boolean(required=True)
    display_gross_prices = graphene.Boolean(required=True)

    @staticmethod
    def resolve_id(_root: records.State, _info: Any) -> str:
        return "U2hvcDox"

    @staticmethod
    def resolve_name(root: records.State, _info: Any) -> str:
        return root.shop_name

    @staticmethod
    def resolve_description(_root: records.State, _info: Any) -> str:
        return "Clothes, light and quiet things for the home."

    @staticmethod
    def resolve_domain(_root: records.State, info: Any) -> dict[str, Any]:
        settings = context_of(info).store.settings
        return {
            "host": settings.domain,
            "ssl_enabled": settings.origin.startswith("https"),
            "url": f"{settings.origin}/",
        }

    @staticmethod
    def resolve_permissions(_root: records.State, _info: Any) -> list[dict[str, str]]:
        return permission_rows(list(PERMISSION_NAMES))

    @staticmethod
    def resolve_version(_root: records.State, info: Any) -> str:
        context_of(info).requestor.require(STAFF_USER, APP)
        return records.SALEOR_VERSION

    @staticmethod
    def resolve_schema_version(_root: records.State, _info: Any) -> str:
        return records.SCHEMA_VERSION

    @staticmethod
    def resolve_limit_quantity_per_checkout(_root: records.State, _info: Any) -> int:
        return records.QUANTITY_LIMIT

    @staticmethod
    def resolve_allow_storefront_traffic(_root: records.State, _info: Any) -> bool:
        return True

    @staticmethod
    def resolve_display_gross_prices(_root: records.State, _info: Any) -> bool:
        return True


class ShopQueries(graphene.ObjectType):
    shop = graphene.Field(Shop, required=True)

    @staticmethod
    def resolve_shop(_root: None, info: Any) -> records.State:
        return context_of(info).state
