"""The two pictures of a campaign: image (CP-21) and logo (AD-06)."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from ....core.campaigns.addresses import picture_url, shop_logo_url
from ....core.campaigns.models import Campaign
from ....core.files.services import PictureKind
from ... import pictures
from ...callers import Caller
from .find import find_campaign


def keep(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID, kind: str) -> HttpResponse:
    """Keep the picture that was chosen."""
    campaign = find_campaign(caller, campaign_id)
    problem = pictures.keep_picture(request, campaign, kind)
    context = picture_context(campaign, kind)
    return pictures.show_picture(request, caller, context, problem=problem)


def remove(request: HttpRequest, caller: Caller, campaign_id: uuid.UUID, kind: str) -> HttpResponse:
    """Have no picture."""
    campaign = find_campaign(caller, campaign_id)
    pictures.drop_picture(campaign, kind)
    return pictures.show_picture(request, caller, picture_context(campaign, kind))


def picture_context(campaign: Campaign, kind: str) -> dict[str, Any]:
    """What the part of the page with this picture is drawn from."""
    base = f"/dashboard/campaigns/{campaign.pk}"
    stand_in = shop_logo_url(campaign.installation) if kind == PictureKind.LOGO else ""
    url = picture_url(campaign, getattr(campaign, kind))
    return {"campaign": campaign, **pictures.picture_context(base, kind, url, stand_in)}
