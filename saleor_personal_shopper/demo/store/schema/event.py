"""What webhooks carry: the Event interface, one type an event, and the subscription root."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.events import EVENT_TYPES, EventType, WebhookEvent
from saleor_personal_shopper.demo.store.schema.account import Group, User
from saleor_personal_shopper.demo.store.schema.app import App
from saleor_personal_shopper.demo.store.schema.checkout import Checkout
from saleor_personal_shopper.demo.store.schema.context import context_of
from saleor_personal_shopper.demo.store.schema.nodes import object_type, type_name_of
from saleor_personal_shopper.demo.store.schema.order import Order

_SUBJECT_TYPES = {
    "order": Order,
    "checkout": Checkout,
    "user": User,
    "permission_group": Group,
    "app": App,
}


class IssuingPrincipal(graphene.Union):
    class Meta:
        types = (App, User)

    @staticmethod
    def resolve_type(instance: Any, info: Any) -> type[graphene.ObjectType]:
        return object_type(type_name_of(instance), info)


class Event(graphene.Interface):
    issued_at = graphene.DateTime()
    version = graphene.String()
    issuing_principal = graphene.Field(IssuingPrincipal)
    recipient = graphene.Field(App)

    @staticmethod
    def resolve_type(instance: WebhookEvent, info: Any) -> type[graphene.ObjectType]:
        return object_type(instance.type.type_name, info)

    @staticmethod
    def resolve_version(_root: WebhookEvent, _info: Any) -> str:
        return records.SALEOR_VERSION

    @staticmethod
    def resolve_issuing_principal(
        root: WebhookEvent, _info: Any
    ) -> records.User | records.App | None:
        return root.principal

    @staticmethod
    def resolve_recipient(_root: WebhookEvent, info: Any) -> records.App | None:
        return context_of(info).requestor.app


def _subject(root: WebhookEvent, _info: Any) -> object:
    return root.subject


def _graphql_type(event: EventType) -> type[graphene.ObjectType]:
    class Meta:
        interfaces = (Event,)

    subject = graphene.Field(_SUBJECT_TYPES[event.field], resolver=_subject)
    return type(event.type_name, (graphene.ObjectType,), {"Meta": Meta, event.field: subject})


EVENT_GRAPHQL_TYPES = [_graphql_type(event) for event in EVENT_TYPES.values()]


class Subscription(graphene.ObjectType):
    event = graphene.Field(Event)

    @staticmethod
    def resolve_event(root: WebhookEvent, _info: Any) -> WebhookEvent:
        return root
