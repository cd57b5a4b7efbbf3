"""A webhook's subscription query: checked when it is stored, run when its event happens."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    execute,
    parse,
    validate,
)

from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.events import EVENT_TYPES, WebhookEvent
from saleor_personal_shopper.demo.store.records import App, Webhook
from saleor_personal_shopper.demo.store.requestor import app_requestor
from saleor_personal_shopper.demo.store.schema.context import StoreContext

logger = logging.getLogger(__name__)


class Subscriptions:
    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema

    def read_query(self, query: str) -> list[str]:
        """Return the events that a subscription asks for; refuses what cannot be run here."""
        subscription = _subscription(self._parsed(query))
        type_names = set(_type_conditions(subscription.selection_set))
        events = [name for name, each in EVENT_TYPES.items() if each.type_name in type_names]
        if not events:
            message = "The query asks for no event that this store sends."
            raise refuse("MISSING_EVENT", message, field="query")
        return events

    def build_payload(
        self, context: StoreContext, event: WebhookEvent, app: App, webhook: Webhook
    ) -> Any:
        """Run the query as the app and return the event object alone, as Saleor sends it."""
        result = execute(
            self._schema,
            parse(webhook.query),
            root_value=event,
            context_value=replace(context, requestor=app_requestor(app)),
        )
        assert isinstance(result, ExecutionResult)  # no resolver of an event is asynchronous
        for error in result.errors or []:
            logger.warning("Webhook %s: %s", event.type.name, error.message)
        return (result.data or {}).get("event")

    def _parsed(self, query: str) -> DocumentNode:
        try:
            document = parse(query)
        except GraphQLError as error:
            raise refuse("SYNTAX", error.message, field="query") from error
        problems = validate(self._schema, document)
        if problems:
            raise refuse("UNABLE_TO_PARSE", problems[0].message, field="query")
        return document


def _subscription(document: DocumentNode) -> OperationDefinitionNode:
    for definition in document.definitions:
        if not isinstance(definition, OperationDefinitionNode):
            continue
        if definition.operation is OperationType.SUBSCRIPTION:
            return definition
    raise refuse("MISSING_SUBSCRIPTION", "A subscription is expected.", field="query")


def _type_conditions(selections: SelectionSetNode) -> list[str]:
    """Return the types of the fragments directly under `event`."""
    found = []
    for selection in selections.selections:
        if isinstance(selection, FieldNode) and selection.selection_set:
            for inner in selection.selection_set.selections:
                if isinstance(inner, InlineFragmentNode) and inner.type_condition:
                    found.append(inner.type_condition.name.value)
    return found
