"""Installing an app: fetch the manifest, hand over a token, keep the app or say why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from saleor_personal_shopper.demo.store.apps.manifest import (
    Manifest,
    ManifestWebhook,
    check_extension_permissions,
    parse_manifest,
)
from saleor_personal_shopper.demo.store.errors import BusinessError, refuse
from saleor_personal_shopper.demo.store.records import (
    SCHEMA_VERSION,
    App,
    AppExtension,
    AppInstallation,
    State,
    Webhook,
    now,
)
from saleor_personal_shopper.demo.store.settings import StoreSettings
from saleor_personal_shopper.demo.store.tokens import hash_token, new_app_token
from saleor_personal_shopper.demo.store.webhooks import TIMEOUT

# Validates a subscription query; returns the events it asks for.
QueryReader = Callable[[str], list[str]]


class InstallationError(Exception):
    """An installation that failed; its text is what the Dashboard shows."""


class Installer:
    def __init__(
        self,
        *,
        state: State,
        settings: StoreSettings,
        client: httpx.AsyncClient,
        read_query: QueryReader,
    ) -> None:
        self._state = state
        self._settings = settings
        self._client = client
        self._read_query = read_query

    async def fetch_manifest(self, url: str) -> Any:
        """Return the manifest's JSON; a refusal when it cannot be had."""
        headers = {"Saleor-Schema-Version": SCHEMA_VERSION}
        try:
            response = await self._client.get(url, headers=headers, timeout=TIMEOUT)
        except httpx.HTTPError as error:
            message = "Can't fetch manifest data. Please try later."
            raise refuse("MANIFEST_URL_CANT_CONNECT", message, field="manifestUrl") from error
        if not response.is_success:
            message = "Unable to fetch manifest data."
            raise refuse("INVALID_MANIFEST_FORMAT", message, field="manifestUrl")
        try:
            return response.json()
        except ValueError as error:
            message = "Incorrect structure of manifest."
            raise refuse("INVALID_MANIFEST_FORMAT", message, field="manifestUrl") from error

    async def run(self, job: AppInstallation) -> App | None:
        """Do the job; on success the row is gone and the app is returned, else the row says why."""
        try:
            app = await self._install(job)
        except InstallationError as error:
            self._fail(job, str(error))
            return None
        except BusinessError as error:
            self._fail(job, "; ".join(each.message for each in error.problems))
            return None
        del self._state.installations[job.pk]
        return app

    def _fail(self, job: AppInstallation, message: str) -> None:
        job.status = "FAILED"
        job.message = message
        job.updated_at = now()

    async def _install(self, job: AppInstallation) -> App:
        data = await self.fetch_manifest(job.manifest_url)
        manifest = parse_manifest({**data, "permissions": job.permissions})
        self._check(manifest, set(job.permissions))
        app = self._app(job, manifest)
        token = new_app_token()
        app.token_hash = hash_token(token)
        # The token works while the app is being told of it, as it does in Saleor.
        self._state.apps[app.pk] = app
        try:
            await self._hand_over(manifest.token_target_url, token)
        except InstallationError:
            del self._state.apps[app.pk]
            raise
        return app

    def _check(self, manifest: Manifest, granted: set[str]) -> None:
        if not manifest.satisfies_saleor:
            message = f"Saleor version {manifest.required_saleor_version} is required."
            raise refuse("UNSUPPORTED_SALEOR_VERSION", message, field="requiredSaleorVersion")
        if any(app.identifier == manifest.id for app in self._state.apps.values()):
            message = f"App with the same identifier is already installed: {manifest.id}"
            raise refuse("UNIQUE", message, field="identifier")
        check_extension_permissions(manifest, granted)
        for webhook in manifest.webhooks:
            self._read_query(webhook.query)

    async def _hand_over(self, url: str | None, token: str) -> None:
        if url is None:
            return
        headers = {
            "Saleor-Api-Url": self._settings.api_url,
            "Saleor-Domain": self._settings.domain,
            "X-Saleor-Domain": self._settings.domain,
            "Saleor-Schema-Version": SCHEMA_VERSION,
        }
        body = {"auth_token": token}
        try:
            response = await self._client.post(url, json=body, headers=headers, timeout=TIMEOUT)
        except httpx.HTTPError as error:
            raise InstallationError(
                "Failed to connect to app. Try later or contact with app support."
            ) from error
        if response.status_code >= 400:
            raise InstallationError(_refusal(response))

    def _app(self, job: AppInstallation, manifest: Manifest) -> App:
        return App(
            pk=self._state.next_pk("app"),
            name=job.app_name,
            identifier=manifest.id,
            permissions=list(job.permissions),
            manifest_url=job.manifest_url,
            created=now(),
            version=manifest.version,
            is_active=job.activate,
            about=manifest.about,
            author=manifest.author,
            app_url=manifest.app_url,
            homepage_url=manifest.homepage_url,
            support_url=manifest.support_url,
            data_privacy_url=manifest.data_privacy_url,
            logo_url=manifest.brand.logo.default if manifest.brand else None,
            audience=manifest.audience,
            extensions=self._extensions(manifest),
            webhooks=[self._webhook(each) for each in manifest.webhooks],
        )

    def _extensions(self, manifest: Manifest) -> list[AppExtension]:
        return [
            AppExtension(
                pk=self._state.next_pk("app_extension"),
                label=each.label,
                url=each.url,
                mount=each.mount.upper(),
                target=each.target.upper(),
                permissions=list(each.permissions),
                options=each.options,
                identifier=each.identifier,
            )
            for each in manifest.extensions
        ]

    def _webhook(self, manifest: ManifestWebhook) -> Webhook:
        named = manifest.async_events + manifest.sync_events
        return Webhook(
            pk=self._state.next_pk("webhook"),
            name=manifest.name,
            target_url=manifest.target_url,
            query=manifest.query,
            events=[name.upper() for name in named] or self._read_query(manifest.query),
            is_active=manifest.is_active,
            identifier=manifest.identifier,
            custom_headers=manifest.custom_headers or {},
        )


def _refusal(response: httpx.Response) -> str:
    """Return the app's own words when it gave some, as the Dashboard shows them."""
    try:
        return str(response.json()["error"]["message"])
    except (ValueError, KeyError, TypeError):
        return (
            f"App internal error ({response.status_code}). Try later or contact with app support."
        )
