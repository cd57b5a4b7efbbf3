from django.apps import AppConfig


class CartsConfig(AppConfig):
    name = "saleor_personal_shopper.core.carts"
    label = "carts"
    default_auto_field = "django.db.models.BigAutoField"
