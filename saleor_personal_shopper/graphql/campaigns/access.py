"""Campaigns that ids name, within the shop of the staff who ask."""

from __future__ import annotations

from ...core.campaigns.models import Campaign
from ...core.campaigns.selectors import campaigns
from ...core.global_ids import GlobalType
from ..context import Info
from ..errors import not_found
from ..ids import parse_id
from ..permissions import rights_of


def campaign_of(info: Info, id: str, *, field: str) -> Campaign:
    """Raises DomainError NOT_FOUND."""
    rows = campaigns(rights_of(info.context.actor).installation, now=info.context.now)
    row = rows.filter(pk=parse_id(GlobalType.CAMPAIGN, id, field=field)).first()
    if row is None:
        raise not_found(field)
    return row
