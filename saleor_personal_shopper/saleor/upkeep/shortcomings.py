"""What the app lacks in a Saleor, and only staff can give it."""

from __future__ import annotations

from django.conf import settings

from ..extensions import EXTENSIONS, Extension
from ..permissions import required_permissions
from .registered import RegisteredApp


def missing_permissions(app: RegisteredApp) -> list[str]:
    """Permissions that this version needs and the app was not given, or lost."""
    return sorted({*required_permissions()} - app.permissions)


def missing_extensions(app: RegisteredApp) -> list[str]:
    """Identifiers of the extensions that Saleor lacks, or keeps otherwise than this version.

    When the app has moved, all of them still lead to its old address.
    """
    if app.app_url.rstrip("/") != settings.APP_IFRAME_BASE_URL:
        return [extension.identifier for extension in EXTENSIONS]
    return [one.identifier for one in EXTENSIONS if not _is_registered(one, app)]


def _is_registered(extension: Extension, app: RegisteredApp) -> bool:
    """Labels do not count: they are in the language of whoever installed the app."""
    wanted = (extension.mount, extension.target, extension.url, extension.options)
    return any(
        (found.mount, found.target, found.url, found.settings) == wanted for found in app.extensions
    )
