"""Campaigns that ids name, within the shop of the staff who ask."""

from __future__ import annotations

from ...core.campaigns.models import Campaign
from ...core.campaigns.selectors import campaigns
from ...core.global_ids import GlobalType, uuid_from_global_id
from ..context import Info
from ..errors import not_found
from ..permissions import rights_of

PUBLIC_ID_LENGTH = 200


def campaign_of(info: Info, id: str, *, field: str) -> Campaign:
    """By its global id, or by the public one of its booking page. Raises DomainError NOT_FOUND."""
    rows = campaigns(rights_of(info.context.actor).installation, now=info.context.now)
    key = uuid_from_global_id(GlobalType.CAMPAIGN, id)
    public = id[:PUBLIC_ID_LENGTH].replace("\x00", "")
    row = rows.filter(**({"pk": key} if key else {"public_id": public})).first()
    if row is None:
        raise not_found(field)
    return row
