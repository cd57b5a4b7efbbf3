"""GraphQL endpoints that answer by a table instead of a network."""

import json
from collections.abc import Callable
from typing import Any

import httpx

from saleor_personal_shopper.rehearsal.graphql import GraphQL

Answer = dict[str, Any] | Callable[[dict[str, Any]], dict[str, Any]]


class AnsweringTransport(httpx.AsyncBaseTransport):
    """Answers a document by the first word of its table that stands in it; keeps what was asked."""

    def __init__(self, table: dict[str, Answer]) -> None:
        self.table = table
        self.asked: list[tuple[str, dict[str, Any], str]] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(await request.aread())
        word = next(word for word in self.table if word in body["query"])
        bearer = request.headers.get("Authorization", "")
        self.asked.append((word, body["variables"], bearer))
        answer = self.table[word]
        data = answer(body["variables"]) if callable(answer) else answer
        return httpx.Response(200, json=data)


def answering(table: dict[str, Answer]) -> tuple[GraphQL, AnsweringTransport]:
    transport = AnsweringTransport(table)
    http = httpx.AsyncClient(transport=transport)
    return GraphQL(http, "http://store.example/graphql/"), transport
