"""Pictures for whoever knows their name: pages tell it to those who may see them."""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..core.campaigns.models import Campaign
from ..core.files import storage
from ..core.files.services.pictures import Owner, key_of
from ..core.installations.models import ShopSettings
from ..core.shoppers.models import PersonalShopper
from .downloads import SANDBOX

A_YEAR = 365 * 24 * 60 * 60


@require_safe
def of_campaign(request: HttpRequest, campaign_id: uuid.UUID, name: str) -> HttpResponse:
    """The image or the logo of a campaign."""
    rows = Campaign.objects.across_installations().filter(pk=campaign_id, deleted_at=None)
    return _answer(rows.filter(Q(image=name) | Q(logo=name)).first(), name)


@require_safe
def of_shopper(request: HttpRequest, shopper_id: uuid.UUID, name: str) -> HttpResponse:
    """The picture of a personal shopper."""
    rows = PersonalShopper.objects.across_installations().filter(pk=shopper_id, deleted_at=None)
    return _answer(rows.filter(picture=name).first(), name)


@require_safe
def of_shop(request: HttpRequest, installation_id: uuid.UUID, name: str) -> HttpResponse:
    """The logo of a shop."""
    rows = ShopSettings.objects.across_installations().filter(installation_id=installation_id)
    return _answer(rows.filter(logo=name).first(), name)


def _answer(owner: Owner | None, name: str) -> HttpResponse:
    """A small WebP picture, kept by browsers for ever: another picture has another name."""
    if owner is None:
        raise Http404
    try:
        with storage.open_stored(key_of(owner, name)) as stored:
            response = HttpResponse(stored.read(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    for header, value in SANDBOX.items():
        response[header] = value
    response["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    return response
