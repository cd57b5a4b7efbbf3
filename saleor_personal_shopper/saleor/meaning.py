"""What Saleor's answers and kinds of error mean to us."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import re
import time
from typing import Any

from kombu.exceptions import OperationalError

from ..core.installations.models import Installation
from ..core.installations.services import token_of
from ..core.saleor_data import (
    SaleorPermissionMissing,
    SaleorRefused,
    SaleorTokenDead,
    SaleorUnavailable,
)
from .calls import Caller, breaker_of
from .client import Client

logger = logging.getLogger(__name__)

DEAD_TOKEN_SECONDS = 60.0
KNOWN_PROBLEMS = {
    "CheckoutLineProblemInsufficientStock",
    "CheckoutLineProblemVariantNotAvailable",
}

_dead_until: dict[str, float] = {}


class SaleorClient(Client):
    """The generated client with a token.

    Every operation raises SaleorUnavailable, SaleorTokenDead or SaleorRefused. Whether a change
    that ended in SaleorUnavailable was applied is not known: read before trying it again.
    """

    def __init__(self, url: str, caller: Caller) -> None:
        super().__init__(url=url, http_client=caller)

    def get_data(self, response: Any) -> dict[str, Any]:
        """The data of an answer, or the error that it means."""
        try:
            answer = response.json()
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or response.status_code not in {200, 400, 401}:
            raise SaleorUnavailable(f"Saleor answered {response.status_code} without GraphQL.")
        errors, data = answer.get("errors") or [], answer.get("data") or {}
        if is_answer_to_stranger(errors, data):
            raise SaleorTokenDead("Saleor does not know the app's token.")
        if response.status_code == 400:
            logger.error("Saleor could not read an operation of ours: %s", errors)
        if errors and data.get("app") and _code(errors[0]) == "PermissionDenied":
            raise SaleorPermissionMissing(named_permission(errors[0]))
        if errors:
            raise error_meant(errors[0])
        return without_unknown_problems(data)


class InstalledClient(SaleorClient):
    """The client of an installation: a token that proved dead is not used again for a minute."""

    def __init__(self, installation: Installation) -> None:
        token = token_of(installation)
        super().__init__(
            installation.saleor_api_url,
            Caller(headers_with(token), breaker_of(installation.pk)),
        )
        self._installation_id = str(installation.pk)
        self._token_digest = _digest(token)

    def execute(
        self,
        query: str,
        operation_name: str | None = None,
        variables: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        if _dead_until.get(self._token_digest, 0.0) > time.monotonic():
            raise SaleorTokenDead("Saleor did not know the app's token a moment ago.")
        return super().execute(query, operation_name, variables, **kwargs)

    def get_data(self, response: Any) -> dict[str, Any]:
        try:
            return super().get_data(response)
        except SaleorTokenDead:
            _dead_until[self._token_digest] = time.monotonic() + DEAD_TOKEN_SECONDS
            self._have_installation_checked()
            raise

    def _have_installation_checked(self) -> None:
        from .tasks import check_installation

        with contextlib.suppress(OperationalError):  # the broker is away: in a minute then
            check_installation.delay(self._installation_id)


def headers_with(token: str) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/json",
        "Accept": "application/json",
    }


def is_answer_to_stranger(errors: list[dict[str, Any]], data: dict[str, Any]) -> bool:
    """Whether Saleor did not know our token.

    It answers HTTP 200 to that: only the field `app` of a query betrays it. With storefront
    traffic switched off (3.23) it answers 401 to strangers.
    """
    if "app" in data and data["app"] is None:
        return True
    return any(
        (error.get("path") or [None])[0] == "app"
        or _code(error) == "STOREFRONT_TRAFFIC_NOT_ALLOWED"
        for error in errors
    )


def named_permission(error: dict[str, Any]) -> str:
    """The permission that a refusal asks for; the last when it would take one of several."""
    return re.split(r"[:,]\s*", str(error.get("message", "")))[-1]


def error_meant(error: dict[str, Any]) -> Exception:
    """What a top-level error is to the core.

    With stock reservations on, Saleor tells a shortfall in this way too.
    """
    code, message = _code(error), str(error.get("message", ""))
    if code == "InsufficientStock":
        return SaleorRefused("INSUFFICIENT_STOCK", message)
    if code == "PermissionDenied":
        return SaleorRefused("PERMISSION_DENIED", message)
    if code in {"GraphQLError", "ValidationError", "ValueError", ""}:
        return SaleorRefused("GRAPHQL_ERROR", message)
    return SaleorUnavailable(f"Saleor answered with the error {code}.")


def without_unknown_problems(data: dict[str, Any]) -> dict[str, Any]:
    """Leave out kinds of checkout problem that we do not know: a later Saleor may add some."""
    checkout = data.get("checkout")
    if checkout and checkout.get("problems"):
        checkout["problems"] = [
            problem for problem in checkout["problems"] if problem["__typename"] in KNOWN_PROBLEMS
        ]
    return data


def forget_dead_token(token: str) -> None:
    """The token works again: use it."""
    _dead_until.pop(_digest(token), None)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _code(error: dict[str, Any]) -> str:
    extensions = error.get("extensions") or {}
    exception = extensions.get("exception") or {}
    return str(exception.get("code") or extensions.get("code") or "")
