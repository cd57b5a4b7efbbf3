"""Campaigns as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ....core.campaigns.addresses import picture_url
from ....core.campaigns.models import Campaign
from ....core.campaigns.states import CampaignState, campaign_state


@dataclass(frozen=True)
class CampaignRow:
    campaign: Campaign
    state: CampaignState
    image_url: str
    channel_name: str
    event_count: int
    host_count: int


def campaign_rows(
    found: Iterable[Campaign], channels: Mapping[str, str], *, now: datetime
) -> Sequence[CampaignRow]:
    """Of campaigns with their counts."""
    return [
        CampaignRow(
            campaign=one,
            state=campaign_state(one, now=now),
            image_url=picture_url(one, one.image),
            channel_name=channels.get(one.channel, one.channel),
            event_count=one.event_count,  # type: ignore[attr-defined]
            host_count=one.host_count,  # type: ignore[attr-defined]
        )
        for one in found
    ]
