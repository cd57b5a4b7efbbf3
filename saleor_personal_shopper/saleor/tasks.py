"""Background work with Saleor."""

from __future__ import annotations

import contextlib
import uuid

from celery import shared_task
from django.utils import timezone

from ..core.installations.models import Installation
from ..core.ports import SaleorUnavailable
from . import proof


@shared_task
def check_installation(installation_id: str) -> None:
    """See whether Saleor still knows us; suspend or resume the installation accordingly."""
    installation = Installation.objects.filter(pk=uuid.UUID(installation_id)).first()
    if installation is not None:
        with contextlib.suppress(SaleorUnavailable):  # whoever found the token dead asks again
            proof.check(installation, now=timezone.now())
