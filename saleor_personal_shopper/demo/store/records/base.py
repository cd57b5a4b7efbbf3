"""What all rows share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

SALEOR_VERSION = "3.23.28"
SCHEMA_VERSION = "3.23"

# Saleor's own default for Shop.limitQuantityPerCheckout.
QUANTITY_LIMIT = 50


def now() -> datetime:
    return datetime.now(UTC)


def new_uuid() -> str:
    return str(uuid4())


@dataclass
class WithMetadata:
    metadata: dict[str, str] = field(default_factory=dict, kw_only=True)
    private_metadata: dict[str, str] = field(default_factory=dict, kw_only=True)
