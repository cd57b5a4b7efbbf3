from django.apps import AppConfig


class InstallationsConfig(AppConfig):
    name = "saleor_personal_shopper.core.installations"
    label = "installations"
    default_auto_field = "django.db.models.BigAutoField"
