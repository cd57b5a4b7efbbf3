"""Reading personal shoppers: who they are and who could take a call now."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from ..installations.models import Installation, StaffMember
from .models import PersonalShopper

DESK_FRESH = timedelta(seconds=45)
"""How long after its last sign a desk counts as open; it gives one every 15 seconds."""


def personal_shoppers(installation: Installation, search: str = "") -> QuerySet[PersonalShopper]:
    """Those not removed, by name; `search` looks in name, email and phone (PS-09)."""
    found = PersonalShopper.objects.of(installation).filter(deleted_at=None)
    for word in search.split():
        found = found.filter(
            Q(name__icontains=word) | Q(email__icontains=word) | Q(phone__icontains=word)
        )
    return found.order_by("name", "id")


def available_personal_shoppers(
    installation: Installation, *, now: datetime
) -> QuerySet[PersonalShopper]:
    """Those who want calls, have their desk open and are in no live call."""
    wanting = personal_shoppers(installation).filter(is_available=True)
    return wanting.filter(_at_desk(now)).exclude(_in_a_call(installation))


def on_duty_personal_shoppers(
    installation: Installation, *, now: datetime
) -> QuerySet[PersonalShopper]:
    """Those who want calls and are there, be it at their desk or in a live call.

    While somebody is on duty it makes sense to wait in the queue.
    """
    wanting = personal_shoppers(installation).filter(is_available=True)
    return wanting.filter(_at_desk(now) | _in_a_call(installation))


def is_in_a_call(personal_shopper: PersonalShopper) -> bool:
    """Whether he is the one of a live call."""
    live = PersonalShopper.objects.of(personal_shopper.installation_id).filter(
        pk=personal_shopper.pk
    )
    return live.filter(events__status="LIVE").exists()


def _at_desk(now: datetime) -> Q:
    return Q(desk_seen_at__gt=now - DESK_FRESH)


def _in_a_call(installation: Installation) -> Q:
    live = PersonalShopper.objects.of(installation).filter(events__status="LIVE")
    return Q(pk__in=live.values("pk"))


def personal_shopper_for(staff_member: StaffMember) -> PersonalShopper | None:
    """The personal shopper that a staff user is: by Saleor's id, else by email (DC-13)."""
    mine = Q(saleor_user_id=staff_member.saleor_user_id) | Q(email__iexact=staff_member.email)
    found = list(personal_shoppers(staff_member.installation).filter(mine))
    by_id = [one for one in found if one.saleor_user_id == staff_member.saleor_user_id]
    return next(iter(by_id or found), None)
