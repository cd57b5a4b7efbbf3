"""An app's webhooks, and what of them was not delivered."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.permissions import APP
from saleor_personal_shopper.demo.store.schema.connections import (
    ConnectionField,
    connection_of,
    page,
)
from saleor_personal_shopper.demo.store.schema.context import context_of
from saleor_personal_shopper.demo.store.schema.enums import (
    EventDeliveryAttemptSortField,
    EventDeliverySortField,
    EventDeliveryStatusEnum,
    OrderDirection,
    WebhookEventTypeAsyncEnum,
    WebhookEventTypeEnum,
)
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.nodes import Node, find_or_none


class WebhookEventAsync(graphene.ObjectType):
    name = graphene.String(required=True)
    event_type = graphene.Field(WebhookEventTypeAsyncEnum, required=True)


class EventDeliveryAttempt(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)

    created_at = graphene.DateTime(required=True)
    response_status_code = graphene.Int()
    status = graphene.Field(EventDeliveryStatusEnum, required=True)


EventDeliveryAttemptCountableConnection = connection_of(EventDeliveryAttempt)


class EventDeliveryAttemptSortingInput(graphene.InputObjectType):
    direction = OrderDirection(required=True)
    field = EventDeliveryAttemptSortField(required=True)


class EventDelivery(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)

    created_at = graphene.DateTime(required=True)
    status = graphene.Field(EventDeliveryStatusEnum, required=True)
    event_type = graphene.Field(WebhookEventTypeEnum, required=True)
    attempts = ConnectionField(
        EventDeliveryAttemptCountableConnection, sort_by=EventDeliveryAttemptSortingInput()
    )
    payload = graphene.String()

    @staticmethod
    def resolve_attempts(
        root: records.EventDelivery, _info: Any, sort_by: Any = None, **paging: Any
    ) -> dict[str, Any]:
        return page(_by_age(root.attempts, sort_by), name="attempts", **paging)


EventDeliveryCountableConnection = connection_of(EventDelivery)


class EventDeliverySortingInput(graphene.InputObjectType):
    direction = OrderDirection(required=True)
    field = EventDeliverySortField(required=True)


class EventDeliveryFilterInput(graphene.InputObjectType):
    status = EventDeliveryStatusEnum()
    event_type = WebhookEventTypeEnum()


class Webhook(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)

    name = graphene.String()
    identifier = graphene.String()
    async_events = non_null_list(WebhookEventAsync, required=True)
    event_deliveries = ConnectionField(
        EventDeliveryCountableConnection,
        sort_by=EventDeliverySortingInput(),
        filter=EventDeliveryFilterInput(),
    )
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
    def resolve_event_deliveries(
        root: records.Webhook, _info: Any, sort_by: Any = None, filter: Any = None, **paging: Any
    ) -> dict[str, Any]:
        wanted = {name: each.value for name, each in (filter or {}).items()}
        found = [
            each
            for each in root.deliveries
            if all(getattr(each, name) == value for name, value in wanted.items())
        ]
        return page(_by_age(found, sort_by), name="eventDeliveries", **paging)

    @staticmethod
    def resolve_subscription_query(root: records.Webhook, _info: Any) -> str:
        return root.query

    @staticmethod
    def resolve_custom_headers(root: records.Webhook, _info: Any) -> dict[str, str] | None:
        return root.custom_headers or None


class WebhookQueries(graphene.ObjectType):
    webhook = graphene.Field(Webhook, id=graphene.ID(required=True))

    @staticmethod
    def resolve_webhook(_root: None, info: Any, id: str) -> records.Webhook | None:
        """An app finds its own webhooks only."""
        context = context_of(info)
        context.requestor.require("MANAGE_APPS", APP)
        own = context.requestor.app
        apps = [own] if own else context.state.apps.values()
        rows = {webhook.pk: webhook for app in apps for webhook in app.webhooks}
        found: records.Webhook | None = find_or_none(rows, id, "Webhook")
        return found


def _by_age(rows: list[Any], sort_by: Any) -> list[Any]:
    is_newest_first = sort_by is None or sort_by["direction"].value == "DESC"
    return sorted(rows, key=attrgetter("created_at", "pk"), reverse=is_newest_first)
