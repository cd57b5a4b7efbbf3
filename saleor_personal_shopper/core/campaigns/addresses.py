"""Where customers book (AD-08, AD-09)."""

from __future__ import annotations

from django.conf import settings

from ..shoppers.models import PersonalShopper
from .models import Campaign


def booking_url(campaign: Campaign, personal_shopper: PersonalShopper | None = None) -> str:
    """The campaign's agenda, or that of one of its hosts in it."""
    person = f"/{personal_shopper.public_id}" if personal_shopper else ""
    return f"{settings.APP_IFRAME_BASE_URL}/book/{campaign.public_id}{person}"


def picture_url(campaign: Campaign, name: str) -> str:
    """Where the picture of this name is served; empty for none."""
    if not name:
        return ""
    return f"{settings.APP_IFRAME_BASE_URL}/files/campaigns/{campaign.pk}/{name}"
