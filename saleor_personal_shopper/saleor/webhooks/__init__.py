"""All webhooks that the manifest asks for."""

from . import app, checkouts, orders, users
from .definition import Webhook

WEBHOOKS: tuple[Webhook, ...] = (
    *orders.WEBHOOKS,
    *checkouts.WEBHOOKS,
    *users.WEBHOOKS,
    *app.WEBHOOKS,
)
BY_SLUG = {webhook.slug: webhook for webhook in WEBHOOKS}

__all__ = ["BY_SLUG", "WEBHOOKS", "Webhook"]
