from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "saleor_personal_shopper.core.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ..installations.checklist import ChecklistCode, register_checklist_fact
        from .services import is_consent_text_confirmed

        register_checklist_fact(ChecklistCode.CONSENT_TEXT, is_consent_text_confirmed)
