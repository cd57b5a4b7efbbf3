from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "saleor_personal_shopper.core.events"
    label = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .mails import register_mails

        register_mails()
