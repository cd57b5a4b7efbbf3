"""Which web origins count as an installation's Dashboard.

Saleor does not tell: the Dashboard may live anywhere. So it is learned from whoever holds a
verified staff token: the first one, and further ones only from who may change settings.
"""

from __future__ import annotations

from django.http import HttpRequest

from ..core.installations.models import Installation, Module
from ..core.installations.origins import normalise_origin
from ..core.installations.services import remember_dashboard_origin
from ..core.shoppers.staff import StaffRights
from .content_security import own_origin


def is_dashboard(rights: StaffRights, origin: str) -> bool:
    """Whether a page at `origin`, which holds a verified token, is a Dashboard; learns new ones."""
    try:
        normalised = normalise_origin(origin)
    except ValueError:
        return False
    known = rights.installation.dashboard_origins
    if normalised in known:
        return True
    if normalised == own_origin() or (known and not rights.may(Module.SETTINGS)):
        return False
    remember_dashboard_origin(installation=rights.installation, origin=normalised)
    return True


def framing_origins(request: HttpRequest, installation: Installation | None) -> list[str]:
    """Who may frame the data-less shell: the known Dashboards, else the page that frames it."""
    if installation is not None and installation.dashboard_origins:
        return list(installation.dashboard_origins)
    try:
        return [normalise_origin(request.headers.get("Referer", ""))]
    except ValueError:
        return []


def dashboard_address(installation: Installation, path: str = "") -> str:
    """A page of the Dashboard known last, at its usual place below /dashboard/; else empty."""
    known = installation.dashboard_origins
    return f"{known[-1]}/dashboard/{path}" if known else ""
