"""What events refer to."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.db.models import Model, QuerySet
from strawberry.dataloader import DataLoader

from ...core.attribution.models import Attribution
from ...core.events.bookings import LogEntry
from ...core.events.mails import invitation
from ...core.events.models import EventLink, Participant, ShownProduct, Survey
from ...core.events.selectors import queue
from ...core.notifications.models import Mail
from ...core.notifications.selectors import last_mails
from ...core.shoppers.models import PersonalShopper
from .chat import ChatKey, ChatMessageConnection, chat_pages

M = TypeVar("M", bound=Model)


def by_event(rows: QuerySet[M]) -> DataLoader[uuid.UUID, list[M]]:
    """A loader of the rows that belong to an event: one query for all events of an answer.

    It is asked only for events that were found to be the reader's business.
    """

    def load(keys: list[uuid.UUID]) -> list[list[M]]:
        groups: dict[uuid.UUID, list[M]] = defaultdict(list)
        for row in rows.filter(event_id__in=keys):
            groups[row.event_id].append(row)  # type: ignore[attr-defined]
        return [groups[key] for key in keys]

    return DataLoader(load_fn=sync_to_async(load))


def _participants() -> DataLoader[uuid.UUID, list[Participant]]:
    return by_event(Participant.objects.across_installations().order_by("joined_at", "pk"))


def _shown_products() -> DataLoader[uuid.UUID, list[ShownProduct]]:
    return by_event(ShownProduct.objects.across_installations().order_by("pk"))


def _attributions() -> DataLoader[uuid.UUID, list[Attribution]]:
    rows = Attribution.objects.across_installations()
    return by_event(rows.select_related("order").order_by("pk"))


def _links() -> DataLoader[uuid.UUID, list[EventLink]]:
    return by_event(EventLink.objects.across_installations())


def _surveys() -> DataLoader[uuid.UUID, list[Survey]]:
    return by_event(Survey.objects.across_installations())


def _log() -> DataLoader[uuid.UUID, list[LogEntry]]:
    return by_event(LogEntry.objects.across_installations().order_by("at", "pk"))


def _personal_shoppers() -> DataLoader[uuid.UUID, PersonalShopper | None]:
    def load(keys: list[uuid.UUID]) -> list[PersonalShopper | None]:
        found = PersonalShopper.objects.across_installations().in_bulk(keys)
        return [found.get(key) for key in keys]

    return DataLoader(load_fn=sync_to_async(load))


def _queues() -> DataLoader[uuid.UUID, list[uuid.UUID]]:
    """The events waiting for anybody, in order, by installation."""

    def load(keys: list[uuid.UUID]) -> list[list[uuid.UUID]]:
        return [list(queue(key).values_list("pk", flat=True)) for key in keys]

    return DataLoader(load_fn=sync_to_async(load))


def _invitations() -> DataLoader[uuid.UUID, Mail | None]:
    def load(keys: list[uuid.UUID]) -> list[Mail | None]:
        found = last_mails(invitation.KIND, keys)
        return [found.get(key) for key in keys]

    return DataLoader(load_fn=sync_to_async(load))


@dataclass
class EventLoaders:
    """The loaders of one request."""

    participants: DataLoader[uuid.UUID, list[Participant]] = field(default_factory=_participants)
    shown_products: DataLoader[uuid.UUID, list[ShownProduct]] = field(
        default_factory=_shown_products
    )
    attributions: DataLoader[uuid.UUID, list[Attribution]] = field(default_factory=_attributions)
    links: DataLoader[uuid.UUID, list[EventLink]] = field(default_factory=_links)
    surveys: DataLoader[uuid.UUID, list[Survey]] = field(default_factory=_surveys)
    personal_shoppers: DataLoader[uuid.UUID, PersonalShopper | None] = field(
        default_factory=_personal_shoppers
    )
    log: DataLoader[uuid.UUID, list[LogEntry]] = field(default_factory=_log)
    invitations: DataLoader[uuid.UUID, Mail | None] = field(default_factory=_invitations)
    queues: DataLoader[uuid.UUID, list[uuid.UUID]] = field(default_factory=_queues)
    chats: DataLoader[ChatKey, ChatMessageConnection] = field(default_factory=chat_pages)
