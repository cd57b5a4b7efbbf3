"""Every address of the app: each door names its own."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from . import health, metrics

DOORS = ("saleor", "graphql", "realtime", "files", "dashboard")

handler404 = "saleor_personal_shopper.dashboard.views.errors.not_found"
handler500 = "saleor_personal_shopper.dashboard.views.errors.failed"
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics.metrics),
    *(path("", include(f"saleor_personal_shopper.{door}.urls")) for door in DOORS),
]
if settings.DEMO_FILE:
    urlpatterns.append(path("demo.json", health.demo_json))
