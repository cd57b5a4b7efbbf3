"""Pictures of campaigns, for whoever knows their name: pages tell it to those who may see them."""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..core.campaigns.models import Campaign
from ..core.files import storage
from ..core.files.services.campaign_pictures import key_of
from .downloads import SANDBOX

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def picture(request: HttpRequest, campaign_id: uuid.UUID, name: str) -> HttpResponse:
    """A small WebP picture, kept by browsers for ever: another picture has another name."""
    rows = Campaign.objects.across_installations().filter(pk=campaign_id, deleted_at=None)
    campaign = rows.filter(Q(image=name) | Q(logo=name)).first()
    if campaign is None:
        raise Http404
    try:
        with storage.open_stored(key_of(campaign, name)) as stored:
            response = HttpResponse(stored.read(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    for header, value in SANDBOX.items():
        response[header] = value
    response["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return response
