from django.apps import AppConfig


class AttributionConfig(AppConfig):
    name = "saleor_personal_shopper.core.attribution"
    label = "attribution"
    default_auto_field = "django.db.models.BigAutoField"
