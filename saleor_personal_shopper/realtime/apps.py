from django.apps import AppConfig


class RealtimeConfig(AppConfig):
    name = "saleor_personal_shopper.realtime"
    label = "realtime"
