from django.apps import AppConfig


class ShoppersConfig(AppConfig):
    name = "saleor_personal_shopper.core.shoppers"
    label = "shoppers"
    default_auto_field = "django.db.models.BigAutoField"
