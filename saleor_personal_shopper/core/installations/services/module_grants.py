"""Which modules the permission groups of Saleor may use (PM-01..PM-03)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ...errors import DomainError
from ..error_codes import InstallationErrorCode
from ..models import Installation, Module, ModuleGrant, ShopSettings


def set_module_grants(
    *, installation: Installation, grants: Mapping[str, Iterable[str]], now: datetime
) -> None:
    """Replace the whole module matrix. Raises DomainError INVALID for an unknown module."""
    wanted = {(group, _module(name)) for group, names in grants.items() for name in names}
    with transaction.atomic():
        ModuleGrant.objects.of(installation).delete()
        ModuleGrant.objects.bulk_create(
            ModuleGrant(installation=installation, group_id=group, module=module)
            for group, module in sorted(wanted)
        )
        ShopSettings.objects.update_or_create(
            installation=installation, defaults={"modules_reviewed_at": now}
        )


def _module(name: str) -> Module:
    try:
        return Module(name)
    except ValueError:
        message = _("There is no module %s.") % name
        raise DomainError(InstallationErrorCode.INVALID, message, field="grants") from None
