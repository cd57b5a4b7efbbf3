"""The core's enums under the names they have in the schema."""

from __future__ import annotations

from enum import StrEnum

import strawberry

from ..core.attribution.models import AttributionKind, AttributionState
from ..core.carts.models import Proposal
from ..core.events.models import (
    ConsentKind,
    EventOrigin,
    EventStatus,
    LinkKind,
    ParticipantRole,
)

strawberry.enum(EventStatus, name="PersonalShopperEventStatus")
strawberry.enum(EventOrigin, name="PersonalShopperEventOrigin")
strawberry.enum(ParticipantRole, name="PersonalShopperParticipantRole")
strawberry.enum(ConsentKind, name="PersonalShopperConsentKind")
strawberry.enum(LinkKind, name="PersonalShopperLinkKind")
strawberry.enum(AttributionKind, name="PersonalShopperAttributionKind")
strawberry.enum(AttributionState, name="PersonalShopperAttributionState")
strawberry.enum(Proposal.Status, name="PersonalShopperProposalStatus")
