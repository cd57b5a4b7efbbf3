"""Reading personal shoppers: who they are and who could take a call now."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from .. import ports, saleor_data
from ..installations.models import Installation, StaffMember
from .models import Availability, BusyCalendar, Group, PersonalShopper, ShopperCollection

DESK_FRESH = timedelta(seconds=45)
"""How long after its last sign a desk counts as open; it gives one every 15 seconds."""
SEARCH_LENGTH = 100
SHORTEST_PRODUCT = 3
"""Fewer letters stand in too many products to tell anything."""


def personal_shoppers(
    installation: Installation, search: str = "", *, collection_ids: Collection[str] = ()
) -> QuerySet[PersonalShopper]:
    """Those not removed, by name.

    Each word of `search` must stand in name, email, phone or the name of a collection (PS-09);
    whoever knows one of `collection_ids` is found in any case.
    """
    found = PersonalShopper.objects.of(installation).filter(deleted_at=None)
    if search.split():
        found = found.filter(_words(search) | _knows(Q(collection_id__in=collection_ids)))
    return found.order_by("name", "id")


def search_personal_shoppers(installation: Installation, search: str) -> QuerySet[PersonalShopper]:
    """As `personal_shoppers`, also by a product that one of the collections holds (K4).

    While Saleor is out of reach products are not searched.
    """
    search = search.replace("\x00", "").strip()[:SEARCH_LENGTH]
    holding: Collection[str] = ()
    if len(search) >= SHORTEST_PRODUCT:
        with suppress(
            saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead, saleor_data.SaleorRefused
        ):
            holding = ports.saleor_api(installation).collections_with(product=search)
    return personal_shoppers(installation, search, collection_ids=holding)


def active_personal_shoppers(installation: Installation) -> QuerySet[PersonalShopper]:
    """Those who still are active staff in Saleor, by name."""
    return personal_shoppers(installation).filter(deactivated_at=None)


def groups(installation: Installation, search: str = "") -> QuerySet[Group]:
    """By name, with `member_count` of those who may attend events."""
    found = Group.objects.of(installation).filter(deleted_at=None)
    for word in search.replace("\x00", "").split():
        found = found.filter(name__icontains=word)
    serving = Q(members__personal_shopper__deactivated_at=None)
    serving &= Q(members__personal_shopper__deleted_at=None)
    return found.annotate(member_count=Count("members", filter=serving)).order_by("name", "id")


def availabilities(installation: Installation, search: str = "") -> QuerySet[Availability]:
    """Those that campaigns may choose, by name."""
    found = Availability.objects.of(installation).filter(personal_shopper=None)
    for word in search.replace("\x00", "").split():
        found = found.filter(name__icontains=word)
    return found.order_by("name", "id")


def own_hours(personal_shopper: PersonalShopper) -> Availability | None:
    """His own hours; None when he set none, and those of campaigns alone count."""
    rows = Availability.objects.of(personal_shopper.installation_id)
    return rows.filter(personal_shopper=personal_shopper).first()


def busy_calendars(personal_shopper: PersonalShopper) -> QuerySet[BusyCalendar]:
    """In the order they were added."""
    rows = BusyCalendar.objects.of(personal_shopper.installation_id)
    return rows.filter(personal_shopper=personal_shopper).order_by("created_at", "pk")


def _words(search: str) -> Q:
    found = Q()
    for word in search.split():
        own = Q(name__icontains=word) | Q(email__icontains=word) | Q(phone__icontains=word)
        found &= own | _knows(Q(name__icontains=word))
    return found


def _knows(collection: Q) -> Q:
    rows = ShopperCollection.objects.across_installations().filter(
        collection, personal_shopper=OuterRef("pk")
    )
    return Q(Exists(rows))


def available_personal_shoppers(
    installation: Installation, *, now: datetime
) -> QuerySet[PersonalShopper]:
    """Those who want calls, have their desk open and are in no live call."""
    wanting = active_personal_shoppers(installation).filter(is_available=True)
    return wanting.filter(_at_desk(now)).exclude(_in_a_call(installation))


def available_keys(installation: Installation, *, now: datetime) -> set[uuid.UUID]:
    """Who could take a call now, by primary key."""
    return set(available_personal_shoppers(installation, now=now).values_list("pk", flat=True))


def on_duty_personal_shoppers(
    installation: Installation, *, now: datetime
) -> QuerySet[PersonalShopper]:
    """Those who want calls and are there, be it at their desk or in a live call.

    While somebody is on duty it makes sense to wait in the queue.
    """
    wanting = active_personal_shoppers(installation).filter(is_available=True)
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
