"""Logs are one JSON object a line, with ids and without addresses that carry secrets."""

from __future__ import annotations

import json
import logging
from contextvars import Context

import pytest

from saleor_personal_shopper.config.logging import (
    JsonFormatter,
    logging_config,
    note_ids,
    request_id,
)


def record(message: str, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("app", logging.INFO, "file.py", 1, message, None, None)
    made.__dict__.update(extra)
    return made


def test_a_line_carries_its_ids() -> None:
    # given
    token = request_id.set("request-7")

    # when
    entry = json.loads(JsonFormatter().format(record("Joined", event="event-1", secret="x")))

    # then
    request_id.reset(token)
    assert entry["message"] == "Joined"
    assert entry["request"] == "request-7"
    assert entry["event"] == "event-1"
    assert "secret" not in entry


def test_ids_are_noted_once_for_all_lines_of_a_request() -> None:
    def request() -> dict[str, str]:
        note_ids(installation=7)
        note_ids(event="event-1")
        entry: dict[str, str] = json.loads(JsonFormatter().format(record("Joined")))
        return entry

    entry = Context().run(request)
    other = json.loads(Context().run(JsonFormatter().format, record("Joined")))

    assert (entry["installation"], entry["event"]) == ("7", "event-1")
    assert "event" not in other


@pytest.mark.parametrize("name", ["httpx", "uvicorn.access", "uvicorn.error", "celery.app.trace"])
def test_loggers_that_print_addresses_are_quiet(name: str) -> None:
    assert logging_config("DEBUG")["loggers"][name]["level"] == "WARNING"


@pytest.mark.parametrize(
    ("secret", "message"),
    [
        ("0f" * 32, "Not Found: /e/%s/calendar.ics"),
        ("0f" * 32, "Gone: /cart/%s"),
        ("0f" * 16, "Not Found: /media/whip/sessions/%s"),
        ("eyJhbGciOi.eyJpbnMi.c2ln", '"WebSocket /ws/events/1?ticket=%s" [accepted]'),
        ("opaque-code", "GET /desk/open?code=%s&event=1"),
        ("eyJhbGciOi.eyJpbnMi.c2ln", "Refused the bearer %s"),
        ("Q2hlY2tvdXQ6MTIz", "Saleor does not know %s"),
    ],
)
def test_no_line_holds_what_lets_its_reader_in(secret: str, message: str) -> None:
    line = JsonFormatter().format(record(message % secret))

    assert secret not in line
    assert json.loads(line)["message"] == message % "…"
