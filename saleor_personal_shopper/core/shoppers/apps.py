from django.apps import AppConfig


class ShoppersConfig(AppConfig):
    name = "saleor_personal_shopper.core.shoppers"
    label = "shoppers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ..installations.checklist import ChecklistCode, register_checklist_fact
        from .selectors import personal_shoppers

        register_checklist_fact(
            ChecklistCode.PERSONAL_SHOPPER,
            lambda installation: personal_shoppers(installation).exists(),
        )
