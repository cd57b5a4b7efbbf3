"""What campaigns count: one query for all of an answer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async
from strawberry.dataloader import DataLoader

from ...core.campaigns.models import Campaign
from ...core.campaigns.selectors import with_counts


@dataclass(frozen=True)
class Counts:
    events: int
    hosts: int


def _counts() -> DataLoader[uuid.UUID, Counts]:
    def load(keys: list[uuid.UUID]) -> list[Counts]:
        rows = with_counts(Campaign.objects.across_installations()).filter(pk__in=keys)
        found = {row.pk: Counts(row.event_count, row.host_count) for row in rows}  # type: ignore[attr-defined]
        return [found.get(key, Counts(0, 0)) for key in keys]

    return DataLoader(load_fn=sync_to_async(load))


@dataclass
class CampaignLoaders:
    """The loaders of one request."""

    counts: DataLoader[uuid.UUID, Counts] = field(default_factory=_counts)
