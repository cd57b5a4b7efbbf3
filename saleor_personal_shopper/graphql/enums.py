"""The core's enums under the names they have in the schema."""

from __future__ import annotations

import strawberry

from ..core.attribution.models import AttributionKind, AttributionState
from ..core.campaigns.mail_words import CampaignMailKind
from ..core.campaigns.questions import QuestionKind
from ..core.campaigns.states import CampaignState
from ..core.carts.models import Proposal
from ..core.events.bookings import LogAction, LogActor
from ..core.events.capabilities import Capability
from ..core.events.choosing import Reason
from ..core.events.models import (
    ConsentKind,
    EventOrigin,
    EventStatus,
    LinkKind,
    ParticipantRole,
)
from ..core.events.selectors import LinkStatus
from ..core.notifications.models import MailStatus
from ..core.ports import CalendarProblem

strawberry.enum(EventStatus, name="PersonalShopperEventStatus")
strawberry.enum(EventOrigin, name="PersonalShopperEventOrigin")
strawberry.enum(ParticipantRole, name="PersonalShopperParticipantRole")
strawberry.enum(Capability, name="PersonalShopperCapability")
strawberry.enum(ConsentKind, name="PersonalShopperConsentKind")
strawberry.enum(LinkKind, name="PersonalShopperLinkKind")
strawberry.enum(LinkStatus, name="PersonalShopperLinkState")
strawberry.enum(LogAction, name="PersonalShopperLogAction")
strawberry.enum(Reason, name="PersonalShopperLogReason")
strawberry.enum(LogActor, name="PersonalShopperLogActor")
strawberry.enum(QuestionKind, name="PersonalShopperQuestionKind")
strawberry.enum(MailStatus, name="PersonalShopperMailStatus")
strawberry.enum(AttributionKind, name="PersonalShopperAttributionKind")
strawberry.enum(AttributionState, name="PersonalShopperAttributionState")
strawberry.enum(Proposal.Status, name="PersonalShopperProposalStatus")
strawberry.enum(CampaignMailKind, name="PersonalShopperCampaignMailKind")
strawberry.enum(CampaignState, name="PersonalShopperCampaignState")
strawberry.enum(QuestionKind, name="PersonalShopperQuestionKind")
strawberry.enum(CalendarProblem, name="PersonalShopperCalendarProblem")
