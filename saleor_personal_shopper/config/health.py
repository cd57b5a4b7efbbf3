"""Liveness, readiness, and what the demo tells about itself."""

from __future__ import annotations

import json
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from redis.exceptions import RedisError


def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process serves; in the demo only once it is installed and seeded."""
    if settings.DEMO_FILE and not Path(settings.DEMO_FILE).exists():
        return JsonResponse({"status": "starting"}, status=503)
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """200 when PostgreSQL and Redis answer, else 503 with what does not."""
    missing = [
        name
        for name, works in (("database", database_works), ("redis", redis_works))
        if not works()
    ]
    return JsonResponse({"missing": missing}, status=503 if missing else 200)


def demo_json(request: HttpRequest) -> HttpResponse:
    """Addresses and logins of the demo, for programs."""
    file = Path(settings.DEMO_FILE)
    if not file.exists():
        raise Http404
    return JsonResponse(json.loads(file.read_text()))


def database_works() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except DatabaseError:
        return False


def redis_works() -> bool:
    try:
        cache.get("readyz")
        return True
    except (RedisError, OSError):
        return False
