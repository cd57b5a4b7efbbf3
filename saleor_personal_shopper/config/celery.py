"""Celery: the worker's tasks and the beat's sweepers."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor_personal_shopper.config.settings")

app = Celery("saleor_personal_shopper")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
