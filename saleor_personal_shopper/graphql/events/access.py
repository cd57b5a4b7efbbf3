"""Which events somebody may see, and which seat he has in one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ...core.errors import DomainError
from ...core.events.changes import Customer as CustomerOf
from ...core.events.links import find_manage_link
from ...core.events.models import Event, Participant, ParticipantRole
from ...core.events.services import event_for
from ...core.global_ids import GlobalType
from ...core.installations.models import Module
from ...core.shoppers.staff import StaffRights
from ..actors import Actor, Customer, Seat, Staff
from ..errors import ErrorCode, not_found
from ..ids import parse_id
from ..permissions import Audience

AUDIENCE_OF_ROLE = {
    ParticipantRole.CUSTOMER: Audience.CUSTOMER,
    ParticipantRole.PERSONAL_SHOPPER: Audience.STAFF,
    ParticipantRole.GUEST: Audience.GUEST,
}


@dataclass(frozen=True)
class SeenEvent:
    """An event and how much of it the reader may see."""

    event: Event
    audience: Audience

    def anew(self) -> SeenEvent:
        """The same as it stands now, after a change."""
        fresh = Event.objects.of(self.event.installation_id).select_related("installation")
        return SeenEvent(fresh.get(pk=self.event.pk), self.audience)


def event_seen_by(actor: Actor, event_id: str) -> SeenEvent:
    """The event, if it is any business of whoever asks. Raises DomainError NOT_FOUND."""
    key = parse_id(GlobalType.EVENT, event_id, field="event")
    if isinstance(actor, Seat) and actor.participant.event_id == key:
        return seen_from(actor.participant)
    if isinstance(actor, Staff) and actor.rights.may(Module.CALLS):
        return SeenEvent(event_for(actor.rights, key), Audience.STAFF)
    if isinstance(actor, Customer):
        return SeenEvent(_event_of_customer(actor, key), Audience.CUSTOMER)
    raise not_found("event")


def seen_from(seat: Participant) -> SeenEvent:
    """The event as somebody in it sees it."""
    return SeenEvent(seat.event, AUDIENCE_OF_ROLE[ParticipantRole(seat.role)])


def acting_in(actor: Actor, event_id: str) -> Participant | StaffRights:
    """Whom the core holds responsible for a change of the event. Raises DomainError NOT_FOUND."""
    return actor.rights if isinstance(actor, Staff) else seat_in(actor, event_id)


@dataclass(frozen=True)
class ChangedEvent:
    """An event, and whom the core holds responsible for its change."""

    seen: SeenEvent
    actor: Participant | StaffRights | CustomerOf


def event_to_change(actor: Actor, event_id: str | None, token: str | None) -> ChangedEvent:
    """By its id, or by the token of the customer's link to manage it: exactly one of them.

    Raises DomainError REQUIRED or NOT_FOUND.
    """
    if bool(event_id) == bool(token):
        message = _("Give either the event or the token of the link to manage it.")
        raise DomainError(ErrorCode.REQUIRED, message, field="event")
    if token:
        return _event_of_link(actor, token)
    seen = event_seen_by(actor, event_id or "")
    if isinstance(actor, Customer):
        return ChangedEvent(seen, CustomerOf(seen.event.pk))
    return ChangedEvent(seen, acting_in(actor, event_id or ""))


def _event_of_link(actor: Actor, token: str) -> ChangedEvent:
    link = find_manage_link(token)
    if link is None or actor.installation not in (None, link.event.installation):
        raise not_found("token")
    return ChangedEvent(SeenEvent(link.event, Audience.CUSTOMER), CustomerOf(link.event_id))


def seat_in(actor: Actor, event_id: str) -> Participant:
    """The seat of whoever asks in the event. Raises DomainError NOT_FOUND when he has none."""
    key = parse_id(GlobalType.EVENT, event_id, field="event")
    seat = _seat_in(actor, key)
    if seat is None:
        raise not_found("event")
    return seat


def owns_seat(actor: Actor, event: Event, seat: Participant) -> bool:
    """Whether a seat of an event is the one of whoever asks."""
    if isinstance(actor, Seat):
        return seat.pk == actor.participant.pk
    if isinstance(actor, Staff):
        mine = actor.rights.personal_shopper
        return mine is not None and seat.personal_shopper_id == mine.pk
    is_his = isinstance(actor, Customer) and event.saleor_user_id == actor.user_id != ""
    return is_his and seat.role == ParticipantRole.CUSTOMER


def _seat_in(actor: Actor, key: uuid.UUID) -> Participant | None:
    if isinstance(actor, Seat):
        return actor.participant if actor.participant.event_id == key else None
    if actor.installation is None:
        return None
    seats = (
        Participant.objects.of(actor.installation)
        .filter(event_id=key)
        .select_related("event__installation")
    )
    if isinstance(actor, Customer):
        mine = {"event__saleor_user_id": actor.user_id, "role": ParticipantRole.CUSTOMER}
        return seats.filter(**mine).first()
    if isinstance(actor, Staff) and actor.rights.personal_shopper is not None:
        return seats.filter(personal_shopper=actor.rights.personal_shopper).first()
    return None


def _event_of_customer(actor: Customer, key: uuid.UUID) -> Event:
    mine = Event.objects.of(actor.installation).filter(saleor_user_id=actor.user_id, pk=key)
    event = mine.select_related("installation").first()
    if event is None:
        raise not_found("event")
    return event
