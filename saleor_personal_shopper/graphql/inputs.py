"""Input objects whose fields may be left out."""

from __future__ import annotations

import dataclasses
from typing import Any

import strawberry


def given(value: Any, *, nullable: tuple[str, ...] = ()) -> dict[str, Any]:
    """The fields that were given; null counts as left out, but for those that it empties."""
    fields = {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    return {
        name: found
        for name, found in fields.items()
        if found is not strawberry.UNSET and (found is not None or name in nullable)
    }
