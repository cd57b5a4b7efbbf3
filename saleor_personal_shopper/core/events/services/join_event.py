"""Coming into an event: by its links, or as the personal shopper who takes it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...installations.models import Module
from ...installations.selectors import shop_settings
from ...shoppers.models import PersonalShopper
from ...shoppers.staff import StaffRights
from .. import fields
from ..capabilities import capabilities_of
from ..changes import lock_event, move, update, vacate_seat
from ..consents import record_consent
from ..desk import DeskList, notify_desk, push_queue, tell_taken
from ..error_codes import EventErrorCode
from ..errors import (
    AlreadyTaken,
    consent_required,
    not_found,
    permission_denied,
    require_open,
    required,
    seat_taken,
)
from ..links import find_link
from ..models import (
    ConsentKind,
    DeviceType,
    Event,
    EventStatus,
    LinkKind,
    Participant,
    ParticipantRole,
)
from ..room import post
from ..selectors import has_room_for_guest, is_too_early
from ..serialize import by_json, participant_json
from ..states import Action


@dataclass(frozen=True)
class _Answers:
    """What somebody says of himself when joining."""

    name: str
    recording_consent: bool | None
    device_type: DeviceType
    language: str


@dataclass(frozen=True)
class _Claim:
    """What somebody has to say for a seat that may be in use."""

    returning: Participant | None
    take_over: bool

    def holds(self, seat: Participant) -> bool:
        """Whether he proved that it is his."""
        return self.returning is not None and self.returning.pk == seat.pk


def join_event(
    *,
    consent: bool,
    now: datetime,
    token: str = "",
    rights: StaffRights | None = None,
    event_id: uuid.UUID | None = None,
    name: str = "",
    recording_consent: bool | None = None,
    device_type: DeviceType = DeviceType.DESKTOP,
    language: str = "",
    returning: Participant | None = None,
    take_over: bool = False,
    as_guest: bool = False,
) -> Participant:
    """Take a seat by a link's `token`, or as staff by `rights` and `event_id`.

    The customer's link leads to the one seat of the customer, unless he wants to come `as_guest`,
    and the personal shopper has one. While another device is connected with that seat it is given
    only to who shows that he held it (`returning`) or says that he wants to `take_over`. A guest
    gets his seat back when he shows who he was. The first personal shopper wins.

    Raises DomainError CONSENT_REQUIRED, NOT_FOUND, TOO_EARLY, FULL, SEAT_TAKEN, ENDED, CANCELLED,
    EXPIRED, PERMISSION_DENIED, REQUIRED, and AlreadyTaken.
    """
    if not consent:
        raise consent_required()
    cleaned = fields.clean_text("name", name, limit=fields.NAME_LENGTH, is_required=False)
    answers = _Answers(cleaned, recording_consent, device_type, language)
    claim = _Claim(returning, take_over)
    if token:
        return _join_by_link(token, answers, claim, as_guest=as_guest, now=now)
    if rights is None or event_id is None:
        raise required("token")
    return _join_as_staff(rights, event_id, answers, claim, now)


@transaction.atomic
def _join_by_link(
    token: str, answers: _Answers, claim: _Claim, *, as_guest: bool, now: datetime
) -> Participant:
    link = find_link(token)
    if link is None:
        raise not_found()
    event = lock_event(link.event_id, link.installation_id)
    require_open(event)
    refuse_too_early(event, now)
    if link.kind == LinkKind.CUSTOMER and not as_guest:
        participant = _customer_seat(event, answers, claim, now)
    else:
        participant = _guest_seat(event, answers, claim, now)
    _record(event, participant, ConsentKind.CALL, True, answers, now)
    _record_recording(event, participant, answers, now)
    return participant


@transaction.atomic
def _join_as_staff(
    rights: StaffRights, event_id: uuid.UUID, answers: _Answers, claim: _Claim, now: datetime
) -> Participant:
    shopper = rights.personal_shopper
    if not rights.may(Module.CALLS):
        raise permission_denied()
    if shopper is None:
        raise DomainError(
            EventErrorCode.PERMISSION_DENIED,
            _("Only a personal shopper can join calls. Register yourself in Settings first."),
        )
    event = lock_event(event_id, rights.installation)
    require_open(event)
    _take(event, shopper, now)
    seats = Participant.objects.of(event.installation_id).filter(
        event=event, role=ParticipantRole.PERSONAL_SHOPPER, personal_shopper=shopper
    )
    seat = seats.first() or _new_seat(event, ParticipantRole.PERSONAL_SHOPPER)
    seat.personal_shopper = shopper
    _free_for(claim, event, seat, now)
    participant = _sit_down(event, seat, shopper.name, answers, now)
    _record_recording(event, participant, answers, now)
    return participant


def _take(event: Event, shopper: PersonalShopper, now: datetime) -> None:
    """First come, first served, under the event's lock."""
    owner = event.personal_shopper
    if owner == shopper:
        return
    if owner is not None and owner.deleted_at is None:
        raise AlreadyTaken(owner.name)
    update(event, personal_shopper=shopper)
    data = {
        "status": event.status,
        "by": {"id": "", "name": shopper.name, "role": str(ParticipantRole.PERSONAL_SHOPPER)},
    }
    post(event=event, type="event.status", data=data, now=now)
    tell_taken(event, by=shopper.name, now=now)
    notify_desk(event.installation, lists=[DeskList.WAITING], now=now)
    push_queue(event, now=now)


