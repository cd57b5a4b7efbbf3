"""Background work on attribution: repairing what lost webhooks missed."""

from __future__ import annotations

import logging
import uuid

from celery import shared_task
from django.utils import timezone

from ..carts.services import CartBusy
from ..installations.locks import try_advisory_lock
from ..installations.models import Installation
from ..installations.selectors import active_installations
from ..saleor_data import SaleorTokenDead, SaleorUnavailable
from .services import reconcile

logger = logging.getLogger(__name__)


@shared_task
def reconcile_all() -> None:
    """Have every active installation reconciled."""
    for installation_id in active_installations().values_list("pk", flat=True):
        reconcile_installation.delay(str(installation_id))


@shared_task
def reconcile_installation(installation_id: str) -> None:
    """Reconcile one installation, unless somebody is at it."""
    with try_advisory_lock(f"reconcile-{installation_id}") as held:
        installation = Installation.objects.filter(pk=uuid.UUID(installation_id)).first()
        if held and installation and installation.is_active:
            _reconcile(installation)


def _reconcile(installation: Installation) -> None:
    try:
        reconcile(installation=installation, now=timezone.now())
    except (SaleorUnavailable, SaleorTokenDead, CartBusy) as error:
        logger.warning("Reconciliation stopped and goes on later: %s", type(error).__name__)
