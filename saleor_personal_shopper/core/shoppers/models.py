"""Personal shoppers: the staff users who take calls, their groups, hours and busy times."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from ..installations.scoping import ScopedManager, ScopedModel


def public_id() -> str:
    """An id for addresses that people see: short, and not to be guessed."""
    return secrets.token_urlsafe(9)


def feed_token() -> str:
    """Opens one private calendar feed."""
    return secrets.token_urlsafe(24)


class PersonalShopper(ScopedModel):
    """A Saleor staff user who takes calls, found by the email of the staff profile (DC-13)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    saleor_user_id = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    public_id = models.CharField("in booking links", max_length=16, default=public_id, unique=True)
    languages = models.JSONField("that he speaks: two-letter codes", default=list)
    avatar_url = models.URLField("as Saleor has it", max_length=500, blank=True)
    picture = models.CharField("name in the storage; before Saleor's", max_length=200, blank=True)
    priority = models.PositiveSmallIntegerField("higher is chosen first among equals", default=0)
    feed_token = models.CharField(
        "of his calendar feed", max_length=64, default=feed_token, unique=True
    )
    is_available = models.BooleanField("wants calls (DC-14)", default=False)
    desk_seen_at = models.DateTimeField("last sign of an open desk", null=True)
    deactivated_at = models.DateTimeField("no longer active staff in Saleor", null=True)
    deleted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ScopedManager[PersonalShopper] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "installation",
                Lower("email"),
                condition=Q(deleted_at=None),
                name="one_personal_shopper_per_email",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ShopperCollection(ScopedModel):
    """A Saleor collection that a personal shopper knows (PS-05); its name is found by searches."""

    personal_shopper = models.ForeignKey(
        PersonalShopper, on_delete=models.CASCADE, related_name="collections"
    )
    collection_id = models.CharField(max_length=64)
    name = models.CharField("as Saleor last said", max_length=250)

    objects: ScopedManager[ShopperCollection] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["personal_shopper", "collection_id"], name="one_shopper_per_collection"
            )
        ]


class Group(ScopedModel):
    """Personal shoppers who attend the events of campaigns (MN-04)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField("kept for campaigns of the past", null=True)

    objects: ScopedManager[Group] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "installation",
                Lower("name"),
                condition=Q(deleted_at=None),
                name="one_group_per_name",
            )
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(ScopedModel):
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
    personal_shopper = models.ForeignKey(
        PersonalShopper, on_delete=models.CASCADE, related_name="memberships"
    )

    objects: ScopedManager[GroupMember] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "personal_shopper"], name="one_membership")
        ]


class Availability(ScopedModel):
    """Weekly hours and dated exceptions in a time zone (MN-03, PS-06, PS-07, K12).

    With a personal shopper they are his own hours, and have no name; with a name they can be
    chosen for campaigns. `weekly` and `dates` are read and written by `hours.py` alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, blank=True)
    personal_shopper = models.OneToOneField(
        PersonalShopper, null=True, on_delete=models.CASCADE, related_name="hours"
    )
    time_zone = models.CharField("IANA name", max_length=64)
    repeats_weekly = models.BooleanField("else the given dates alone count", default=True)
    weekly = models.JSONField("[{weekday: 1-7, from, until}]", default=list)
    dates = models.JSONField("[{date, intervals: [{from, until}]}]", default=list)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ScopedManager[Availability] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "installation",
                Lower("name"),
                condition=Q(personal_shopper=None),
                name="one_availability_per_name",
            ),
            models.CheckConstraint(
                condition=Q(personal_shopper=None) ^ Q(name=""), name="named_or_somebodys_hours"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BusyCalendar(ScopedModel):
    """A read-only ICS address whose entries make a personal shopper busy (S11)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    personal_shopper = models.ForeignKey(
        PersonalShopper, on_delete=models.CASCADE, related_name="busy_calendars"
    )
    url_encrypted = models.TextField("private addresses are secrets")
    host = models.CharField("to be shown", max_length=255)
    due_at = models.DateTimeField("when it is fetched next")
    fetched_at = models.DateTimeField("age of the last good copy", null=True)
    reaches_until = models.DateTimeField("end of what the copy tells of", null=True)
    etag = models.CharField(max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField("since the last good copy", default=0)
    problem = models.CharField("why the last attempt failed", max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ScopedManager[BusyCalendar] = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="busy_calendars_due")]

    def __str__(self) -> str:
        return self.host


class BusyTime(ScopedModel):
    """When a personal shopper is busy elsewhere: the last good copy of his calendar."""

    calendar = models.ForeignKey(BusyCalendar, on_delete=models.CASCADE, related_name="times")
    personal_shopper = models.ForeignKey(
        PersonalShopper, on_delete=models.CASCADE, related_name="busy_times"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects: ScopedManager[BusyTime] = ScopedManager()

    class Meta:
        indexes = [models.Index(fields=["personal_shopper", "ends_at"], name="busy_times_ahead")]
