"""`personal-shopper media`: a media node, in this process; its workers are children."""

from __future__ import annotations

import os
from importlib import import_module

from . import django


def run(arguments: list[str]) -> int:
    """Share the settings' control address and secret with the node, which reads no others."""
    django.set_up()
    from django.conf import settings

    os.environ["MEDIA_CONTROL"] = settings.MEDIA_CONTROL
    os.environ["MEDIA_SECRET"] = settings.MEDIA_SECRET
    main = import_module("saleor_personal_shopper.media.node.__main__").main
    return int(main(arguments) or 0)
