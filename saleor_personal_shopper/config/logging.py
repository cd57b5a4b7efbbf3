"""Structured logs: one JSON object a line, with request, installation and event ids.

Never log a token, a checkout id or the body of a message: pass ids as `extra={"event": …}`, or
once for a whole request by `note_ids`.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

request_id: ContextVar[str] = ContextVar("request_id", default="")
_ids: ContextVar[Mapping[str, str]] = ContextVar("log_ids", default=MappingProxyType({}))

CONTEXT_FIELDS = ("installation", "event", "participant", "webhook", "code", "milliseconds")


def note_ids(**ids: object) -> None:
    """Write these CONTEXT_FIELDS on each line from now on, within this request or socket."""
    _ids.set({**_ids.get(), **{name: str(value) for name, value in ids.items()}})


SECRETS = (
    re.compile(r"(/e/|/cart/|/sessions/)[\w-]{16,}"),  # a link, a hand-over, a media session
    re.compile(r"([?&](?:code|ticket)=)[^&\s\"\\]+"),
    re.compile(r"()\beyJ[\w-]+\.[\w-]+\.[\w-]*"),  # a JWT
    re.compile(r"()\bQ2hlY2tvdXQ6[\w+/=]*"),  # base64 of "Checkout:", as Saleor's ids begin
)
"""What lets its reader in, should a library or an exception bring it into a line."""


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message, ids; the traceback of an exception as one string."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            entry["request"] = request_id.get()
        entry.update(_ids.get())
        for name in CONTEXT_FIELDS:
            if hasattr(record, name):
                entry[name] = str(getattr(record, name))
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return _without_secrets(json.dumps(entry, ensure_ascii=False))


def _without_secrets(line: str) -> str:
    for secret in SECRETS:
        line = secret.sub(r"\1…", line)
    return line


def logging_config(level: str) -> dict[str, Any]:
    """The LOGGING setting. Libraries that print URLs (which carry codes) or every run of a
    sweeper are held at WARNING.
    """
    quiet = (
        *("httpx", "httpcore", "urllib3", "channels"),
        *("uvicorn.access", "uvicorn.error"),
        *("celery.beat", "celery.worker.strategy", "celery.app.trace"),
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {name: {"level": "WARNING"} for name in quiet},
    }
