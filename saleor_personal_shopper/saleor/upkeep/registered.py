"""The app as Saleor keeps it, read with the app's own token."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from ...core.saleor_data import SaleorUnavailable
from ..client import registered_app as answers
from ..meaning import SaleorClient


@dataclass(frozen=True)
class WebhookSettings:
    """What makes up a webhook in Saleor."""

    name: str
    target_url: str
    query: str
    events: frozenset[str]
    custom_headers: Mapping[str, str] = field(default_factory=dict)
    is_active: bool = True


@dataclass(frozen=True)
class RegisteredWebhook:
    id: str
    settings: WebhookSettings


@dataclass(frozen=True)
class RegisteredExtension:
    """`settings` are what the manifest calls options."""

    mount: str
    target: str
    url: str
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class RegisteredProblem:
    """What an app told Saleor's staff; dismissed, it is kept but no longer shown as open.

    Repaired: it was the app itself that dismissed it.
    """

    key: str
    message: str
    is_dismissed: bool
    is_repaired: bool = False


@dataclass(frozen=True)
class RegisteredApp:
    app_url: str
    permissions: frozenset[str]
    webhooks: tuple[RegisteredWebhook, ...]
    extensions: tuple[RegisteredExtension, ...]
    problems: tuple[RegisteredProblem, ...]


def read_app(client: SaleorClient) -> RegisteredApp:
    """Ask Saleor how it keeps us. Raises SaleorUnavailable or SaleorTokenDead."""
    try:
        app = client.registered_app().app
    except ValidationError as error:
        raise SaleorUnavailable("Saleor's answer has an unknown shape.") from error
    assert app is not None
    return RegisteredApp(
        app_url=app.app_url or "",
        permissions=frozenset(one.code for one in app.permissions or ()),
        webhooks=tuple(map(_webhook, app.webhooks or ())),
        extensions=tuple(map(_extension, app.extensions)),
        problems=tuple(map(_problem, app.problems or ())),
    )


def _webhook(found: answers.RegisteredAppAppWebhooks) -> RegisteredWebhook:
    return RegisteredWebhook(
        id=found.id,
        settings=WebhookSettings(
            name=found.name or "",
            target_url=found.target_url,
            query=found.subscription_query or "",
            events=frozenset(one.event_type for one in found.async_events),
            custom_headers=json.loads(found.custom_headers or "{}"),
            is_active=found.is_active,
        ),
    )


def _extension(found: answers.RegisteredAppAppExtensions) -> RegisteredExtension:
    settings = found.settings if isinstance(found.settings, dict) else {}
    return RegisteredExtension(found.mount_name, found.target_name, found.url, settings)


def _problem(found: answers.RegisteredAppAppProblems) -> RegisteredProblem:
    by = found.dismissed.by if found.dismissed else None
    return RegisteredProblem(
        found.key,
        found.message,
        is_dismissed=by is not None,
        is_repaired=by == "APP",
    )
