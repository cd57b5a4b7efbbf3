"""Pictures of campaigns: one that tells staff which it is (CP-21), and the agenda's logo (AD-06).

They are drawn anew, made small, and kept under names that cannot be guessed.
"""

from __future__ import annotations

import secrets
import tempfile
from enum import StrEnum
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ...campaigns.models import Campaign
from ...errors import DomainError
from ...installations.models import Installation
from .. import storage
from ..error_codes import FileErrorCode
from ..inspecting import inspect
from ..inspection.verdict import Refused
from ..limits import CAMPAIGN_PICTURE_BYTES, MEGABYTE


class PictureKind(StrEnum):
    """The field of the campaign that names it."""

    IMAGE = "image"
    LOGO = "logo"


def set_campaign_picture(*, campaign: Campaign, kind: PictureKind, content: bytes) -> Campaign:
    """Keep a picture in place of the one before.

    Raises DomainError EMPTY, TOO_LARGE, NOT_ALLOWED, DAMAGED or TOO_MANY_PIXELS, about `kind`.
    """
    name = f"{kind}-{secrets.token_urlsafe(16)}.webp"
    try:
        _draw(content, key_of(campaign, name))
    except Refused as error:
        raise DomainError(error.code, _sentence(error.code), field=str(kind)) from error
    return _point_to(campaign, kind, name)


def remove_campaign_picture(*, campaign: Campaign, kind: PictureKind) -> Campaign:
    """Have no picture. Harmless twice."""
    return _point_to(campaign, kind, "")


def key_of(campaign: Campaign, name: str) -> str:
    """Where a picture is kept."""
    return f"{_folder(campaign.installation_id)}/{campaign.pk}/{name}"


def sweep_campaign_pictures() -> int:
    """Delete pictures that no campaign names (any more); gives how many."""
    return sum(
        storage.delete_unnamed(_folder(installation.pk), _named_in(installation))
        for installation in Installation.objects.all()
    )


def _sentence(code: FileErrorCode) -> str:
    if code == FileErrorCode.TOO_LARGE:
        message = _("Choose a picture of at most %(limit)d MB.")
        return message % {"limit": CAMPAIGN_PICTURE_BYTES // MEGABYTE}
    if code in {FileErrorCode.DAMAGED, FileErrorCode.TOO_MANY_PIXELS}:
        return _("This picture cannot be opened. Choose another one.")
    return _("Choose a picture: JPEG, PNG, GIF, WebP, HEIC or AVIF.")


def _named_in(installation: Installation) -> dict[str, set[str]]:
    """The names in use, by campaign."""
    rows = Campaign.objects.of(installation).filter(deleted_at=None)
    return {str(key): {image, logo} for key, image, logo in rows.values_list("pk", "image", "logo")}


def _folder(installation_id: object) -> str:
    return f"{installation_id}/{storage.CAMPAIGNS}"


def _draw(content: bytes, key: str) -> None:
    if len(content) > CAMPAIGN_PICTURE_BYTES:
        raise Refused(FileErrorCode.TOO_LARGE)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.write_bytes(content)
        found = inspect(source, ending="", folder=Path(folder))
        if found.thumbnail is None:
            raise Refused(FileErrorCode.NOT_ALLOWED)
        storage.save(key, found.thumbnail)


def _point_to(campaign: Campaign, kind: PictureKind, name: str) -> Campaign:
    before = getattr(campaign, kind)
    setattr(campaign, kind, name)
    campaign.save(update_fields=[str(kind)])
    if before:
        old = key_of(campaign, before)
        transaction.on_commit(lambda: storage.delete(old), robust=True)
    return campaign
