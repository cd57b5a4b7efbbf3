"""Signed webhooks, delivered as Saleor does: at once, unordered, retried on 5xx and no answer."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Sequence

import httpx

from saleor_personal_shopper.demo.store.events import WebhookEvent
from saleor_personal_shopper.demo.store.records import (
    SALEOR_VERSION,
    App,
    EventDelivery,
    EventDeliveryAttempt,
    Webhook,
    now,
)
from saleor_personal_shopper.demo.store.settings import RETRY_DELAYS, StoreSettings
from saleor_personal_shopper.demo.store.signing import SigningKey

logger = logging.getLogger(__name__)

# Saleor's COMMON_REQUESTS_TIMEOUT: two seconds to connect, eighteen to answer.
TIMEOUT = httpx.Timeout(18, connect=2)

# How many undelivered ones of a webhook are remembered; Saleor forgets them after 14 days.
MOST_KEPT = 500

PayloadBuilder = Callable[[WebhookEvent, App, Webhook], object | None]


class WebhookSender:
    """Sends events to apps. `build_payload` runs a webhook's own subscription query.

    What is pending is tried in memory only: like Saleor's broker, a restart loses it.
    """

    def __init__(
        self,
        *,
        settings: StoreSettings,
        key: SigningKey,
        build_payload: PayloadBuilder,
        client: httpx.AsyncClient,
        next_pk: Callable[[str], int],
    ) -> None:
        self._settings = settings
        self._next_pk = next_pk
        self._key = key
        self._build_payload = build_payload
        self._client = client
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, event: WebhookEvent, apps: Sequence[App]) -> None:
        for app in apps:
            if not event.is_for(app):
                continue
            for webhook in app.webhooks:
                if webhook.is_active and event.type.name in webhook.events:
                    self._start(event, app, webhook)

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _start(self, event: WebhookEvent, app: App, webhook: Webhook) -> None:
        payload = self._build_payload(event, app, webhook)
        if payload is None:
            return
        delivery = EventDelivery(
            pk=self._next_pk("event_delivery"),
            created_at=now(),
            event_type=event.type.name,
            payload=json.dumps(payload),
        )
        webhook.deliveries = [*webhook.deliveries, delivery][-MOST_KEPT:]
        task = asyncio.create_task(self._deliver(webhook, event.type.header, delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, webhook: Webhook, event_name: str, delivery: EventDelivery) -> None:
        body = delivery.payload.encode()
        headers = self._headers(webhook, event_name, body)
        for delay in (*RETRY_DELAYS, None):
            status = await self._attempt(webhook.target_url, headers, body)
            self._note(delivery, status)
            if status is not None and 200 <= status < 300:
                webhook.deliveries = [each for each in webhook.deliveries if each is not delivery]
                return
            if delay is None or (status is not None and status < 500):
                break
            await asyncio.sleep(delay * self._settings.retry_scale)
        delivery.status = "FAILED"
        logger.warning("Webhook %s failed after %d tries", event_name, len(delivery.attempts))

    def _note(self, delivery: EventDelivery, status: int | None) -> None:
        is_success = status is not None and 200 <= status < 300
        delivery.attempts.append(
            EventDeliveryAttempt(
                pk=self._next_pk("event_delivery_attempt"),
                created_at=now(),
                response_status_code=status,
                status="SUCCESS" if is_success else "FAILED",
            )
        )

    async def _attempt(self, url: str, headers: dict[str, str], body: bytes) -> int | None:
        """Return the status of the answer, None when there was no answer."""
        try:
            response = await self._client.post(url, content=body, headers=headers, timeout=TIMEOUT)
        except httpx.TransportError:
            return None
        return response.status_code

    def _headers(self, webhook: Webhook, event_name: str, body: bytes) -> dict[str, str]:
        signature = self._key.sign_detached(body)
        named = {
            "Saleor-Event": event_name,
            "Saleor-Domain": self._settings.domain,
            "Saleor-Signature": signature,
        }
        return {
            **{key.lower(): value for key, value in webhook.custom_headers.items()},
            **named,
            **{f"X-{key}": value for key, value in named.items()},
            "Saleor-Api-Url": self._settings.api_url,
            "User-Agent": f"Saleor/{SALEOR_VERSION.rpartition('.')[0]}",
            "Content-Type": "application/json",
        }
