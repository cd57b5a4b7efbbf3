"""Taking in what Saleor sends: the same whether it came as a webhook or was read afterwards."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from ..core.installations.models import Installation
from ..core.installations.services import receive_webhook
from .webhooks import Webhook


class NotForUs(Exception):
    """The event was made for another app."""


class NoEvent(Exception):
    """The body is not the event that the webhook is for."""


def take_in(
    *, installation: Installation, webhook: Webhook, body: bytes, now: datetime
) -> dict[str, Any]:
    """Keep an event that this Saleor vouches for, if it concerns us; gives what it says.

    Raises NoEvent or NotForUs.
    """
    payload = _payload(webhook, installation, body)
    if webhook.concerns(installation, payload):
        receive_webhook(
            installation=installation, event=webhook.event, body=body, payload=payload, now=now
        )
    return payload


def _payload(webhook: Webhook, installation: Installation, body: bytes) -> dict[str, Any]:
    """The event, which names its type and whom it is for inside what was signed.

    Saleor signs for all its apps by one key: without the recipient, another app's webhook would
    pass for ours.
    """
    try:
        payload = json.loads(body)
    except ValueError as error:
        raise NoEvent("a body that is no JSON") from error
    if not isinstance(payload, dict) or payload.get("__typename") != webhook.type_name:
        raise NoEvent("another event than the address says")
    recipient = payload.get("recipient") or {}
    if recipient.get("id") != installation.app_id:
        raise NotForUs("a webhook for another app")
    return payload
