"""An app's manifest: Saleor's fields and Saleor's refusals (app/manifest_schema.py there)."""

from __future__ import annotations

import mimetypes
import re
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator
from pydantic.alias_generators import to_camel
from semantic_version import NpmSpec, Version

from saleor_personal_shopper.demo.store.errors import BusinessError, Problem, refuse
from saleor_personal_shopper.demo.store.permissions import PERMISSION_NAMES
from saleor_personal_shopper.demo.store.records import SALEOR_VERSION

_ICON_TYPES = {"image/gif", "image/jpeg", "image/png", "image/tiff", "image/webp", "image/x-icon"}
_HOST = re.compile(r"localhost|(\d{1,3}\.){3}\d{1,3}|([a-z0-9-]+\.)+[a-z0-9-]+", re.IGNORECASE)
_CUSTOM_HEADER = re.compile(r"(x-|authorization)[\w-]*|brokerproperties", re.IGNORECASE)


class _ManifestPart(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True, alias_generator=to_camel)


class ManifestLogo(_ManifestPart):
    default: str

    @field_validator("default")
    @classmethod
    def _is_raster_image(cls, url: str) -> str:
        if mimetypes.guess_type(url)[0] not in _ICON_TYPES:
            raise ValueError("Invalid file type for field: logo.default.")
        return _checked_url(url)


class ManifestBrand(_ManifestPart):
    logo: ManifestLogo


class ManifestExtension(_ManifestPart):
    label: str
    url: str
    mount: str
    target: str = "popup"
    permissions: list[str] = []
    options: dict[str, Any] = {}
    identifier: str | None = None


class ManifestWebhook(_ManifestPart):
    name: str
    target_url: str
    query: str
    is_active: bool = True
    async_events: list[str] = []
    sync_events: list[str] = []
    custom_headers: dict[str, str] | None = None
    identifier: str | None = None

    @field_validator("target_url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        return _checked_url(url)

    @field_validator("custom_headers")
    @classmethod
    def _are_allowed(cls, headers: dict[str, str] | None) -> dict[str, str] | None:
        if headers and (len(headers) > 5 or not all(map(_CUSTOM_HEADER.fullmatch, headers))):
            raise ValueError("Invalid custom headers.")
        return headers


class Manifest(_ManifestPart):
    id: str
    name: str
    version: str
    about: str | None = None
    permissions: list[str] = []
    app_url: str | None = None
    token_target_url: str | None = None
    data_privacy_url: str | None = None
    homepage_url: str | None = None
    support_url: str | None = None
    audience: str | None = None
    required_saleor_version: str | None = None
    author: str | None = None
    brand: ManifestBrand | None = None
    extensions: list[ManifestExtension] = []
    webhooks: list[ManifestWebhook] = []

    @field_validator("extensions", "webhooks", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return [] if value is None else value

    @field_validator("token_target_url")
    @classmethod
    def _is_address(cls, url: str | None) -> str | None:
        return url and _checked_url(url)

    @field_validator("author")
    @classmethod
    def _is_not_blank(cls, author: str | None) -> str | None:
        if author is not None and not author.strip():
            raise ValueError("Incorrect value for field: author")
        return author

    @model_validator(mode="after")
    def _relative_urls_need_app_url(self) -> Manifest:
        if not self.app_url and any(each.url.startswith("/") for each in self.extensions):
            raise ValueError("Incorrect relation between extension's target and URL fields.")
        return self

    @property
    def satisfies_saleor(self) -> bool:
        if not self.required_saleor_version:
            return True
        try:
            return Version(SALEOR_VERSION) in NpmSpec(self.required_saleor_version)
        except ValueError:
            return False


def parse_manifest(data: object) -> Manifest:
    """Return the manifest; a refusal names each field that is wrong."""
    try:
        return Manifest.model_validate(data)
    except ValidationError as error:
        raise BusinessError(*map(_manifest_problem, error.errors())) from error


def check_extension_permissions(manifest: Manifest, granted: set[str]) -> None:
    """Refuse extensions that ask for more than the app itself was given."""
    for extension in manifest.extensions:
        if not granted.issuperset(extension.permissions):
            message = "Extension permission must be listed in App's permissions."
            raise refuse("OUT_OF_SCOPE_PERMISSION", message, field="extensions")


def check_known_permissions(manifest: Manifest) -> None:
    if not PERMISSION_NAMES.keys() >= set(manifest.permissions):
        message = "Given permissions don't exist."
        raise refuse("INVALID_PERMISSION", message, field="permissions")


def _checked_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(parts.hostname or ""):
        raise ValueError("Invalid target url.")
    return url


def _manifest_problem(detail: Any) -> Problem:
    field = str(detail["loc"][0]) if detail["loc"] else None
    if detail["type"] == "missing":
        return Problem(code="REQUIRED", message="Field required", field=field)
    is_url = "url" in detail["msg"].lower() or "file type" in detail["msg"]
    code = "INVALID_URL_FORMAT" if is_url else "INVALID"
    return Problem(code=code, message=detail["msg"].removeprefix("Value error, "), field=field)
