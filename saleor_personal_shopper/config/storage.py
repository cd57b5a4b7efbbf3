"""Where files are kept: Django's storages by one URL."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FOLDER = "django.core.files.storage.FileSystemStorage"
S3 = "storages.backends.s3.S3Storage"
STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
S3_OPTIONS = {"endpoint": "endpoint_url", "region": "region_name"}


def storages_by_url(url: str) -> dict[str, dict[str, Any]]:
    """The STORAGES setting for `file:///folder` or `s3://bucket/prefix?region=…&endpoint=…`.

    Credentials of S3 come from where AWS' own tools find them. Raises ImproperlyConfigured.
    """
    parts = urlsplit(url)
    kinds = {"file": _folder, "s3": _s3}
    if parts.scheme not in kinds or (parts.scheme == "file" and parts.netloc):
        raise ImproperlyConfigured(
            f"STORAGE_URL must look like file:///var/lib/files or s3://bucket/prefix, not {url!r}."
        )
    return {"default": kinds[parts.scheme](parts), "staticfiles": {"BACKEND": STATIC}}


def _folder(parts: SplitResult) -> dict[str, Any]:
    options = {
        "location": unquote(parts.path),
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
        "allow_overwrite": True,
    }
    return {"BACKEND": FOLDER, "OPTIONS": options}


def _s3(parts: SplitResult) -> dict[str, Any]:
    given = dict(parse_qsl(parts.query))
    unknown = sorted(set(given) - set(S3_OPTIONS))
    if not parts.netloc or unknown:
        wrong = f"{', '.join(unknown)} is unknown" if unknown else "it names no bucket"
        raise ImproperlyConfigured(f"STORAGE_URL: {wrong}. Known are region and endpoint.")
    if find_spec("storages") is None:
        raise ImproperlyConfigured(
            "STORAGE_URL names S3, for which the extra is missing: "
            "pip install 'saleor-personal-shopper[s3]'."
        )
    options = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "default_acl": None,
        "querystring_auth": True,
        **{S3_OPTIONS[name]: value for name, value in given.items()},
    }
    return {"BACKEND": S3, "OPTIONS": options}
