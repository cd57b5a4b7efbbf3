"""The whole settings page."""

from __future__ import annotations

from django.http import HttpRequest

from ...callers import Caller
from ...content import Content
from ...lacking import lacking_context
from . import channels, consent, logo, modules, shop, shoppers
from .answers import checklist_context


def page(request: HttpRequest, caller: Caller) -> Content:
    """All sections, with the checklist above them until it is done."""
    installation = caller.installation
    return Content(
        "settings/page.html",
        {
            **lacking_context(request, caller),
            **checklist_context(installation),
            **shoppers.context(installation),
            **modules.context(installation),
            **shop.context(installation),
            **logo.context(installation),
            **channels.context(installation),
            **consent.context(installation),
        },
    )
