"""Asks GraphQL endpoints, ours and Saleor's, and turns every kind of refusal into one error."""

from typing import Any

import httpx


class Refused(Exception):
    """The endpoint said no, or nothing sensible; the message holds what it said."""


class GraphQL:
    """One endpoint; `headers` go with every question."""

    def __init__(
        self, http: httpx.AsyncClient, url: str, *, headers: dict[str, str] | None = None
    ) -> None:
        self._http = http
        self._url = url
        self._headers = headers or {}

    async def ask(self, document: str, *, bearer: str = "", **variables: Any) -> dict[str, Any]:
        """The answer's `data`.

        Raises Refused for a failed request, a GraphQL error, and a mutation whose payload
        lists errors.
        """
        headers = dict(self._headers)
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        body = {"query": document, "variables": variables}
        try:
            response = await self._http.post(self._url, json=body, headers=headers)
            answer = response.json()
        except (httpx.HTTPError, ValueError) as error:
            raise Refused(f"{self._url} did not answer: {error!r}") from error
        if not isinstance(answer, dict) or answer.get("errors") or not answer.get("data"):
            raise Refused(_words(answer))
        data: dict[str, Any] = answer["data"]
        for payload in data.values():
            if isinstance(payload, dict) and payload.get("errors"):
                raise Refused(_words(payload))
        return data


def _words(answer: Any) -> str:
    errors = answer.get("errors") if isinstance(answer, dict) else None
    if not errors:
        return f"an answer without data: {str(answer)[:200]}"
    return "; ".join(
        f"{error.get('code', '')} {error.get('message', '')}".strip() for error in errors
    )
