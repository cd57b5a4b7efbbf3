"""What the store process is told by its environment; nothing else in the store reads it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

# Saleor's celery retries: ten seconds, doubling, five times.
RETRY_DELAYS = (10.0, 20.0, 40.0, 80.0, 160.0)


@dataclass(frozen=True)
class StoreSettings:
    """`origin` is the address that browsers and apps use; token issuer and image urls hang on it.

    `retry_scale` multiplies the pauses between webhook attempts (1 is Saleor's own pace);
    `write_seconds` is how long a checkout change waits between reading and writing, which is
    what lets parallel changes meet as they do in Saleor.
    """

    origin: str
    snapshot: Path | None = None
    retry_scale: float = 1.0
    write_seconds: float = 0.01

    @property
    def api_url(self) -> str:
        return f"{self.origin}/graphql/"

    @property
    def domain(self) -> str:
        return urlsplit(self.origin).netloc


def from_environment() -> StoreSettings:
    snapshot = os.environ.get("DEMO_STORE_SNAPSHOT")
    return StoreSettings(
        origin=os.environ.get("DEMO_STORE_URL", "http://localhost:8001").rstrip("/"),
        snapshot=Path(snapshot) if snapshot else None,
        retry_scale=_positive_number("DEMO_STORE_RETRY_SCALE", default=1.0),
        write_seconds=_positive_number("DEMO_STORE_WRITE_SECONDS", default=0.01),
    )


def _positive_number(name: str, *, default: float) -> float:
    text = os.environ.get(name)
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        value = -1
    if value < 0:
        raise SystemExit(f"{name} must be a number of zero or more, not {text!r}.")
    return value
