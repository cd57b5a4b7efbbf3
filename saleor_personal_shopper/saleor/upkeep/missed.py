"""Webhooks that Saleor could not deliver are read there, and taken in as if they had come (F04).

Saleor gives up after five minutes, and an app may not have it try again. But an app may read what
was meant for it, for fourteen days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from ...core.installations.models import Installation
from ...core.installations.selectors import upkeep_of
from ...core.installations.services import (
    record_missed_read,
    record_missed_webhook,
    unread_webhooks,
)
from ...core.saleor_data import SaleorUnavailable
from ..client import EventDeliveryStatusEnum
from ..client.missed_deliveries import MissedDeliveriesAppWebhooks
from ..intake import NoEvent, NotForUs, take_in
from ..meaning import InstalledClient, SaleorClient
from ..webhooks import BY_SLUG, Webhook
from .wanted import own_slug

WATCHED = 20
PAGE = 20
LOST_AFTER = timedelta(minutes=15)
"""Six tries of at most 20 seconds within 310: what is pending longer was lost by Saleor's queue."""
OVERLAP = timedelta(days=1)
"""How far behind Saleor's own queue may be without anything being overlooked."""


@dataclass(frozen=True)
class Delivery:
    """One that Saleor did not bring; `answer` is the HTTP status that the last try got."""

    id: str
    sent_at: datetime
    body: bytes = b""
    answer: int | None = None


@dataclass(frozen=True)
class Missed:
    """Of one webhook: the newest deliveries that failed, and the oldest that Saleor lost."""

    webhook_id: str
    webhook: Webhook
    failed: tuple[Delivery, ...]
    lost: tuple[Delivery, ...]


def read_missed(installation: Installation, *, now: datetime) -> int:
    """Take in what Saleor could not deliver since the last time; gives how many were read.

    Raises SaleorUnavailable and SaleorTokenDead; then the next time starts where this one did.
    """
    reader = Reader(installation, now)
    missed = look_for_missed(reader.client, now=now)
    if missed:  # a reading that breaks off leaves older ones unread: then all are gone through
        record_missed_read(installation=installation, at=None, now=now)
    count = sum(map(reader.read, missed))
    record_missed_read(installation=installation, at=now, now=now)
    return count


def look_for_missed(client: SaleorClient, *, now: datetime) -> list[Missed]:
    """The webhooks of ours of which deliveries are missed. Raises as `read_missed`."""
    try:
        app = client.missed_deliveries(first=WATCHED).app
    except ValidationError as error:
        raise SaleorUnavailable("Saleor's answer has an unknown shape.") from error
    found = [_missed(webhook, now) for webhook in (app.webhooks if app else None) or ()]
    return [missed for missed in found if missed]


def _missed(found: MissedDeliveriesAppWebhooks, now: datetime) -> Missed | None:
    webhook = BY_SLUG.get(own_slug(found.target_url, found.name or "") or "")
    failed = tuple(map(_failed, found.failed.edges if found.failed else ()))
    pending = [edge.node for edge in (found.pending.edges if found.pending else ())]
    late = [node for node in pending if node.created_at < now - LOST_AFTER]
    lost = tuple(Delivery(node.id, node.created_at) for node in late)
    return Missed(found.id, webhook, failed, lost) if webhook and (failed or lost) else None


def _failed(edge: Any) -> Delivery:
    tries = edge.node.attempts.edges if edge.node.attempts else ()
    answer = tries[0].node.response_status_code if tries else None
    return Delivery(edge.node.id, edge.node.created_at, answer=answer)


class Reader:
    """Reads what was missed of one installation, each delivery once."""

    def __init__(self, installation: Installation, now: datetime) -> None:
        self.client = InstalledClient(installation)
        self._installation = installation
        self._now = now
        read_at = upkeep_of(installation).missed_read_at
        self._since = read_at - OVERLAP if read_at else None

    def read(self, missed: Missed) -> int:
        """Make up for all of a webhook that is not known yet; gives how many it were."""
        return self._read(missed, EventDeliveryStatusEnum.FAILED, missed.failed) + self._read(
            missed, EventDeliveryStatusEnum.PENDING, missed.lost
        )

    def _read(
        self, missed: Missed, status: EventDeliveryStatusEnum, seen: Sequence[Delivery]
    ) -> int:
        unread = self._unread(seen)
        if not seen or (self._since and not unread):
            return 0
        if missed.webhook.when_missed:
            missed.webhook.when_missed(self._installation)
            return sum(self._remember(missed.webhook, delivery) for delivery in unread)
        pages = self._pages(missed.webhook_id, status)
        return sum(self._take_in(missed.webhook, one) for page in pages for one in page)

    def _unread(self, deliveries: Sequence[Delivery]) -> list[Delivery]:
        unread = unread_webhooks(self._installation, [one.id for one in deliveries])
        return [delivery for delivery in deliveries if delivery.id in unread]

    def _pages(self, webhook_id: str, status: EventDeliveryStatusEnum) -> Iterator[list[Delivery]]:
        """The unread of a status, the newest first, but those that Saleor may be about to try."""
        after, is_open = None, True
        while is_open:
            webhook = self.client.missed_payloads(webhook_id, status, PAGE, after=after).webhook
            page = webhook.event_deliveries if webhook else None
            nodes = [edge.node for edge in (page.edges if page else ())]
            yield self._unread(
                [
                    Delivery(node.id, node.created_at, (node.payload or "").encode())
                    for node in nodes
                    if self._is_due(status, node.created_at)
                ]
            )
            is_behind = bool(self._since and nodes and nodes[-1].created_at < self._since)
            is_open = bool(page and page.page_info.has_next_page) and not is_behind
            after = page.page_info.end_cursor if page else None

    def _is_due(self, status: EventDeliveryStatusEnum, sent_at: datetime) -> bool:
        """Whether it is neither of a time that was read already, nor still under way."""
        is_settled = status is EventDeliveryStatusEnum.FAILED or sent_at < self._now - LOST_AFTER
        return is_settled and (self._since is None or sent_at >= self._since)

    @transaction.atomic
    def _take_in(self, webhook: Webhook, delivery: Delivery) -> int:
        """Feed one to the intake, which knows by the body whether it came after all."""
        try:
            take_in(
                installation=self._installation,
                webhook=webhook,
                body=delivery.body,
                now=self._now,
            )
        except (NoEvent, NotForUs) as error:
            return self._remember(webhook, delivery, problem=str(error))
        return self._remember(webhook, delivery)

    def _remember(self, webhook: Webhook, delivery: Delivery, problem: str = "") -> int:
        record_missed_webhook(
            installation=self._installation,
            saleor_id=delivery.id,
            event=webhook.event,
            sent_at=delivery.sent_at,
            problem=problem,
            now=self._now,
        )
        return 1
