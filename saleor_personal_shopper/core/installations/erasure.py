"""A shop that removed the app: everything of it goes, unless it comes back in time (P04)."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from .models import Installation, InstallationStatus

KEPT_AFTER_REMOVAL = timedelta(days=28)
"""Long enough to install the app again and find everything, short enough for the law."""
logger = logging.getLogger(__name__)

Eraser = Callable[[uuid.UUID], None]
_erasers: list[Eraser] = []


def register_eraser(eraser: Eraser) -> None:
    """Have `eraser(installation_id)` delete what is not a row; call it in AppConfig.ready.

    It must be harmless where there is nothing (any more).
    """
    if eraser not in _erasers:
        _erasers.append(eraser)


def erase_removed(*, now: datetime) -> int:
    """Erase the installations that were removed four weeks ago or before; gives how many."""
    removed = Installation.objects.filter(
        is_removed=True,
        status=InstallationStatus.SUSPENDED,
        suspended_at__lte=now - KEPT_AFTER_REMOVAL,
    )
    return sum(_erase(key, now) for key in list(removed.values_list("pk", flat=True)))


@transaction.atomic
def _erase(key: uuid.UUID, now: datetime) -> bool:
    """What lies outside the database first: if that fails, the row is there to try again."""
    row = Installation.objects.select_for_update().filter(pk=key, is_removed=True).first()
    if row is None:
        return False
    for eraser in _erasers:
        eraser(key)
    row.delete()
    logger.info("Erased an installation", extra={"installation": key})
    return True
