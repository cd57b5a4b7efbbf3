"""Work on files outside of requests, and its sweepers; two beats do no harm."""

from __future__ import annotations

import uuid

from celery import shared_task
from django.utils import timezone

from ..installations.locks import try_advisory_lock
from . import services


@shared_task
def inspect_file(file_id: str) -> None:
    """As soon as the last byte is there."""
    services.share_file(uuid.UUID(file_id))


@shared_task
def sweep_files() -> None:
    """Every 10 seconds: files whose inspection nobody began or ended, and files that go."""
    with try_advisory_lock("files.sweep_files") as mine:
        if mine:
            services.sweep_files(now=timezone.now())


@shared_task
def sweep_orphans() -> None:
    """Every day: bytes without a row."""
    with try_advisory_lock("files.sweep_orphans") as mine:
        if mine:
            services.sweep_orphans()
            services.sweep_pictures()
