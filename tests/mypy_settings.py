"""Settings for the type checker, which needs the models but no running service."""

import os

os.environ.setdefault("DATABASE_URL", "postgresql://postgres@/postgres")
os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:6379/0")
os.environ.setdefault("SECRET_KEY", "for-the-type-checker-only-and-never-used")
os.environ.setdefault("APP_API_BASE_URL", "http://localhost:8080")

from saleor_personal_shopper.config.settings import *  # noqa: F403
