"""The two pictures of a campaign: image (CP-21) and logo (AD-06)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.campaigns.addresses import picture_url
from ....core.campaigns.models import Campaign
from ....core.errors import DomainError
from ....core.files.services import PictureKind, remove_campaign_picture, set_campaign_picture
from ...callers import Caller
from ...content import announce, fragment
from .find import find_campaign


def keep(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID, kind: str) -> HttpResponse:
    """Keep the picture that was chosen."""
    campaign = find_campaign(caller, campaign_id)
    sent = request.FILES.get("picture")
    try:
        set_campaign_picture(
            campaign=campaign, kind=PictureKind(kind), content=sent.read() if sent else b""
        )
    except DomainError as error:
        context = {**picture_context(campaign, kind), "picture_problem": error.message}
        return fragment(request, caller, "campaigns/picture.html", context, 422)
    return _shown(request, caller, campaign, kind, _("Picture saved"))


def remove(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID, kind: str) -> HttpResponse:
    """Have no picture."""
    campaign = find_campaign(caller, campaign_id)
    remove_campaign_picture(campaign=campaign, kind=PictureKind(kind))
    return _shown(request, caller, campaign, kind, _("Picture removed"))


def picture_context(campaign: Campaign, kind: str) -> dict[str, Any]:
    """What the part of the page with this picture is drawn from."""
    url = picture_url(campaign, getattr(campaign, kind))
    return {"campaign": campaign, "picture_kind": kind, "picture_url": url}


def _shown(
    request: HttpRequest, caller: Caller, campaign: Campaign, kind: str, note: str
) -> HttpResponse:
    context = picture_context(campaign, kind)
    return announce(fragment(request, caller, "campaigns/picture.html", context), note)
