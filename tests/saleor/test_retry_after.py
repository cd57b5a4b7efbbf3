"""The header Retry-After in both its forms, and broken."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from saleor_personal_shopper.saleor.retry_after import seconds_to_wait

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("7", 7.0),
        ("Mon, 23 Nov 2026 10:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0.0),
        ("soon", None),
        ("-3", None),
    ],
)
def test_seconds_to_wait(value: str | None, seconds: float | None) -> None:
    assert seconds_to_wait(value, now=NOW) == seconds
