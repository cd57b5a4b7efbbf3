"""The logo of the shop, on the agendas of campaigns that have none of their own (AD-06)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from ....core.campaigns.addresses import shop_logo_url
from ....core.files.services import PictureKind
from ....core.installations.models import Installation
from ....core.installations.services import update_shop_settings
from ... import pictures
from ...callers import Caller

KIND = PictureKind.LOGO


def context(installation: Installation) -> dict[str, Any]:
    """What the section is drawn from."""
    url = shop_logo_url(installation)
    return pictures.picture_context("/dashboard/settings", KIND.value, url)


def keep(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Keep the picture that was chosen."""
    owner = update_shop_settings(installation=caller.installation)
    problem = pictures.keep_picture(request, owner, KIND)
    shown = context(caller.installation)
    return pictures.show_picture(request, caller, shown, problem=problem)


def remove(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Have no logo."""
    pictures.drop_picture(update_shop_settings(installation=caller.installation), KIND)
    return pictures.show_picture(request, caller, context(caller.installation))
