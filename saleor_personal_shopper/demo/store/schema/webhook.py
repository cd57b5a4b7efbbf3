"""An app's webhooks."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.schema.enums import WebhookEventTypeAsyncEnum
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.nodes import Node


class WebhookEventAsync(graphene.ObjectType):
    name = graphene.String(required=True)
    event_type = graphene.Field(WebhookEventTypeAsyncEnum, required=True)


class Webhook(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    identifier = graphene.String()
    async_events = non_null_list(WebhookEventAsync, required=True)
    target_url = graphene.String(required=True)
    is_active = graphene.Boolean(required=True)
    subscription_query = graphene.String()
    custom_headers = graphene.JSONString()

    @staticmethod
    def resolve_async_events(root: records.Webhook, _info: Any) -> list[dict[str, str]]:
        return [
            {"name": name.replace("_", " ").capitalize(), "event_type": name}
            for name in root.events
        ]

    @staticmethod
    def resolve_subscription_query(root: records.Webhook, _info: Any) -> str:
        return root.query

    @staticmethod
    def resolve_custom_headers(root: records.Webhook, _info: Any) -> dict[str, str]:
        return root.custom_headers
