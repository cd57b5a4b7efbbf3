"""What makes up a webhook of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ...core.installations.models import Installation, WebhookDelivery
from ..subscriptions import subscription

Handler = Callable[[WebhookDelivery, datetime], None]
Concerns = Callable[[Installation, dict[str, Any]], bool]


def always(installation: Installation, payload: dict[str, Any]) -> bool:
    return True


@dataclass(frozen=True)
class Webhook:
    """One event of Saleor that we ask for, and who works it.

    Handlers are harmless the second time and read the state of now where order matters, so a
    delivery that comes twice, late or out of order does no harm. What does not `concern` the
    installation is answered but not kept. What Saleor could not deliver is read there afterwards
    and worked as if it had come; where `when_missed` is given, that makes up for all of it at once.
    """

    event: str
    selection: tuple[str, str]
    permission: str | None
    handler: Handler
    concerns: Concerns = always
    when_missed: Callable[[Installation], None] | None = None

    @property
    def slug(self) -> str:
        """Its place in our addresses, and its identifier in the manifest."""
        return self.event.lower().replace("_", "-")

    @property
    def type_name(self) -> str:
        """The GraphQL type of the event, which Saleor signs with the rest of the body."""
        return self.selection[0]

    @property
    def query(self) -> str:
        return subscription(self.selection)
