"""What one request may ask for, and what it is told when something breaks."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator

from django.utils.translation import gettext as _
from graphql import GraphQLError
from strawberry.extensions import (
    AddValidationRules,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    ParserCache,
    QueryDepthLimiter,
    SchemaExtension,
    ValidationCache,
)

from ..core.database import AWAY

MAX_DEPTH = 10
MAX_ALIASES = 30
MAX_TOKENS = 2000
KEPT_DOCUMENTS = 100
"""Pages ask with the same few documents again and again: those are read and checked once."""
log = logging.getLogger(__name__)


class MaskErrors(SchemaExtension):
    """Bugs reach the log once, with an id; the client is told the id alone."""

    def on_operation(self) -> Iterator[None]:
        yield
        result = self.execution_context.result
        errors = getattr(result, "errors", None)
        if errors:
            result.errors = [_masked(error) for error in errors]  # type: ignore[union-attr]


def _masked(error: GraphQLError) -> GraphQLError:
    """The error itself when we raised it on purpose or the query is at fault."""
    if error.original_error is None or isinstance(error.original_error, GraphQLError):
        return error
    if isinstance(error.original_error, AWAY):
        log.error("PostgreSQL is away", exc_info=error.original_error)
        return _instead_of(error, unavailable(), {"code": "UNAVAILABLE"})
    number = uuid.uuid4().hex
    log.error("GraphQL field failed, error %s", number, exc_info=error.original_error)
    message = f"Something went wrong on our side. Try again, or report the error {number}."
    return _instead_of(error, message, {"code": "INTERNAL_ERROR", "id": number})


def _instead_of(error: GraphQLError, message: str, extensions: dict[str, str]) -> GraphQLError:
    return GraphQLError(message, nodes=error.nodes, path=error.path, extensions=extensions)


def unavailable() -> str:
    """What is told while PostgreSQL is away."""
    return _("We are out of order for a moment. Nothing was changed: try again shortly.")


# Made once, since the cache knows a document again only with the very same rules.
LIMITS = [
    *QueryDepthLimiter(max_depth=MAX_DEPTH).validation_rules,
    *MaxAliasesLimiter(max_alias_count=MAX_ALIASES).validation_rules,
]
EXTENSIONS = (
    lambda: AddValidationRules(LIMITS),
    lambda: MaxTokensLimiter(max_token_count=MAX_TOKENS),
    lambda: ParserCache(maxsize=KEPT_DOCUMENTS),
    lambda: ValidationCache(maxsize=KEPT_DOCUMENTS),
    MaskErrors,
)
