"""What is wrong with a form, by field."""

from __future__ import annotations

from ..core.errors import DomainError, DomainErrors


def field_errors(error: DomainError) -> dict[str, str]:
    """What to say at which field; the empty name stands for the whole form."""
    errors = error.errors if isinstance(error, DomainErrors) else (error,)
    return {one.field or "": one.message for one in errors}
