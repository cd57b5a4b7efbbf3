from django.apps import AppConfig


class SaleorConfig(AppConfig):
    name = "saleor_personal_shopper.saleor"
    label = "saleor"
