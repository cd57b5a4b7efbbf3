"""A wrong or missing variable stops the start with a sentence and exit status 1."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

GOOD = {
    "SECRET_KEY": "a-key-of-more-than-thirty-two-characters",
    "APP_API_BASE_URL": "https://shopper.example.com",
    "DATABASE_URL": "postgresql://postgres@/postgres",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
}
DEVELOPMENT_KEY = "only-for-development-and-never-in-production"


def doctor(**changes: str | None) -> subprocess.CompletedProcess[str]:
    """Start a command with these variables only."""
    variables = {**GOOD, **changes, "PATH": os.environ["PATH"]}
    environment = {name: value for name, value in variables.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-m", "saleor_personal_shopper", "manage", "check"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "at least 32 characters"),
        ({"SECRET_KEY": DEVELOPMENT_KEY}, "is the one for development"),
        ({"DATABASE_URL": None}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": "sqlite:///x"}, "must name a PostgreSQL database"),
        ({"APP_API_BASE_URL": "shopper.example.com"}, "must look like https://"),
        ({"SALEOR_PRIVATE_NETWORKS": "10.0.0.0/99"}, "must list networks"),
        ({"ALLOWED_DOMAIN_PATTERN": "("}, "no regular expression"),
        ({"APP_LOG_LEVEL": "LOUD"}, "must be one of"),
        ({"DEBUG": "true"}, "DEBUG is for development"),
        ({"DEBUG": "perhaps"}, "must be true or false"),
        ({"EMAIL_URL": "mail.example.com"}, "EMAIL_URL must look like smtp://"),
        ({"EMAIL_URL": "smtp://mail.example.com"}, "DEFAULT_FROM_EMAIL must be set too"),
        ({"DEFAULT_FROM_EMAIL": "Shop"}, "must be a plain address"),
        ({"TURN_URL": "turn:turn.example.com"}, "TURN_SECRET must be set"),
    ],
)
def test_a_wrong_variable_is_named(changes: dict[str, str | None], sentence: str) -> None:
    # when
    ended = doctor(**changes)

    # then
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr


def test_good_variables_start() -> None:
    assert doctor().returncode == 0
