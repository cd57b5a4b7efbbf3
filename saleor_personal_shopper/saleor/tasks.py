"""Background work with Saleor."""

from __future__ import annotations

import contextlib
import uuid

from celery import shared_task
from django.utils import timezone

from ..core.installations.locks import try_advisory_lock
from ..core.installations.models import Installation
from ..core.installations.selectors import active_installations
from ..core.installations.services import due_for_upkeep
from ..core.installations.shop_name import shop_name
from ..core.saleor_data import SaleorTokenDead, SaleorUnavailable
from . import proof, upkeep


@shared_task
def check_installation(installation_id: str) -> None:
    """See whether Saleor still knows us; suspend or resume the installation accordingly."""
    installation = Installation.objects.filter(pk=uuid.UUID(installation_id)).first()
    if installation is not None:
        with contextlib.suppress(SaleorUnavailable):  # whoever found the token dead asks again
            proof.check(installation, now=timezone.now())


@shared_task
def sweep_upkeep() -> None:
    """Have each installation looked after that is due, or that knows another version's webhooks."""
    with try_advisory_lock("sweep-upkeep") as held:
        if held:
            digest = upkeep.wanted_digest()
            for installation_id in due_for_upkeep(webhooks_digest=digest, now=timezone.now()):
                keep_up_installation.delay(str(installation_id))


@shared_task
def keep_up_installation(installation_id: str) -> None:
    """Look after one installation, so that a Saleor out of reach holds up no other."""
    installation = Installation.objects.filter(pk=uuid.UUID(installation_id)).first()
    if installation is not None and installation.is_active:
        upkeep.keep_up(installation, now=timezone.now())
        shop_name(installation)  # so that pages have it at hand


@shared_task
def read_missed_webhooks() -> None:
    """Have every active installation's Saleor asked for what it could not deliver."""
    for installation_id in active_installations().values_list("pk", flat=True):
        read_missed_of_installation.delay(str(installation_id))


@shared_task
def read_missed_of_installation(installation_id: str) -> None:
    """Read what one Saleor could not deliver, unless somebody is at it."""
    with try_advisory_lock(f"missed-{installation_id}") as held:
        installation = Installation.objects.filter(pk=uuid.UUID(installation_id)).first()
        if held and installation and installation.is_active:
            with contextlib.suppress(SaleorUnavailable, SaleorTokenDead):  # in five minutes then
                upkeep.read_missed(installation, now=timezone.now())
