"""What staff may do: asked of Saleor, and never believed for longer than a minute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from .. import ports, saleor_data
from ..installations.models import Installation, Module, ModuleGrant, StaffMember
from .models import PersonalShopper
from .selectors import personal_shopper_for

SHOPPER_MODULES = frozenset({Module.CALLS, Module.CAMPAIGNS})


@dataclass(frozen=True)
class StaffRights:
    """What one staff user may do now."""

    installation: Installation
    staff_member: StaffMember
    modules: frozenset[Module]
    personal_shopper: PersonalShopper | None = None

    @property
    def is_personal_shopper(self) -> bool:
        return self.personal_shopper is not None

    def may(self, module: Module) -> bool:
        """Whether the staff user holds the module."""
        return module in self.modules


def rights_from_token(
    *,
    installation: Installation,
    user_id: str,
    email: str,
    name: str,
    user_permissions: Iterable[str],
    now: datetime,
) -> StaffMember:
    """The staff user whom a verified Dashboard token names; made known on first sight.

    The token is no proof that the user is still active (it lives five minutes), so an answer of
    Saleor older than a minute is renewed. Raises SaleorUnavailable when that was not possible.
    """
    member, _created = StaffMember.objects.of(installation).get_or_create(
        saleor_user_id=user_id,
        defaults={
            "installation": installation,
            "email": email,
            "name": name,
            "permissions": sorted(user_permissions),
        },
    )
    member.installation = installation
    _renew_if_old(member, now)
    return member


def rights_of(staff_member: StaffMember, *, now: datetime) -> StaffRights:
    """What the staff user may do, by an answer of Saleor at most 60 seconds old.

    While Saleor is out of reach the last answer counts for 60 seconds more; then
    SaleorUnavailable is raised.
    """
    _renew_if_old(staff_member, now)
    if not staff_member.is_active:
        return StaffRights(staff_member.installation, staff_member, frozenset())
    personal_shopper = personal_shopper_for(staff_member)
    modules = _modules(staff_member, is_personal_shopper=personal_shopper is not None)
    return StaffRights(staff_member.installation, staff_member, modules, personal_shopper)


def forget_answer(installation: Installation, *, saleor_user_id: str | None = None) -> None:
    """Have Saleor asked anew about one staff user, or about all."""
    members = StaffMember.objects.of(installation)
    if saleor_user_id is not None:
        members = members.filter(saleor_user_id=saleor_user_id)
    members.update(checked_at=None)


def _modules(staff_member: StaffMember, *, is_personal_shopper: bool) -> frozenset[Module]:
    if "MANAGE_STAFF" in staff_member.permissions:
        return frozenset(Module)
    granted = ModuleGrant.objects.of(staff_member.installation_id).filter(
        group_id__in=staff_member.group_ids
    )
    by_group = frozenset(Module(one) for one in granted.values_list("module", flat=True))
    return by_group | (SHOPPER_MODULES if is_personal_shopper else frozenset())


def _renew_if_old(staff_member: StaffMember, now: datetime) -> None:
    lifetime = settings.STAFF_RIGHTS_LIFETIME
    checked_at = staff_member.checked_at
    if checked_at is not None and now - checked_at <= lifetime:
        return
    try:
        _renew(staff_member, now)
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead) as error:
        if checked_at is not None and now - checked_at <= 2 * lifetime:
            return
        if isinstance(error, saleor_data.SaleorPermissionMissing):
            raise
        raise saleor_data.SaleorUnavailable(str(error)) from error


def _renew(staff_member: StaffMember, now: datetime) -> None:
    answer = ports.saleor_api(staff_member.installation).staff_user(staff_member.saleor_user_id)
    staff_member.is_active = answer is not None and answer.is_active
    if answer is not None:
        staff_member.email = answer.email
        staff_member.name = answer.name
        staff_member.permissions = sorted(answer.permissions)
        staff_member.group_ids = sorted(answer.group_ids)
    staff_member.checked_at = now
    staff_member.save()
