"""The matrix of permission groups and modules (PM-01..PM-05)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core import ports, saleor_data
from ....core.installations.models import Installation, Module
from ....core.installations.selectors import module_grants
from ....core.installations.services import set_module_grants
from ...callers import Caller
from ...labels import MODULES
from .answers import saved


@dataclass(frozen=True)
class GroupRow:
    """A permission group with one box a module, in the order of the columns."""

    id: str
    name: str
    boxes: tuple[tuple[str, Any, bool], ...]


def context(installation: Installation) -> dict[str, Any]:
    grants = module_grants(installation)
    groups = ports.saleor_api(installation).permission_groups()
    return {
        "modules": list(MODULES.values()),
        "group_rows": [_row(group, grants.get(group.id, frozenset())) for group in groups],
    }


def save(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Replace the matrix by the boxes ticked; modules without a column stay as they are."""
    kept = module_grants(caller.installation)
    grants: dict[str, set[str]] = {
        group: {str(module) for module in modules if module not in MODULES}
        for group, modules in kept.items()
    }
    for name in request.POST.getlist("grant"):
        module, _separator, group = name.partition(":")
        if module in MODULES:
            grants.setdefault(group, set()).add(module)
    set_module_grants(installation=caller.installation, grants=grants, now=caller.now)
    return saved(request, caller, "modules", context(caller.installation), _("Access saved"))


def _row(group: saleor_data.PermissionGroup, granted: frozenset[Module]) -> GroupRow:
    boxes = tuple((str(module), label, module in granted) for module, label in MODULES.items())
    return GroupRow(group.id, group.name, boxes)
