from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "saleor_personal_shopper.core.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from ..events.forgetting import register_forgetter
        from ..installations.erasure import register_eraser
        from .services import erase_installation, forget_files_of

        register_forgetter(forget_files_of)
        register_eraser(erase_installation)
