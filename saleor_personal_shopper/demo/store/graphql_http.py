"""Saleor's GraphQL over HTTP: only POST runs a query, and these are its limits and answers."""

from __future__ import annotations

import json
from typing import Any

from graphql import (
    ExecutionResult,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    NullValueNode,
    OperationDefinitionNode,
    OperationType,
    StringValueNode,
    ValidationRule,
    execute,
    parse,
    specified_rules,
    validate,
)
from starlette.requests import Request
from starlette.responses import JSONResponse

from saleor_personal_shopper.demo.store.schema.context import StoreContext

# Saleor's GRAPHQL_MUTATION_COUNT_LIMIT and its limit of aliases.
MUTATION_LIMIT = 4
ALIAS_LIMIT = 100


class OldSyntax(ValidationRule):
    """Saleor runs graphql-core 2, which knows neither `null` nor block strings in a query."""

    def enter_null_value(self, node: NullValueNode, *_args: Any) -> None:
        self.report_error(GraphQLError('Syntax Error GraphQL: Unexpected Name "null"', node))

    def enter_string_value(self, node: StringValueNode, *_args: Any) -> None:
        if node.block:
            self.report_error(GraphQLError("Syntax Error GraphQL: Unexpected string", node))


class CountLimits(ValidationRule):
    def __init__(self, context: Any) -> None:
        super().__init__(context)
        self._aliases = 0

    def enter_field(self, node: FieldNode, *_args: Any) -> None:
        self._aliases += node.alias is not None
        if self._aliases == ALIAS_LIMIT + 1:
            self.report_error(GraphQLError(f"Query has more than {ALIAS_LIMIT} aliases.", node))

    def enter_operation_definition(self, node: OperationDefinitionNode, *_args: Any) -> None:
        count = len(node.selection_set.selections)
        if node.operation is OperationType.MUTATION and count > MUTATION_LIMIT:
            message = f"Query contains {count} mutations, at most {MUTATION_LIMIT} are allowed."
            self.report_error(GraphQLError(message, node))


RULES = (*specified_rules, OldSyntax, CountLimits)


async def answer(request: Request, schema: GraphQLSchema, context: StoreContext) -> JSONResponse:
    """Run the request's query: 400 for one that cannot be run, else 200 with data and errors."""
    try:
        body = json.loads(await request.body())
        query, variables = body["query"], body.get("variables")
        document = parse(query)
    except (ValueError, KeyError, TypeError, AttributeError, GraphQLError) as error:
        return _refusal([GraphQLError(getattr(error, "message", "Must provide a query string."))])
    problems = validate(schema, document, RULES)
    if problems:
        return _refusal(problems)
    result = execute(
        schema,
        document,
        variable_values=variables,
        operation_name=body.get("operationName"),
        context_value=context,
    )
    if not isinstance(result, ExecutionResult):
        result = await result
    return _response(result)


def _refusal(errors: list[GraphQLError]) -> JSONResponse:
    formatted = [{**error.formatted, **_exception("GraphQLError")} for error in errors]
    return JSONResponse({"errors": formatted}, status_code=400)


def _response(result: ExecutionResult) -> JSONResponse:
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [_formatted(error) for error in result.errors]
    return JSONResponse(answer)


def _formatted(error: GraphQLError) -> dict[str, Any]:
    name = type(error.original_error or error).__name__
    return {**_exception(name), **error.formatted}


def _exception(name: str) -> dict[str, Any]:
    return {"extensions": {"exception": {"code": name, "stacktrace": []}}}
