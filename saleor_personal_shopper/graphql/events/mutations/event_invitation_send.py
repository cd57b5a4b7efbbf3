"""`personalShopperEventInvitationSend`."""

from __future__ import annotations

import strawberry

from ....core.events.services import send_invitation
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...mail_types import MailType
from ...permissions import rights_of, staff_with
from ...root_fields import mutation
from ..access import event_seen_by


@strawberry.type(name="PersonalShopperEventInvitationSend")
class EventInvitationSendPayload(Payload):
    mail: MailType | None = None


@mutation(staff_with(Module.CALLS))
def event_invitation_send(info: Info, event: strawberry.ID) -> EventInvitationSendPayload:
    """Send the customer the link of an event by mail, again if need be. Twice in a minute is once.
    Needs the module Calls."""
    seen = event_seen_by(info.context.actor, event)
    rights = rights_of(info.context.actor)
    mail = send_invitation(event=seen.event, rights=rights, now=info.context.now)
    return EventInvitationSendPayload(mail=MailType.of(mail))
