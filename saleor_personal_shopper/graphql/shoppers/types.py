"""Personal shoppers, their groups and availabilities in the schema."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import strawberry

from ...core.events.addresses import feed_url
from ...core.global_ids import GlobalType, to_global_id
from ...core.ports import CalendarProblem
from ...core.shoppers.addresses import portrait_url
from ...core.shoppers.models import (
    Availability,
    BusyCalendar,
    Group,
    PersonalShopper,
    ShopperCollection,
)
from ..actors import Staff
from ..connections import Page, PageInfoType
from ..context import Info
from ..permissions import Audience, resolved, resolved_for, seen_by
from .hours_types import DATES, REPEATS, DateHoursType, HoursType, WeekdayIntervalType, hours_fields


@strawberry.type(name="PersonalShopperCollection", description="A collection that he knows.")
class CollectionType:
    id: strawberry.ID = strawberry.field(description="Saleor's id.")
    name: str = strawberry.field(description="As Saleor last said.")

    @classmethod
    def of(cls, row: ShopperCollection) -> Self:
        return cls(id=strawberry.ID(row.collection_id), name=row.name)


@strawberry.type(
    name="PersonalShopperBusyCalendar",
    description="A read-only calendar whose entries make him busy.",
)
class BusyCalendarType:
    id: strawberry.ID
    host: str = strawberry.field(description="Of its address, which is a secret.")
    fetched_at: datetime | None = strawberry.field(description="Age of the last good copy.")
    problem: CalendarProblem | None = strawberry.field(
        description="Why the last attempt failed; the last good copy counts meanwhile."
    )

    @classmethod
    def of(cls, row: BusyCalendar) -> Self:
        return cls(
            id=strawberry.ID(to_global_id(GlobalType.BUSY_CALENDAR, row.pk)),
            host=row.host,
            fetched_at=row.fetched_at,
            problem=CalendarProblem(row.problem) if row.problem else None,
        )


@strawberry.type(name="PersonalShopper", description="A Saleor staff user who takes calls.")
class PersonalShopperType:
    row: strawberry.Private[PersonalShopper]
    audience: strawberry.Private[Audience]
    id: strawberry.ID
    name: str = strawberry.field(description="As customers see it.")
    languages: list[str] = strawberry.field(description="That he speaks: two-letter codes.")
    avatar_url: str | None = strawberry.field(
        description="His picture, as chosen here, else as in Saleor."
    )
    available: bool = strawberry.field(description="Whether he wants calls.")
    email: str | None = seen_by(Audience.STAFF, description="Seen by staff only.")
    phone: str | None = seen_by(Audience.STAFF, description="Seen by staff only.")
    priority: int | None = seen_by(
        Audience.STAFF, description="Of several who were booked alike, the higher comes first."
    )
    active: bool | None = seen_by(
        Audience.STAFF, description="Whether he is active staff in Saleor; else he is not booked."
    )

    @resolved_for(Audience.STAFF, description="Collections that he knows.")
    async def collections(self, info: Info) -> list[CollectionType] | None:
        rows = await info.context.shoppers.collections.load(self.row.pk)
        return [CollectionType.of(row) for row in rows]

    @resolved_for(
        Audience.STAFF, description="His own hours; null: the hours of campaigns alone count."
    )
    async def hours(self, info: Info) -> HoursType | None:
        rows = await info.context.shoppers.hours.load(self.row.pk)
        return HoursType.of(rows[0]) if rows else None

    @resolved_for(
        Audience.STAFF,
        description="Calendar to subscribe to, with his calls; seen by himself alone.",
    )
    async def feed_url(self, info: Info) -> str | None:
        actor = info.context.actor
        mine = actor.rights.personal_shopper if isinstance(actor, Staff) else None
        return feed_url(self.row.feed_token) if mine == self.row else None

    @resolved_for(Audience.STAFF)
    async def busy_calendars(self, info: Info) -> list[BusyCalendarType] | None:
        rows = await info.context.shoppers.busy_calendars.load(self.row.pk)
        return [BusyCalendarType.of(row) for row in rows]

    @classmethod
    def of(cls, row: PersonalShopper, audience: Audience) -> Self:
        return cls(
            row=row,
            audience=audience,
            id=strawberry.ID(to_global_id(GlobalType.PERSONAL_SHOPPER, row.pk)),
            name=row.name,
            languages=row.languages,
            avatar_url=portrait_url(row) or None,
            available=row.is_available,
            email=row.email,
            phone=row.phone,
            priority=row.priority,
            active=row.deactivated_at is None,
        )


@strawberry.type(
    name="PersonalShopperGroup", description="Personal shoppers who attend the events of campaigns."
)
class GroupType:
    row: strawberry.Private[Group]
    id: strawberry.ID
    name: str

    @resolved("By name.")
    async def members(self, info: Info) -> list[PersonalShopperType]:
        rows = await info.context.shoppers.members.load(self.row.pk)
        return [PersonalShopperType.of(row, Audience.STAFF) for row in rows]

    @classmethod
    def of(cls, row: Group) -> Self:
        key = strawberry.ID(to_global_id(GlobalType.GROUP, row.pk))
        return cls(row=row, id=key, name=row.name)


@strawberry.type(
    name="PersonalShopperAvailability", description="Named hours that campaigns can choose."
)
class AvailabilityType:
    id: strawberry.ID
    name: str
    time_zone: str = strawberry.field(description="IANA name.")
    repeats_weekly: bool = strawberry.field(description=REPEATS)
    weekly: list[WeekdayIntervalType]
    dates: list[DateHoursType] = strawberry.field(description=DATES)

    @classmethod
    def of(cls, row: Availability) -> Self:
        key = strawberry.ID(to_global_id(GlobalType.AVAILABILITY, row.pk))
        return cls(id=key, name=row.name, **hours_fields(row))


@strawberry.type(name="PersonalShopperEdge")
class PersonalShopperEdge:
    node: PersonalShopperType
    cursor: str


@strawberry.type(name="PersonalShopperConnection")
class PersonalShopperConnection:
    edges: list[PersonalShopperEdge]
    page_info: PageInfoType
    total_count: int

    @classmethod
    def of(cls, page: Page[PersonalShopper]) -> Self:
        edges = [
            PersonalShopperEdge(node=PersonalShopperType.of(row, Audience.STAFF), cursor=cursor)
            for cursor, row in page.rows
        ]
        return cls(edges=edges, page_info=page.info, total_count=page.total_count)


@strawberry.type(name="PersonalShopperGroupEdge")
class GroupEdge:
    node: GroupType
    cursor: str


@strawberry.type(name="PersonalShopperGroupConnection")
class GroupConnection:
    edges: list[GroupEdge]
    page_info: PageInfoType
    total_count: int

    @classmethod
    def of(cls, page: Page[Group]) -> Self:
        edges = [GroupEdge(node=GroupType.of(row), cursor=cursor) for cursor, row in page.rows]
        return cls(edges=edges, page_info=page.info, total_count=page.total_count)


@strawberry.type(name="PersonalShopperAvailabilityEdge")
class AvailabilityEdge:
    node: AvailabilityType
    cursor: str


@strawberry.type(name="PersonalShopperAvailabilityConnection")
class AvailabilityConnection:
    edges: list[AvailabilityEdge]
    page_info: PageInfoType
    total_count: int

    @classmethod
    def of(cls, page: Page[Availability]) -> Self:
        edges = [
            AvailabilityEdge(node=AvailabilityType.of(row), cursor=cursor)
            for cursor, row in page.rows
        ]
        return cls(edges=edges, page_info=page.info, total_count=page.total_count)
