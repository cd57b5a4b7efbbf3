"""Arguments that are ids of ours."""

from __future__ import annotations

import uuid

from ..core.global_ids import GlobalType, uuid_from_global_id
from .errors import not_found


def parse_id(kind: GlobalType, text: str, *, field: str) -> uuid.UUID:
    """The key within a global id; anything else is answered like what is not there.

    Raises DomainError NOT_FOUND.
    """
    key = uuid_from_global_id(kind, text)
    if key is None:
        raise not_found(field)
    return key
