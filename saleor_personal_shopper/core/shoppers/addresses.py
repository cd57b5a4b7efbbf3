"""Where pictures of personal shoppers are."""

from __future__ import annotations

from django.conf import settings

from .models import PersonalShopper


def portrait_url(person: PersonalShopper) -> str:
    """The picture that was chosen here, else the one in Saleor; empty for none."""
    if not person.picture:
        return person.avatar_url
    return f"{settings.APP_IFRAME_BASE_URL}/files/shoppers/{person.pk}/{person.picture}"
