"""Real PostgreSQL and Valkey for the tests, and the settings that name them.

Loaded by `-p`, so that it runs before pytest-django reads the settings.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from saleor_personal_shopper.demo.embedded import Postgres, Valkey

HOME = Path(tempfile.mkdtemp(prefix="personal-shopper-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)


def start_services() -> None:
    """Start what DATABASE_URL and REDIS_URL do not name already."""
    if not os.environ.get("DATABASE_URL"):
        postgres = Postgres(HOME, durable=False)
        os.environ["DATABASE_URL"] = postgres.start()
        atexit.register(shutil.rmtree, postgres.place, ignore_errors=True)
        atexit.register(postgres.stop)
    if not os.environ.get("REDIS_URL"):
        valkey = Valkey(HOME)
        os.environ["REDIS_URL"] = valkey.start()
        atexit.register(valkey.stop)


os.environ.update(
    DJANGO_SETTINGS_MODULE="saleor_personal_shopper.config.settings",
    SECRET_KEY="for-tests-only-and-long-enough-to-pass",
    APP_API_BASE_URL="http://testserver",
    APP_IFRAME_BASE_URL="http://testserver",
    STORAGE_URL=(HOME / "files").as_uri(),
    DJANGO_ALLOW_ASYNC_UNSAFE="",
)
for name in ("NEW_SECRET_KEY", "ALLOWED_DOMAIN_PATTERN", "SALEOR_PRIVATE_NETWORKS", "DEBUG"):
    os.environ.pop(name, None)
start_services()
