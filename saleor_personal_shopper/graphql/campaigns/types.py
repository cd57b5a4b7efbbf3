"""Campaigns in the schema."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

import strawberry
from asgiref.sync import sync_to_async

from ...core.campaigns.addresses import booking_url, picture_url
from ...core.campaigns.models import Campaign
from ...core.campaigns.questions import QuestionKind
from ...core.campaigns.states import CampaignState, campaign_state
from ...core.global_ids import GlobalType, to_global_id
from ..actors import Staff
from ..connections import Page, PageInfoType
from ..context import Info
from ..permissions import resolved
from ..shoppers.types import AvailabilityType, GroupType
from .mail_types import CampaignMailType, all_mails

LIMIT = "Null: no limit."


@strawberry.type(
    name="PersonalShopperQuestion", description="What customers are asked when they book."
)
class QuestionType:
    id: strawberry.ID = strawberry.field(description="Within its campaign.")
    label: str
    kind: QuestionKind
    required: bool
    options: list[str] = strawberry.field(description="Of a question of choice.")

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        return cls(**{**kept, "kind": QuestionKind(kept["kind"])})


@strawberry.type(
    name="PersonalShopperCampaign",
    description="Events of one kind, held by one group, with an agenda that customers book in.",
)
class CampaignType:
    row: strawberry.Private[Campaign]
    id: strawberry.ID
    name: str
    description: str
    starts_on: date = strawberry.field(description="First day, in `timeZone`.")
    ends_on: date = strawberry.field(description="Last day, in `timeZone`.")
    time_zone: str = strawberry.field(description="IANA name of the channel's zone.")
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    image_url: str | None = strawberry.field(description="For staff to tell it by.")
    logo_url: str | None = strawberry.field(description="Shown on the agenda.")
    booking_url: str = strawberry.field(description="Where customers book.")
    duration_minutes: int
    increment_minutes: int = strawberry.field(description="Between two starts.")
    buffer_before_minutes: int
    buffer_after_minutes: int
    notice_minutes: int = strawberry.field(description="Least time before a booked start.")
    horizon_days: int = strawberry.field(description="How far ahead may be booked.")
    daily_limit: int | None = strawberry.field(description=f"Bookings a person and day. {LIMIT}")
    weekly_limit: int | None = strawberry.field(description=f"Bookings a person and week. {LIMIT}")
    questions: list[QuestionType]
    sends_mail: bool = strawberry.field(description="To customers, about their bookings.")
    from_address: str | None = strawberry.field(
        description="Where mail comes from, or where answers go. Null: the shop's."
    )
    from_name: str | None = strawberry.field(description="Null: the shop's name.")

    @resolved("Every mail to customers in every language.")
    async def mails(self, info: Info) -> list[CampaignMailType]:
        return await sync_to_async(all_mails)(self.row)

    @strawberry.field
    def state(self, info: Info) -> CampaignState:
        return campaign_state(self.row, now=info.context.now)

    @resolved("Who attends its events.")
    async def group(self, info: Info) -> GroupType | None:
        row = await info.context.shoppers.groups.load(self.row.group_id)
        return GroupType.of(row) if row else None

    @resolved("Null: the own hours of personal shoppers alone count.")
    async def availability(self, info: Info) -> AvailabilityType | None:
        key = self.row.availability_id
        row = key and await info.context.shoppers.availabilities.load(key)
        return AvailabilityType.of(row) if row else None

    @resolved("Events that came about in it.")
    async def event_count(self, info: Info) -> int:
        return (await info.context.campaigns.counts.load(self.row.pk)).events

    @resolved("Active personal shoppers of its group.")
    async def host_count(self, info: Info) -> int:
        return (await info.context.campaigns.counts.load(self.row.pk)).hosts

    @resolved("Where customers book whoever asks; null for who is no host of the campaign.")
    async def own_booking_url(self, info: Info) -> str | None:
        actor = info.context.actor
        mine = actor.rights.personal_shopper if isinstance(actor, Staff) else None
        members = await info.context.shoppers.members.load(self.row.group_id)
        return booking_url(self.row, mine) if mine is not None and mine in members else None

    @classmethod
    def of(cls, row: Campaign) -> Self:
        return cls(
            row=row,
            id=strawberry.ID(to_global_id(GlobalType.CAMPAIGN, row.pk)),
            name=row.name,
            description=row.description,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            time_zone=row.time_zone,
            channel=row.channel,
            image_url=picture_url(row, row.image) or None,
            logo_url=picture_url(row, row.logo) or None,
            booking_url=booking_url(row),
            duration_minutes=row.duration_minutes,
            increment_minutes=row.increment_minutes,
            buffer_before_minutes=row.buffer_before_minutes,
            buffer_after_minutes=row.buffer_after_minutes,
            notice_minutes=row.notice_minutes,
            horizon_days=row.horizon_days,
            daily_limit=row.daily_limit,
            weekly_limit=row.weekly_limit,
            questions=[QuestionType.of(one) for one in row.questions],
            sends_mail=row.sends_mail,
            from_address=row.from_address or None,
            from_name=row.from_name or None,
        )


@strawberry.type(name="PersonalShopperCampaignEdge")
class CampaignEdge:
    node: CampaignType
    cursor: str


@strawberry.type(name="PersonalShopperCampaignConnection")
class CampaignConnection:
    edges: list[CampaignEdge]
    page_info: PageInfoType
    total_count: int

    @classmethod
    def of(cls, page: Page[Campaign]) -> Self:
        edges = [
            CampaignEdge(node=CampaignType.of(row), cursor=cursor) for cursor, row in page.rows
        ]
        return cls(edges=edges, page_info=page.info, total_count=page.total_count)
