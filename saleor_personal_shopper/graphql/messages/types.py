"""Messages left while nobody was available."""

from __future__ import annotations

from datetime import datetime

import strawberry


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