def _free_for(claim: _Claim, event: Event, seat: Participant, now: datetime) -> None:
    """Throw nobody out unasked: a seat in use moves only by the will of whoever joins."""
    if not seat.socket_id:
        return
    if claim.take_over:
        vacate_seat(event, seat, now=now)
    elif not claim.holds(seat):
        raise seat_taken()


def _customer_seat(event: Event, answers: _Answers, claim: _Claim, now: datetime) -> Participant:
    seats = Participant.objects.of(event.installation_id)
    found = seats.filter(event=event, role=ParticipantRole.CUSTOMER).first()
    seat = found or _new_seat(event, ParticipantRole.CUSTOMER)
    _free_for(claim, event, seat, now)
    name = answers.name or seat.name or event.customer_name
    participant = _sit_down(event, seat, name, answers, now)
    wait_as_customer(event, now=now)
    return participant


def wait_as_customer(event: Event, *, now: datetime) -> None:
    """Note that the customer of a locked event is here; he waits if the call has not begun."""
    queued_at = event.queued_at or now
    if event.status in {EventStatus.REQUESTED, EventStatus.SCHEDULED}:
        rings = event.status == EventStatus.SCHEDULED
        move(event, Action.WAIT, now=now, ring=rings, queued_at=queued_at, customer_seen_at=now)
    else:
        update(event, customer_seen_at=now)


def _guest_seat(event: Event, answers: _Answers, claim: _Claim, now: datetime) -> Participant:
    seat, returning = None, claim.returning
    if returning is not None and returning.role == ParticipantRole.GUEST:
        seats = Participant.objects.of(event.installation_id)
        seat = seats.filter(event=event, pk=returning.pk).first()
    if seat is None or seat.left_at is not None:
        refuse_full(event, now)
    name = answers.name or (seat.name if seat else "") or _("Guest")
    return _sit_down(event, seat or _new_seat(event, ParticipantRole.GUEST), name, answers, now)


def _new_seat(event: Event, role: ParticipantRole) -> Participant:
    return Participant(installation=event.installation, event=event, role=role, name="")


def _sit_down(
    event: Event, seat: Participant, name: str, answers: _Answers, now: datetime
) -> Participant:
    """Save the seat as taken; tell the room when it was empty."""
    was_empty = seat._state.adding or seat.left_at is not None
    adding_mode = shop_settings(event.installation).adding_mode
    changes: dict[str, Any] = {
        "event": event,
        "name": name,
        "capabilities": capabilities_of(seat.role, adding_mode),
        "device_type": answers.device_type,
        "left_at": None,
        "seen_at": now,
    }
    for field, value in changes.items():
        setattr(seat, field, value)
    if was_empty:
        seat.joined_at = now
    seat.save()
    if was_empty:
        data = {"participant": participant_json(seat), "by": by_json(seat)}
        post(event=event, type="participant.joined", data=data, now=now)
    return seat


def refuse_full(event: Event, now: datetime) -> None:
    """Keep guests out who are more than the merchant allows."""
    if not has_room_for_guest(event, now=now):
        limit = shop_settings(event.installation).participant_limit
        words = _("This call has room for %(limit)d people. Try again when somebody has left.")
        raise DomainError(EventErrorCode.FULL, words % {"limit": limit})


def refuse_too_early(event: Event, now: datetime) -> None:
    """Let customers and guests in from 15 minutes before a scheduled call on."""
    if is_too_early(event, now):
        raise DomainError(
            EventErrorCode.TOO_EARLY,
            _("This call has not opened yet. Come back shortly before it starts."),
        )


def _record(
    event: Event,
    participant: Participant,
    kind: ConsentKind,
    given: bool,
    answers: _Answers,
    now: datetime,
) -> None:
    language = fields.clean_language(answers.language or event.language)
    record_consent(
        event, kind=kind, given=given, language=language, now=now, participant=participant
    )


def _record_recording(
    event: Event, participant: Participant, answers: _Answers, now: datetime
) -> None:
    if answers.recording_consent is not None:
        given = answers.recording_consent
        _record(event, participant, ConsentKind.RECORDING, given, answers, now)
