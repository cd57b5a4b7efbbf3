"""Remembering how the app stands in each Saleor, and when to look there again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q

from ..models import Installation, Upkeep
from ..selectors import active_installations

CHECK_PAUSE = timedelta(hours=1)
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(minutes=15)


def due_for_upkeep(*, webhooks_digest: str, now: datetime) -> list[uuid.UUID]:
    """Active installations to look after: never seen, due, or brought to other webhooks.

    One that failed waits for its turn, also when this version wants other webhooks.
    """
    rows = Upkeep.objects.across_installations().filter(installation=OuterRef("pk"))
    settled = rows.filter(due_at__gt=now).filter(
        Q(webhooks_digest=webhooks_digest) | Q(failures__gt=0)
    )
    return list(active_installations().exclude(Exists(settled)).values_list("pk", flat=True))


def request_upkeep(*, installation: Installation, now: datetime) -> None:
    """Have the next sweep look at the installation, however often that failed before."""
    Upkeep.objects.of(installation).update(due_at=now, failures=0)


def record_shortcomings(
    *,
    installation: Installation,
    missing_permissions: Iterable[str],
    missing_extensions: Iterable[str],
    now: datetime,
) -> None:
    """What the app lacks in Saleor, which only its staff can give it."""
    found = {
        "missing_permissions": sorted(missing_permissions),
        "missing_extensions": list(missing_extensions),
    }
    Upkeep.objects.update_or_create(
        installation=installation, defaults=found, create_defaults={**found, "due_at": now}
    )


def record_upkeep(
    *, installation: Installation, webhooks_digest: str, app_version: str, now: datetime
) -> None:
    """Saleor's webhooks are as this version of the app wants them."""
    Upkeep.objects.update_or_create(
        installation=installation,
        defaults={
            "webhooks_digest": webhooks_digest,
            "app_version": app_version,
            "checked_at": now,
            "due_at": now + CHECK_PAUSE,
            "failures": 0,
            "trouble": "",
        },
    )


def record_upkeep_failure(*, installation: Installation, trouble: str, now: datetime) -> None:
    """It did not go through; the pause before the next try doubles up to a quarter of an hour."""
    row, _created = Upkeep.objects.get_or_create(
        installation=installation, defaults={"due_at": now}
    )
    pause = min(FIRST_PAUSE * (1 << min(row.failures, 10)), LONGEST_PAUSE)
    Upkeep.objects.of(installation).update(
        trouble=trouble[:200], failures=F("failures") + 1, due_at=now + pause
    )
