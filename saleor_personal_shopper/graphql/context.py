"""What resolvers know of the request."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import strawberry
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .actors import Actor
from .campaigns.dataloaders import CampaignLoaders
from .events.dataloaders import EventLoaders
from .shoppers.dataloaders import ShopperLoaders


@dataclass
class Context:
    request: HttpRequest
    response: HttpResponse
    actor: Actor
    now: datetime = field(default_factory=timezone.now)
    events: EventLoaders = field(default_factory=EventLoaders)
    shoppers: ShopperLoaders = field(default_factory=ShopperLoaders)
    campaigns: CampaignLoaders = field(default_factory=CampaignLoaders)


Info = strawberry.Info[Context, None]
