"""Messages left while nobody was available."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import strawberry

from ...core.events.models import LeftMessage
from ...core.global_ids import GlobalType, to_global_id


@strawberry.type(
    name="PersonalShopperMessage", description="What a customer left when nobody was available."
)
class MessageType:
    id: strawberry.ID
    channel: str
    name: str
    email: str
    text: str
    product_id: strawberry.ID | None
    language: str
    left_at: datetime
    done_at: datetime | None
    done_by: str | None
    answer: str | None = strawberry.field(description="As it was sent by mail.")

    @classmethod
    def of(cls, row: LeftMessage) -> Self:
        return cls(
            id=strawberry.ID(to_global_id(GlobalType.MESSAGE, row.pk)),
            channel=row.channel,
            name=row.name,
            email=row.email,
            text=row.text,
            product_id=strawberry.ID(row.product_id) if row.product_id else None,
            language=row.language,
            left_at=row.left_at,
            done_at=row.done_at,
            done_by=row.done_by or None,
            answer=row.answer or None,
        )
