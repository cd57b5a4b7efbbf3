"""Webhooks of apps: changed by the app itself, or by staff who manage apps."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.permissions import APP
from saleor_personal_shopper.demo.store.schema.context import StoreContext
from saleor_personal_shopper.demo.store.schema.enums import (
    WebhookErrorCode,
    WebhookEventTypeAsyncEnum,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list
from saleor_personal_shopper.demo.store.schema.mutations.base import (
    StoreMutation,
    error_type,
    errors_field,
)
from saleor_personal_shopper.demo.store.schema.nodes import find
from saleor_personal_shopper.demo.store.schema.webhook import Webhook

WebhookError = error_type("WebhookError", WebhookErrorCode)


class WebhookCreateInput(graphene.InputObjectType):
    name = graphene.String()
    identifier = graphene.String()
    target_url = graphene.String()
    async_events = input_list(WebhookEventTypeAsyncEnum)
    is_active = graphene.Boolean()
    query = graphene.String()
    custom_headers = graphene.JSONString()
    app = graphene.ID()


class WebhookUpdateInput(graphene.InputObjectType):
    name = graphene.String()
    identifier = graphene.String()
    target_url = graphene.String()
    async_events = input_list(WebhookEventTypeAsyncEnum)
    is_active = graphene.Boolean()
    query = graphene.String()
    custom_headers = graphene.JSONString()


class WebhookMutation(StoreMutation):
    class Meta:
        abstract = True

    permissions = ("MANAGE_APPS", APP)

    @classmethod
    def apps(cls, context: StoreContext) -> list[records.App]:
        """Whose webhooks the requestor may change."""
        own = context.requestor.app
        return [own] if own else [*context.state.apps.values()]

    @classmethod
    def find_webhook(
        cls, context: StoreContext, id: str | None, identifier: str | None
    ) -> records.Webhook:
        webhooks = [each for app in cls.apps(context) for each in app.webhooks]
        if identifier and not id:
            for each in webhooks:
                if each.identifier == identifier:
                    return each
            raise refuse("NOT_FOUND", f"No webhook {identifier!r}.", field="identifier")
        found: records.Webhook = find({each.pk: each for each in webhooks}, id or "", "Webhook")
        return found


class WebhookCreate(WebhookMutation):
    class Arguments:
        input = WebhookCreateInput(required=True)

    errors = errors_field(WebhookError)
    webhook = graphene.Field(Webhook)

    @classmethod
    def perform(cls, context: StoreContext, input: Any) -> WebhookCreate:
        if not input.get("target_url"):
            raise refuse("REQUIRED", "This field cannot be blank.", field="targetUrl")
        query = input.get("query") or ""
        webhook = records.Webhook(
            pk=context.state.next_pk("webhook"),
            name=input.get("name") or "",
            target_url=input["target_url"],
            query=query,
            events=_events(input) or context.read_query(query),
            is_active=input.get("is_active", True),
            identifier=input.get("identifier"),
            custom_headers=input.get("custom_headers") or {},
        )
        context.read_query(query)
        app: records.App = context.requestor.app or find(
            context.state.apps, input.get("app") or "", "App", field="app"
        )
        app.webhooks.append(webhook)
        return cls(webhook=webhook)


class WebhookUpdate(WebhookMutation):
    class Arguments:
        id = graphene.ID()
        identifier = graphene.String()
        input = WebhookUpdateInput(required=True)

    errors = errors_field(WebhookError)
    webhook = graphene.Field(Webhook)

    @classmethod
    def perform(
        cls,
        context: StoreContext,
        input: Any,
        id: str | None = None,
        identifier: str | None = None,
    ) -> WebhookUpdate:
        webhook = cls.find_webhook(context, id, identifier)
        if input.get("query") is not None:
            context.read_query(input["query"])
        for name in ("name", "identifier", "target_url", "is_active", "query", "custom_headers"):
            if input.get(name) is not None:
                setattr(webhook, name, input[name])
        if input.get("async_events") is not None:
            webhook.events = _events(input)
        return cls(webhook=webhook)


class WebhookDelete(WebhookMutation):
    class Arguments:
        id = graphene.ID()
        identifier = graphene.String()

    errors = errors_field(WebhookError)
    webhook = graphene.Field(Webhook)

    @classmethod
    def perform(
        cls, context: StoreContext, id: str | None = None, identifier: str | None = None
    ) -> WebhookDelete:
        webhook = cls.find_webhook(context, id, identifier)
        for app in cls.apps(context):
            app.webhooks = [each for each in app.webhooks if each is not webhook]
        return cls(webhook=webhook)


def _events(given: Any) -> list[str]:
    return [each.value for each in given.get("async_events") or []]
