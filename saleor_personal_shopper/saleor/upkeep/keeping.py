"""Looking after one installation: read how Saleor keeps the app, and mend what we can."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from ... import __version__
from ...core.installations.encryption import SecretUnreadable
from ...core.installations.locks import try_advisory_lock
from ...core.installations.models import Installation
from ...core.installations.services import (
    record_shortcomings,
    record_upkeep,
    record_upkeep_failure,
    store_permissions,
)
from ...core.saleor_data import SaleorRefused, SaleorTokenDead, SaleorUnavailable
from ..meaning import InstalledClient, SaleorClient
from .problems import problem_changes, problems_to_tell
from .registered import RegisteredApp, WebhookSettings, read_app
from .shortcomings import missing_extensions, missing_permissions
from .wanted import WebhookChanges, wanted_digest, webhook_changes

logger = logging.getLogger(__name__)

FAILURES = (SaleorUnavailable, SaleorTokenDead, SaleorRefused, SecretUnreadable)


class SaleorAppUpkeep:
    """What AppUpkeep promises."""

    def keep_up(self, installation: Installation) -> bool:
        return keep_up(installation, now=timezone.now())


def keep_up(installation: Installation, *, now: datetime) -> bool:
    """Bring one installation up to date, unless somebody is at it; what fails is remembered.

    Harmless at any time and any number of times: only what differs is changed. False when somebody
    is at it.
    """
    with try_advisory_lock(f"upkeep-{installation.pk}") as held:
        if held:
            _remember(installation, _mend(installation, now), now)
    return held


def _remember(installation: Installation, trouble: str, now: datetime) -> None:
    if trouble:
        about = {"installation": installation.pk}
        logger.warning("Upkeep did not go through: %s", trouble, extra=about)
        record_upkeep_failure(installation=installation, trouble=trouble, now=now)
    else:
        record_upkeep(
            installation=installation,
            webhooks_digest=wanted_digest(),
            app_version=__version__,
            now=now,
        )


def _mend(installation: Installation, now: datetime) -> str:
    """Do it; gives what went wrong, in one line."""
    try:
        client = InstalledClient(installation)
        app = read_app(client)
        store_permissions(installation=installation, permissions=sorted(app.permissions))
        lacking = {
            "missing_permissions": missing_permissions(app),
            "missing_extensions": missing_extensions(app),
        }
        record_shortcomings(installation=installation, **lacking, now=now)
        refusals = [
            *_change_webhooks(client, webhook_changes(app.webhooks)),
            *_tell_problems(client, app, lacking),
        ]
    except FAILURES as error:
        return f"{type(error).__name__}: {error}"
    return "; ".join(refusals)


def _change_webhooks(client: SaleorClient, changes: WebhookChanges) -> Iterator[str]:
    """Make the changes; one that Saleor refuses does not keep the others from being made."""
    for wanted in changes.create:
        yield from _refusals(wanted.name, client.webhook_create(**_variables(wanted)))
    for webhook_id, wanted in changes.update:
        answer = client.webhook_update(id=webhook_id, **_variables(wanted))
        yield from _refusals(wanted.name, answer)
    for found in changes.delete:
        yield from _refusals(found.settings.name, client.webhook_delete(id=found.id))


def _variables(wanted: WebhookSettings) -> dict[str, Any]:
    return {
        "name": wanted.name,
        "target_url": wanted.target_url,
        "query": wanted.query,
        "async_events": sorted(wanted.events),
        "custom_headers": json.dumps(dict(wanted.custom_headers)),
    }


def _tell_problems(
    client: SaleorClient, app: RegisteredApp, lacking: dict[str, list[str]]
) -> Iterator[str]:
    dismiss, tell = problem_changes(app.problems, problems_to_tell(**lacking))
    if dismiss:
        yield from _refusals("dismissing problems", client.app_problem_dismiss(keys=dismiss))
    for key, message in tell.items():
        yield from _refusals(key, client.app_problem_create(key=key, message=message))


def _refusals(subject: str, answer: Any) -> Iterator[str]:
    """What Saleor says against a change, from the one payload in its answer."""
    (payload,) = (getattr(answer, name) for name in type(answer).model_fields)
    for error in payload.errors if payload else ():
        yield f"{subject}: {error.message or error.code}"
