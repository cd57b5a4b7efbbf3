"""The chat of an event, in pages."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Self

import strawberry
from asgiref.sync import sync_to_async
from django.utils import timezone
from graphql import GraphQLError
from strawberry.dataloader import DataLoader

from ...core.errors import DomainError
from ...core.events.models import ChatMessage
from ...core.files.models import FileState, SharedFile
from ...core.files.tickets import content_link, thumbnail_link
from ...core.global_ids import GlobalType, to_global_id
from ..connections import Page, PageInfoType, pages_of
from .part_types import ParticipantType

ChatKey = tuple[uuid.UUID, int, str | None]
"""Event, page size, cursor."""


@strawberry.type(
    name="PersonalShopperChatFile",
    description="A file that was sent. Its addresses open for five minutes; ask again for others.",
)
class ChatFileType:
    id: strawberry.ID
    name: str
    size: int = strawberry.field(description="In bytes.")
    content_type: str
    width: int | None = strawberry.field(description="Of pictures, in pixels.")
    height: int | None = strawberry.field(description="Of pictures, in pixels.")
    url: str
    thumbnail_url: str | None = strawberry.field(description="Of pictures.")

    @classmethod
    def of(cls, row: SharedFile, now: datetime) -> Self:
        return cls(
            id=strawberry.ID(to_global_id(GlobalType.FILE, row.pk)),
            name=row.name,
            size=row.size,
            content_type=row.content_type,
            width=row.width,
            height=row.height,
            url=content_link(row, now),
            thumbnail_url=thumbnail_link(row, now),
        )


@strawberry.type(
    name="PersonalShopperChatMessage",
    description="Something written or sent. Text and file are empty once they were deleted.",
)
class ChatMessageType:
    id: strawberry.ID
    participant: ParticipantType
    text: str
    sent_at: datetime
    file: ChatFileType | None

    @classmethod
    def of(cls, row: ChatMessage, file: SharedFile | None, now: datetime) -> Self:
        return cls(
            id=strawberry.ID(str(row.pk)),
            participant=ParticipantType.of(row.participant),
            text=row.text,
            sent_at=row.sent_at,
            file=ChatFileType.of(file, now) if file else None,
        )


@strawberry.type(name="PersonalShopperChatMessageEdge")
class ChatMessageEdge:
    node: ChatMessageType
    cursor: str


@strawberry.type(name="PersonalShopperChatMessageConnection")
class ChatMessageConnection:
    edges: list[ChatMessageEdge]
    page_info: PageInfoType
    total_count: int


def chat_pages() -> DataLoader[ChatKey, ChatMessageConnection]:
    """A loader of pages: a fixed number of queries for all events of an answer."""

    def load(keys: list[ChatKey]) -> list[ChatMessageConnection]:
        groups: dict[tuple[int, str | None], list[uuid.UUID]] = defaultdict(list)
        for event_id, first, after in keys:
            groups[first, after].append(event_id)
        pages = {how: _pages(events, *how) for how, events in groups.items()}
        return [pages[first, after][event_id] for event_id, first, after in keys]

    return DataLoader(load_fn=sync_to_async(load))


def _pages(
    events: Sequence[uuid.UUID], first: int, after: str | None
) -> dict[uuid.UUID, ChatMessageConnection]:
    """The same page of each event's chat. Raises GraphQLError INVALID."""
    messages = ChatMessage.objects.across_installations().select_related("participant")
    try:
        pages = pages_of(
            messages, within="event_id", keys=events, by="sent_at", first=first, after=after
        )
    except DomainError as error:
        raise GraphQLError(error.message, extensions={"code": str(error.code)}) from error
    shared = SharedFile.objects.across_installations().filter(state=FileState.SHARED)
    rows = [row for page in pages.values() for _cursor, row in page.rows]
    files = {file.message_id: file for file in shared.filter(message__in=rows)}
    now = timezone.now()
    return {key: _connection(page, files, now) for key, page in pages.items()}


def _connection(
    page: Page[ChatMessage], files: Mapping[uuid.UUID | None, SharedFile], now: datetime
) -> ChatMessageConnection:
    edges = [
        ChatMessageEdge(node=ChatMessageType.of(row, files.get(row.pk), now), cursor=cursor)
        for cursor, row in page.rows
    ]
    return ChatMessageConnection(edges=edges, page_info=page.info, total_count=page.total_count)
