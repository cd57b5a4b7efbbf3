from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "saleor_personal_shopper.core.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
