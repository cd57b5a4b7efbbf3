"""Whether Saleor knows us by the token we have."""

from __future__ import annotations

import contextlib
from datetime import datetime

from ..core.installations.models import Installation
from ..core.installations.services import (
    resume_installation,
    store_permissions,
    suspend_installation,
)
from ..core.ports import SaleorTokenDead, SaleorUnavailable
from .meaning import SaleorClient

DEAD = "Saleor no longer knows the app's token. Activate the app, or install it again."


def check(installation: Installation, *, now: datetime) -> None:
    """Suspend the installation whose token is dead, resume the one whose token works again.

    While Saleor does not answer, nothing changes.
    """
    with contextlib.suppress(SaleorUnavailable):
        try:
            answer = SaleorClient(installation, ask_with_dead_token=True).app_proof()
        except SaleorTokenDead:
            suspend_installation(
                installation=installation, reason=DEAD, now=now, app_id=installation.app_id
            )
            return
        permissions = answer.app.permissions if answer.app else None
        store_permissions(
            installation=installation,
            permissions=[permission.code for permission in permissions or ()],
        )
        if not installation.is_active:
            resume_installation(installation=installation, now=now)
