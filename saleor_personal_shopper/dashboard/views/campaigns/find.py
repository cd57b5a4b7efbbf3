"""Campaigns that addresses name."""

from __future__ import annotations

import uuid

from ....core.campaigns.models import Campaign
from ....core.campaigns.selectors import campaigns
from ...callers import Caller
from ...refusals import Refusal


def find_campaign(caller: Caller, campaign_id: uuid.UUID) -> Campaign:
    """A campaign of the caller's shop. Raises Refusal when there is none (any more)."""
    rows = campaigns(caller.installation, now=caller.now)
    found = rows.filter(pk=campaign_id).first()
    if found is None:
        raise Refusal(404, "not_found", caller.installation)
    return found
