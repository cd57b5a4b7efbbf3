"""Whether those at an open socket may still be there (S19)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from ..core.events.models import Participant, ParticipantRole
from ..core.events.services import revoke_staff
from ..core.installations.models import InstallationStatus, Module, StaffMember
from ..core.saleor_data import SaleorUnavailable
from ..core.shoppers.services import touch_desk
from ..core.shoppers.staff import StaffRights, rights_of
from .socket import RightsLost, SeatMoved


def check_seat(participant: Participant, now: datetime) -> None:
    """Raises RightsLost when the participant was sent out, or is staff without Calls by now.

    SeatMoved when he is still in the call, but on another device. A Saleor that does not answer
    ends nobody's call; one that switched us off has `sweep_suspended` end it, with a word.
    """
    mine = Participant.objects.of(participant.installation_id).filter(pk=participant.pk)
    found = mine.values_list("token_generation", "left_at", "installation__status").first()
    if found is None:
        raise RightsLost
    generation, left_at, status = found
    if generation != participant.token_generation:
        raise SeatMoved if left_at is None else RightsLost
    is_served = status == InstallationStatus.ACTIVE
    if is_served and participant.role == ParticipantRole.PERSONAL_SHOPPER:
        _check_staff(participant, now)


def _check_staff(participant: Participant, now: datetime) -> None:
    shopper = participant.personal_shopper
    if shopper is None:
        raise RightsLost
    same = Q(saleor_user_id=shopper.saleor_user_id) | Q(email__iexact=shopper.email)
    members = StaffMember.objects.of(participant.installation_id).filter(same)
    for member in members.select_related("installation"):
        try:
            rights = rights_of(member, now=now)
        except SaleorUnavailable:
            return
        if not rights.may(Module.CALLS):
            revoke_staff(staff_member=member, now=now)
            raise RightsLost


def is_newest_socket(participant: Participant, socket_id: str) -> bool:
    """Whether this is the participant's newest socket."""
    mine = Participant.objects.of(participant.installation_id).filter(pk=participant.pk)
    return mine.filter(socket_id=socket_id).exists()


def desk_rights(staff_member: StaffMember, now: datetime) -> StaffRights:
    """The rights of staff at a desk, whose presence is noted. Raises RightsLost without Calls.

    Raises SaleorUnavailable while nobody can say.
    """
    fresh = StaffMember.objects.of(staff_member.installation_id).select_related("installation")
    rights = rights_of(fresh.get(pk=staff_member.pk), now=now)
    if not rights.may(Module.CALLS) or not rights.installation.is_active:
        raise RightsLost
    if rights.personal_shopper is not None:
        touch_desk(personal_shopper=rights.personal_shopper, now=now)
    return rights
