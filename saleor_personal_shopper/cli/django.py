"""Django, set up for a command; wrong settings end it with a sentence and exit status 1."""

from __future__ import annotations

import os
import sys


def set_up() -> None:
    """Read the settings and load the models. Exits with status 1 when a setting is wrong."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor_personal_shopper.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        print(f"personal-shopper: {error}", file=sys.stderr)
        sys.exit(1)
