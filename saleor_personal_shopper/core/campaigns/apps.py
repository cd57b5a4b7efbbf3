from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "saleor_personal_shopper.core.campaigns"
    label = "campaigns"
    default_auto_field = "django.db.models.BigAutoField"
