"""Events in the schema."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

import strawberry

from ...core.events.addresses import link_url, manage_url
from ...core.events.models import Event, EventOrigin, EventStatus, LinkKind
from ...core.global_ids import GlobalType, to_global_id
from ..connections import Page, PageInfoType
from ..context import Info
from ..mail_types import MailType
from ..permissions import Audience, resolved_for, seen_by
from ..shoppers.types import PersonalShopperType
from .access import SeenEvent, owns_seat
from .chat import ChatMessageConnection
from .part_types import (
    AttributionType,
    EventAnswerType,
    LogEntryType,
    ParticipantType,
    ShownProductType,
    SurveyType,
)


@strawberry.type(
    name="PersonalShopperEvent",
    description="The meeting of a customer with a personal shopper, however it came about. "
    "Fields beyond the first few are empty for readers who may not see them.",
)
class EventType:
    row: strawberry.Private[Event]
    audience: strawberry.Private[Audience]
    id: strawberry.ID
    status: EventStatus
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    starts_at: datetime | None = strawberry.field(description="Null: as soon as possible.")
    ends_at: datetime | None = strawberry.field(description="As planned; null without a start.")
    duration_minutes: int
    live_at: datetime | None = strawberry.field(description="First moment both sides were present.")
    ended_at: datetime | None
    language: str | None = seen_by(Audience.GUEST)
    customer_name: str | None = seen_by(Audience.GUEST)
    customer_email: str | None = seen_by(Audience.CUSTOMER)
    customer_phone: str | None = seen_by(Audience.CUSTOMER)
    product_id: strawberry.ID | None = seen_by(
        Audience.CUSTOMER, description="Saleor's id of the product of interest."
    )
    time_zone: str | None = seen_by(
        Audience.CUSTOMER, description="IANA name of the zone in which its date was chosen."
    )
    answers: list[EventAnswerType] | None = seen_by(
        Audience.CUSTOMER, description="To the questions of its campaign."
    )
    origin: EventOrigin | None = seen_by(Audience.STAFF)
    created_at: datetime | None = seen_by(Audience.STAFF)
    queued_at: datetime | None = seen_by(Audience.STAFF)
    ended_by: str | None = seen_by(Audience.STAFF)
    archived: bool | None = seen_by(Audience.STAFF)

    @resolved_for(
        Audience.LINK_HOLDER, description="Place in the queue, from 1; null when not waiting."
    )
    async def queue_position(self, info: Info) -> int | None:
        queue = await info.context.events.queues.load(self.row.installation_id)
        return queue.index(self.row.pk) + 1 if self.row.pk in queue else None

    @resolved_for(
        Audience.GUEST,
        description="Whether the reader's own seat is in use on some device now: joining then "
        "needs `takeOver`.",
    )
    async def seat_taken(self, info: Info) -> bool | None:
        rows = await info.context.events.participants.load(self.row.pk)
        mine = [row for row in rows if owns_seat(info.context.actor, self.row, row)]
        return any(row.socket_id for row in mine)

    @resolved_for(Audience.GUEST)
    async def personal_shopper(self, info: Info) -> PersonalShopperType | None:
        shopper = self.row.personal_shopper_id and await info.context.events.personal_shoppers.load(
            self.row.personal_shopper_id
        )
        return PersonalShopperType.of(shopper, self.audience) if shopper else None

    @resolved_for(Audience.GUEST)
    async def participants(self, info: Info) -> list[ParticipantType]:
        rows = await info.context.events.participants.load(self.row.pk)
        return [ParticipantType.of(row) for row in rows]

    @resolved_for(Audience.GUEST)
    async def shown_products(self, info: Info) -> list[ShownProductType]:
        rows = await info.context.events.shown_products.load(self.row.pk)
        return [ShownProductType.of(row) for row in rows]

    @resolved_for(Audience.STAFF, description="What was written and sent, oldest first.")
    async def chat(
        self, info: Info, first: int = 100, after: str | None = None
    ) -> ChatMessageConnection | None:
        return await info.context.events.chats.load((self.row.pk, first, after))

    @resolved_for(Audience.CUSTOMER)
    async def attributions(self, info: Info) -> list[AttributionType]:
        rows = await info.context.events.attributions.load(self.row.pk)
        return [AttributionType.of(row) for row in rows]

    @resolved_for(Audience.CUSTOMER)
    async def survey(self, info: Info) -> SurveyType | None:
        rows = await info.context.events.surveys.load(self.row.pk)
        return SurveyType.of(rows[0]) if rows else None

    @resolved_for(Audience.STAFF, description="Who did what to it, when and why, oldest first.")
    async def log(self, info: Info) -> list[LogEntryType]:
        rows = await info.context.events.log.load(self.row.pk)
        return [LogEntryType.of(row) for row in rows]

    @resolved_for(Audience.STAFF, description="The last invitation that was sent by mail.")
    async def invitation_mail(self, info: Info) -> MailType | None:
        row = await info.context.events.invitations.load(self.row.pk)
        return MailType.of(row) if row else None

    @resolved_for(Audience.STAFF, description="The customer's link.")
    async def join_url(self, info: Info) -> str | None:
        return await self._link(info, LinkKind.CUSTOMER)

    @resolved_for(
        Audience.CUSTOMER, description="Where the customer moves or cancels what he booked."
    )
    async def manage_url(self, info: Info) -> str | None:
        rows = await info.context.events.links.load(self.row.pk)
        return next((manage_url(row.token) for row in rows if row.kind == LinkKind.MANAGE), None)

    @resolved_for(Audience.GUEST, description="The link for further guests.")
    async def guest_url(self, info: Info) -> str | None:
        return await self._link(info, LinkKind.GUEST)

    async def _link(self, info: Info, kind: LinkKind) -> str | None:
        rows = await info.context.events.links.load(self.row.pk)
        return next((link_url(row.token) for row in rows if row.kind == kind), None)

    @classmethod
    def of(cls, seen: SeenEvent) -> Self:
        row = seen.event
        return cls(
            row=row,
            audience=seen.audience,
            id=strawberry.ID(to_global_id(GlobalType.EVENT, row.pk)),
            status=EventStatus(row.status),
            channel=row.channel,
            starts_at=row.starts_at,
            ends_at=row.starts_at and row.starts_at + timedelta(minutes=row.duration_minutes),
            duration_minutes=row.duration_minutes,
            live_at=row.live_at,
            ended_at=row.ended_at,
            language=row.language,
            customer_name=row.customer_name,
            customer_email=row.customer_email or None,
            customer_phone=row.customer_phone or None,
            product_id=strawberry.ID(row.product_id) if row.product_id else None,
            time_zone=row.time_zone or None,
            answers=[EventAnswerType.of(one) for one in row.answers],
            origin=EventOrigin(row.origin),
            created_at=row.created_at,
            queued_at=row.queued_at,
            ended_by=row.ended_by or None,
            archived=row.is_archived,
        )


@strawberry.type(name="PersonalShopperEventEdge")
class EventEdge:
    node: EventType
    cursor: str


@strawberry.type(name="PersonalShopperEventConnection")
class EventConnection:
    edges: list[EventEdge]
    page_info: PageInfoType
    total_count: int

    @classmethod
    def of(cls, page: Page[Event], audience: Audience) -> Self:
        edges = [
            EventEdge(node=EventType.of(SeenEvent(row, audience)), cursor=cursor)
            for cursor, row in page.rows
        ]
        return cls(edges=edges, page_info=page.info, total_count=page.total_count)
