"""Losing one's rights ends page, socket and media within a minute (S19)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from ... import ports, saleor_data
from ...installations.models import (
    Installation,
    InstallationStatus,
    Module,
    StaffMember,
    StaffSession,
)
from ...shoppers.models import PersonalShopper
from ...shoppers.sessions import close_sessions
from ...shoppers.staff import forget_answer, rights_of
from ..changes import empty_seat, lock_event, release
from ..models import Participant, ParticipantRole
from ..room import CLOSE_RIGHTS_LOST
from ..states import OPEN

RECHECK_AFTER = timedelta(seconds=30)
"""Half of what rights may be old, so that the sweep and Saleor's answer fit into the rest."""


def recheck_staff(
    *, installation: Installation, saleor_user_id: str | None = None, now: datetime
) -> None:
    """Saleor said that a staff user, or the groups of all, changed: ask it anew, and act on it."""
    forget_answer(installation, saleor_user_id=saleor_user_id)
    members = _with_access(now).filter(installation=installation)
    if saleor_user_id is not None:
        members = members.filter(saleor_user_id=saleor_user_id)
    for member in members:
        _recheck(member, now)


def recheck_active_staff(*, now: datetime) -> int:
    """Ask Saleor anew about all who have a desk or a call open; gives how many were sent out.

    A Saleor that does not answer ends nobody's call: what he may do by the desk ends by itself.
    """
    due = Q(checked_at=None) | Q(checked_at__lt=now - RECHECK_AFTER)
    return sum(_recheck(member, now) for member in _with_access(now).filter(due))


def revoke_staff(*, staff_member: StaffMember, now: datetime) -> None:
    """End sessions, desk sockets, room sockets and media of a staff user at once."""
    close_sessions(staff_member)
    member_id = staff_member.pk
    transaction.on_commit(
        lambda: ports.room_publisher().disconnect_desk(member_id, code=CLOSE_RIGHTS_LOST),
        robust=True,
    )
    for seat in _seats_of(staff_member):
        _send_out(seat, now)


@transaction.atomic
def _send_out(seat: Participant, now: datetime) -> None:
    event = lock_event(seat.event_id, seat.installation_id)
    mine = Participant.objects.of(seat.installation_id).filter(pk=seat.pk)
    mine.update(token_generation=F("token_generation") + 1)
    empty_seat(event, seat, now=now)
    release(event, now=now)
    transaction.on_commit(
        lambda: ports.room_publisher().disconnect(seat.pk, code=CLOSE_RIGHTS_LOST),
        robust=True,
    )


def _recheck(member: StaffMember, now: datetime) -> bool:
    """Whether the staff user was sent out."""
    member.checked_at = None
    try:
        rights = rights_of(member, now=now)
    except saleor_data.SaleorUnavailable:
        return False
    if rights.may(Module.CALLS):
        return False
    revoke_staff(staff_member=member, now=now)
    return True


def _with_access(now: datetime) -> QuerySet[StaffMember]:
    """Staff with a session of the desk, or with a seat in an open call."""
    sessions = StaffSession.objects.across_installations().filter(expires_at__gt=now)
    seated = Participant.objects.across_installations().filter(
        role=ParticipantRole.PERSONAL_SHOPPER, left_at=None, event__status__in=OPEN
    )
    shoppers = PersonalShopper.objects.across_installations().filter(
        pk__in=seated.values("personal_shopper")
    )
    mine = Q(pk__in=sessions.values("staff_member")) | Q(
        saleor_user_id__in=shoppers.exclude(saleor_user_id="").values("saleor_user_id"),
        installation__in=shoppers.values("installation"),
    )
    members = StaffMember.objects.across_installations().select_related("installation")
    return members.filter(mine, installation__status=InstallationStatus.ACTIVE)


def _seats_of(staff_member: StaffMember) -> QuerySet[Participant]:
    shoppers = PersonalShopper.objects.of(staff_member.installation_id).filter(
        Q(saleor_user_id=staff_member.saleor_user_id) | Q(email__iexact=staff_member.email)
    )
    return Participant.objects.of(staff_member.installation_id).filter(
        personal_shopper__in=shoppers, left_at=None, event__status__in=OPEN
    )
