"""What has to change so that Saleor's webhooks are those that this version of the app defines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from ..manifest import webhook_name, webhook_url
from ..webhooks import WEBHOOKS
from .registered import RegisteredWebhook, WebhookSettings

PLACE = "/api/webhooks/saleor/"


@dataclass(frozen=True)
class WebhookChanges:
    """Empty when all is as it should be."""

    create: tuple[WebhookSettings, ...] = ()
    update: tuple[tuple[str, WebhookSettings], ...] = ()
    delete: tuple[RegisteredWebhook, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.create or self.update or self.delete)

    @property
    def names(self) -> list[str]:
        """The webhooks that differ, by their names."""
        updated = [wanted.name for _id, wanted in self.update]
        deleted = [found.settings.name for found in self.delete]
        return sorted({*(wanted.name for wanted in self.create), *updated, *deleted})


def wanted_webhooks() -> dict[str, WebhookSettings]:
    """The webhooks of this version, by slug."""
    return {
        webhook.slug: WebhookSettings(
            name=webhook_name(webhook.slug),
            target_url=webhook_url(webhook.slug),
            query=webhook.query,
            events=frozenset({webhook.event}),
        )
        for webhook in WEBHOOKS
    }


def wanted_digest() -> str:
    """Tells two sets of webhooks apart, the app's address included."""
    parts = [
        (wanted.name, wanted.target_url, wanted.query, sorted(wanted.events))
        for wanted in wanted_webhooks().values()
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def own_slug(target_url: str, name: str) -> str | None:
    """Which webhook of ours this is, of any version and at any address of the app; else None.

    Saleor knows webhooks by an identifier only since 3.23, so ours are known by where they lead.
    Staff may hang webhooks of their own on the app: those lead elsewhere and are left alone.
    """
    head, place, slug = target_url.rpartition(PLACE)
    is_ours = head == settings.APP_API_BASE_URL or name == webhook_name(slug)
    return slug if place and slug and is_ours else None


def webhook_changes(registered: Iterable[RegisteredWebhook]) -> WebhookChanges:
    """What to create, update and delete; webhooks that are not ours stay as they are."""
    missing = wanted_webhooks()
    update: list[tuple[str, WebhookSettings]] = []
    delete: list[RegisteredWebhook] = []
    for found in registered:
        slug = own_slug(found.settings.target_url, found.settings.name)
        wanted = missing.pop(slug, None) if slug else None
        if slug and wanted is None:  # of another version, or a second of the same
            delete.append(found)
        elif wanted and wanted != found.settings:
            update.append((found.id, wanted))
    return WebhookChanges(tuple(missing.values()), tuple(update), tuple(delete))
