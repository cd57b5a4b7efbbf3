"""Pictures of campaigns (CP-21) and personal shoppers, and logos of agendas and shops (AD-06).

They are drawn anew, made small, and kept under names that cannot be guessed.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ...campaigns.models import Campaign
from ...errors import DomainError
from ...installations.models import Installation, ShopSettings
from ...shoppers.models import PersonalShopper
from .. import storage
from ..error_codes import FileErrorCode
from ..inspecting import inspect
from ..inspection.verdict import Refused
from ..limits import MEGABYTE, PICTURE_BYTES

Owner = Campaign | PersonalShopper | ShopSettings
FOLDERS: dict[type[Owner], str] = {
    Campaign: storage.CAMPAIGNS,
    PersonalShopper: storage.SHOPPERS,
    ShopSettings: storage.SHOP,
}


class PictureKind(StrEnum):
    """The field of its owner that names it."""

    IMAGE = "image"
    LOGO = "logo"
    PICTURE = "picture"


def set_picture(*, owner: Owner, kind: PictureKind, content: bytes) -> None:
    """Keep a picture in place of the one before.

    Raises DomainError EMPTY, TOO_LARGE, NOT_ALLOWED, DAMAGED or TOO_MANY_PIXELS, about `kind`.
    """
    name = f"{kind}-{secrets.token_urlsafe(16)}.webp"
    try:
        _draw(content, key_of(owner, name))
    except Refused as error:
        raise DomainError(error.code, _sentence(error.code), field=str(kind)) from error
    _point_to(owner, kind, name)


def remove_picture(*, owner: Owner, kind: PictureKind) -> None:
    """Have no picture. Harmless twice."""
    _point_to(owner, kind, "")


def key_of(owner: Owner, name: str) -> str:
    """Where a picture is kept."""
    return f"{owner.installation_id}/{FOLDERS[type(owner)]}/{owner.pk}/{name}"


def sweep_pictures() -> int:
    """Delete pictures that nothing names (any more); gives how many."""
    return sum(
        storage.delete_unnamed(f"{installation.pk}/{folder}", names)
        for installation in Installation.objects.all()
        for folder, names in _named_in(installation).items()
    )


def _sentence(code: FileErrorCode) -> str:
    if code == FileErrorCode.TOO_LARGE:
        message = _("Choose a picture of at most %(limit)d MB.")
        return message % {"limit": PICTURE_BYTES // MEGABYTE}
    if code in {FileErrorCode.DAMAGED, FileErrorCode.TOO_MANY_PIXELS}:
        return _("This picture cannot be opened. Choose another one.")
    return _("Choose a picture: JPEG, PNG, GIF, WebP, HEIC or AVIF.")


def _named_in(installation: Installation) -> dict[str, dict[str, set[str]]]:
    """The names in use, by folder and owner."""
    campaigns = Campaign.objects.of(installation).filter(deleted_at=None)
    people = PersonalShopper.objects.of(installation).filter(deleted_at=None)
    shop = ShopSettings.objects.of(installation)
    rows: dict[str, Iterable[tuple[Any, ...]]] = {
        storage.CAMPAIGNS: campaigns.values_list("pk", "image", "logo"),
        storage.SHOPPERS: people.values_list("pk", "picture"),
        storage.SHOP: shop.values_list("pk", "logo"),
    }
    return {
        folder: {str(key): {name for name in names if name} for key, *names in found}
        for folder, found in rows.items()
    }


def _draw(content: bytes, key: str) -> None:
    if len(content) > PICTURE_BYTES:
        raise Refused(FileErrorCode.TOO_LARGE)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.write_bytes(content)
        found = inspect(source, ending="", folder=Path(folder))
        if found.thumbnail is None:
            raise Refused(FileErrorCode.NOT_ALLOWED)
        storage.save(key, found.thumbnail)


def _point_to(owner: Owner, kind: PictureKind, name: str) -> None:
    before = getattr(owner, kind)
    setattr(owner, kind, name)
    owner.save(update_fields=[str(kind)])
    if before:
        old = key_of(owner, before)
        transaction.on_commit(lambda: storage.delete(old), robust=True)
