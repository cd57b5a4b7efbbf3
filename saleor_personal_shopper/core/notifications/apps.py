from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "saleor_personal_shopper.core.notifications"
    label = "notifications"
    default_auto_field = "django.db.models.BigAutoField"
