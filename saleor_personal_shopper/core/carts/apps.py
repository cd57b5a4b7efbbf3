from django.apps import AppConfig


class CartsConfig(AppConfig):
    name = "saleor_personal_shopper.core.carts"
    label = "carts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ..events.room import register_welcome_part
        from .selectors import welcome_part

        register_welcome_part(welcome_part)
