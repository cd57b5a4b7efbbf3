"""An installation's life: registered, suspended, resumed, registered anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from .. import encryption
from ..models import Installation, InstallationStatus
from ..origins import normalise_origin
from .upkeep import request_upkeep

JWKS_FETCH_PAUSE = timedelta(minutes=1)
DASHBOARD_ORIGINS_KEPT = 10
SERVED: dict[str, Any] = {
    "status": InstallationStatus.ACTIVE,
    "status_reason": "",
    "suspended_at": None,
    "is_removed": False,
}


def register_installation(
    *,
    saleor_api_url: str,
    app_id: str,
    token: str,
    jwks: dict[str, Any],
    permissions: Sequence[str],
    saleor_version: str,
    now: datetime,
) -> Installation:
    """Connect a Saleor, or connect it again: then everything of the shop is kept.

    Call it only once the token has proven itself at that address; until then an older
    registration goes on working.
    """
    installation, _ = Installation.objects.update_or_create(
        saleor_api_url=saleor_api_url,
        defaults={
            "app_id": app_id,
            "token_encrypted": encryption.encrypt(token),
            "jwks": jwks,
            "jwks_fetched_at": now,
            "permissions": sorted(permissions),
            "saleor_version": saleor_version,
            **SERVED,
        },
    )
    request_upkeep(installation=installation, now=now)
    return installation


def suspend_installation(
    *,
    installation: Installation,
    reason: str,
    now: datetime,
    app_id: str | None = None,
    is_removed: bool = False,
) -> bool:
    """Stop serving a shop that removed or deactivated the app; its data stays for now.

    What was removed (`is_removed`) is erased some weeks later. `app_id` is the app that the webhook
    spoke of: word about an older registration comes late and changes nothing. Returns whether the
    shop is suspended now.
    """
    rows = Installation.objects.filter(pk=installation.pk)
    if app_id is not None:
        rows = rows.filter(app_id=app_id)
    changed = rows.update(
        status=InstallationStatus.SUSPENDED,
        status_reason=reason[:200],
        suspended_at=Coalesce("suspended_at", Value(now)),
        **({"is_removed": True} if is_removed else {}),
    )
    installation.refresh_from_db()
    return changed == 1


def resume_installation(*, installation: Installation, now: datetime) -> None:
    """Serve the shop again."""
    Installation.objects.filter(pk=installation.pk).update(**SERVED)
    installation.refresh_from_db()
    request_upkeep(installation=installation, now=now)


def token_of(installation: Installation) -> str:
    """The app token. Raises encryption.SecretUnreadable when no key that is set fits."""
    return encryption.decrypt(installation.token_encrypted)


def rotate_tokens() -> int:
    """Encrypt every token under the newest key; returns how many there are."""
    with transaction.atomic():
        rows = list(Installation.objects.select_for_update())
        for row in rows:
            row.token_encrypted = encryption.encrypt(token_of(row))
        Installation.objects.bulk_update(rows, ["token_encrypted"])
    return len(rows)


def store_jwks(*, installation: Installation, jwks: dict[str, Any], now: datetime) -> None:
    """Keep the keys by which Saleor signs."""
    installation.jwks = jwks
    installation.jwks_fetched_at = now
    installation.save(update_fields=["jwks", "jwks_fetched_at"])


def claim_jwks_fetch(*, installation: Installation, now: datetime) -> bool:
    """Whether the caller may fetch the keys anew: one caller a minute may."""
    due = Q(jwks_fetched_at=None) | Q(jwks_fetched_at__lte=now - JWKS_FETCH_PAUSE)
    rows = Installation.objects.filter(due, pk=installation.pk)
    return rows.update(jwks_fetched_at=now) == 1


def store_permissions(*, installation: Installation, permissions: Sequence[str]) -> None:
    """Keep the permissions that Saleor says the app has now."""
    installation.permissions = sorted(permissions)
    installation.save(update_fields=["permissions"])


def remember_dashboard_origin(*, installation: Installation, origin: str) -> None:
    """Add an origin from which a verified staff token came; the oldest beyond ten is forgotten.

    Raises ValueError when it is no web origin.
    """
    normalised = normalise_origin(origin)
    with transaction.atomic():
        row = Installation.objects.select_for_update().get(pk=installation.pk)
        if normalised not in row.dashboard_origins:
            kept = [*row.dashboard_origins, normalised][-DASHBOARD_ORIGINS_KEPT:]
            row.dashboard_origins = kept
            row.save(update_fields=["dashboard_origins"])
    installation.dashboard_origins = row.dashboard_origins
