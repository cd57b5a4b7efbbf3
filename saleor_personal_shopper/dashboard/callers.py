"""Who is asking: staff by the Dashboard's bearer in the frame, by a session at the desk."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlencode

from django.http import HttpRequest

from ..core import ports, saleor_data
from ..core.installations.models import Installation, InstallationStatus, StaffMember
from ..core.shoppers import sessions
from ..core.shoppers.staff import StaffRights, rights_from_token, rights_of
from .languages import known_language

FRAME_BASE = "/dashboard/calls"
DESK_COOKIE = "personal-shopper-desk"


class Surface(StrEnum):
    """Where staff see a page."""

    FRAME = "frame"
    DESK = "desk"


class NotSignedIn(Exception):
    """No valid bearer or session: the way in is the Dashboard."""

    def __init__(self, installation: Installation | None = None) -> None:
        super().__init__("not signed in")
        self.installation = installation


class RightsUnreadable(Exception):
    """The app may not read what the staff user may do, since it lacks `permission` in Saleor."""

    def __init__(self, installation: Installation, permission: str) -> None:
        super().__init__(permission)
        self.installation = installation
        self.permission = permission


@dataclass(frozen=True)
class Caller:
    """A staff user, what he may do, and how addresses are written for him."""

    rights: StaffRights
    surface: Surface
    now: datetime
    language: str = ""

    @property
    def installation(self) -> Installation:
        return self.rights.installation

    @property
    def is_desk(self) -> bool:
        return self.surface is Surface.DESK

    @property
    def base(self) -> str:
        """What the addresses of the calls pages start with, without a slash at the end."""
        return desk_base(self.installation.pk) if self.is_desk else FRAME_BASE

    @property
    def kept_query(self) -> str:
        """What addresses in the frame carry along, with the question mark; the desk needs none."""
        if self.is_desk:
            return ""
        return "?" + urlencode({"saleorApiUrl": self.installation.saleor_api_url})


def desk_base(installation_id: uuid.UUID) -> str:
    return f"/desk/{installation_id}"


@contextmanager
def reading_rights(installation: Installation) -> Iterator[None]:
    """Raises RightsUnreadable instead of SaleorPermissionMissing."""
    try:
        yield
    except saleor_data.SaleorPermissionMissing as error:
        raise RightsUnreadable(installation, error.permission) from error


def caller_in_frame(request: HttpRequest, now: datetime) -> Caller:
    """Whom the bearer names. Raises NotSignedIn, RightsUnreadable, or SaleorUnavailable."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn
    member = staff_member_of(token, now)
    return Caller(rights_of(member, now=now), Surface.FRAME, now)


def staff_member_of(token: str, now: datetime) -> StaffMember:
    """The staff user whom a token of the Dashboard names. Raises as `caller_in_frame`."""
    try:
        staff = ports.token_verifier().verify_staff(token)
    except saleor_data.TokenRefused as error:
        raise NotSignedIn from error
    with reading_rights(staff.installation):
        return rights_from_token(
            installation=staff.installation,
            user_id=staff.user_id,
            email=staff.email,
            name="",
            user_permissions=staff.user_permissions,
            now=now,
        )


def caller_at_desk(request: HttpRequest, installation_id: uuid.UUID, now: datetime) -> Caller:
    """Whom the desk's session names. Raises as `caller_in_frame`."""
    active = Installation.objects.filter(status=InstallationStatus.ACTIVE)
    installation = active.filter(pk=installation_id).first()
    if installation is None:
        raise NotSignedIn
    key = request.COOKIES.get(DESK_COOKIE, "")
    member = sessions.session(key, installation=installation, now=now) if key else None
    if member is None:
        raise NotSignedIn(installation)
    language = known_language(sessions.language_of(key))
    with reading_rights(installation):
        return Caller(rights_of(member, now=now), Surface.DESK, now, language)
