from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "saleor_personal_shopper.dashboard"
    label = "dashboard"
