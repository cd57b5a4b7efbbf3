"""How the app stands in one Saleor now, in words for whoever runs it; nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from ...core.installations.extensions import extension_places
from ...core.installations.models import Installation
from ...core.installations.permissions import permission_name
from ...core.installations.selectors import upkeep_of
from ..meaning import InstalledClient, SaleorClient
from .missed import Missed, look_for_missed
from .registered import RegisteredApp, WebhookSettings, read_app
from .shortcomings import missing_extensions, missing_permissions
from .wanted import own_slug, webhook_changes

RECENT = timedelta(hours=1)


def inspect(installation: Installation, *, now: datetime) -> Iterator[tuple[str, str]]:
    """What was looked at, each with what is wrong and what to do; empty where all is well.

    Raises SaleorUnavailable, SaleorTokenDead and SecretUnreadable.
    """
    client = InstalledClient(installation)
    app = read_app(client)
    yield "token", ""
    yield "permissions", _permissions(app)
    yield "webhooks", _webhooks(app, installation)
    yield "extensions", _extensions(app)
    yield "deliveries", _deliveries(client, now)


def _permissions(app: RegisteredApp) -> str:
    missing = ", ".join(map(permission_name, missing_permissions(app)))
    return missing and f"give the app in the Dashboard: {missing}"


def _webhooks(app: RegisteredApp, installation: Installation) -> str:
    inactive = [one.name for one in _ours(app) if not one.is_active]
    differing = [name for name in webhook_changes(app.webhooks).names if name not in inactive]
    told = [
        *([f"out of date: {', '.join(differing)}"] if differing else []),
        *([f"inactive: {', '.join(inactive)}"] if inactive else []),
    ]
    if not differing:
        return "; ".join(told)
    trouble = upkeep_of(installation).trouble
    hope = f"the last try failed: {trouble}" if trouble else "a running worker mends that"
    return "; ".join([*told, hope])


def _ours(app: RegisteredApp) -> list[WebhookSettings]:
    found = [webhook.settings for webhook in app.webhooks]
    return [one for one in found if own_slug(one.target_url, one.name)]


def _extensions(app: RegisteredApp) -> str:
    missing = ", ".join(extension_places(missing_extensions(app)))
    return missing and f"missing or outdated: {missing}; install the app again, nothing is lost"


def _deliveries(client: SaleorClient, now: datetime) -> str:
    missed = look_for_missed(client, now=now)
    return "; ".join(filter(None, (_recent(one, now) for one in missed)))


def _recent(missed: Missed, now: datetime) -> str:
    """What failed or was lost of one webhook within the hour; what is older was read since."""
    recent = [one for one in (*missed.failed, *missed.lost) if one.sent_at > now - RECENT]
    if not recent:
        return ""
    newest = max(recent, key=lambda one: one.sent_at)
    answer = f", the last answered {newest.answer}" if newest.answer else ""
    return f"{missed.webhook.slug}: {len(recent)} not delivered within the hour{answer}"
