"""What a crash or a closed laptop left behind. Each function may run twice without harm."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from ...installations.models import Installation
from .. import storage
from ..models import FileState, SharedFile
from .erase import erase, mark_erased
from .share import share_file, tidy

MOST = 100
"""Files taken up in one run."""
TIDY_AFTER = timedelta(minutes=1)


def sweep_files(*, now: datetime) -> int:
    """Take up what waits longer than it should; returns how many files that were."""

    def share(file: SharedFile) -> None:
        share_file(file.pk, clock=lambda: now)

    work: dict[Q, Callable[[SharedFile], object]] = {
        Q(state=FileState.RECEIVED, due_at__lte=now): share,
        Q(state=FileState.ERASED, due_at__lte=now): erase,
        Q(state=FileState.SHARED, due_at__lte=now - TIDY_AFTER) & ~Q(parts=[]): tidy,
    }
    _expire(now)
    swept = 0
    for due, act in work.items():
        for file in SharedFile.objects.across_installations().filter(due).order_by("due_at")[:MOST]:
            act(file)
            swept += 1
    return swept


@transaction.atomic
def _expire(now: datetime) -> None:
    """Uploads that nobody went on with, and refusals that nobody will ask about."""
    over = Q(state__in=[FileState.RECEIVING, FileState.REFUSED], due_at__lte=now)
    files = SharedFile.objects.across_installations()
    keys = list(files.filter(over).values_list("pk", flat=True)[:MOST])
    mark_erased(files.filter(over, pk__in=keys), now=now)


def sweep_orphans() -> int:
    """Delete bytes whose row is gone, as after an event was deleted; returns how many files.

    Only below installations of ours: somebody else may use the same storage.
    """
    return sum(
        storage.delete_orphans(installation.pk, _known_in(installation))
        for installation in Installation.objects.all()
    )


def _known_in(installation: Installation) -> storage.Known:
    def known(found: Iterable[uuid.UUID]) -> set[uuid.UUID]:
        files = SharedFile.objects.of(installation).filter(pk__in=list(found))
        return set(files.values_list("pk", flat=True))

    return known
