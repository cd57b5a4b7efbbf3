"""The door to Saleor."""

from django.apps import AppConfig


class SaleorConfig(AppConfig):
    name = "saleor_personal_shopper.saleor"
    label = "saleor"

    def ready(self) -> None:
        from ..core.installations.webhooks import register_webhook_handler
        from .webhooks import WEBHOOKS

        for webhook in WEBHOOKS:
            register_webhook_handler(webhook.event, webhook.handler)
