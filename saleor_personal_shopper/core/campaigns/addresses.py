"""Where customers book (AD-08, AD-09)."""

from __future__ import annotations

from django.conf import settings

from ..installations.models import Installation
from ..installations.selectors import shop_settings
from ..shoppers.models import PersonalShopper
from .models import Campaign


def booking_url(campaign: Campaign, personal_shopper: PersonalShopper | None = None) -> str:
    """The campaign's agenda, or that of one of its hosts in it."""
    person = f"/{personal_shopper.public_id}" if personal_shopper else ""
    return f"{settings.APP_IFRAME_BASE_URL}/book/{campaign.public_id}{person}"


def logo_url(campaign: Campaign) -> str:
    """The logo of its agenda: its own, else that of the shop; empty for none (AD-06)."""
    return picture_url(campaign, campaign.logo) or shop_logo_url(campaign.installation)


def shop_logo_url(installation: Installation) -> str:
    """The logo of the whole shop; empty for none."""
    name = shop_settings(installation).logo
    return name and f"{settings.APP_IFRAME_BASE_URL}/files/shops/{installation.pk}/{name}"


def picture_url(campaign: Campaign, name: str) -> str:
    """Where the picture of this name is served; empty for none."""
    if not name:
        return ""
    return f"{settings.APP_IFRAME_BASE_URL}/files/campaigns/{campaign.pk}/{name}"
