#!/usr/bin/env python
"""Django's own commands; the product's are `personal-shopper`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saleor_personal_shopper.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
