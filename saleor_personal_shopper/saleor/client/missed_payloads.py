from datetime import datetime
from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class MissedPayloads(BaseModel):
    app: Optional["MissedPayloadsApp"]
    webhook: Optional["MissedPayloadsWebhook"]


class MissedPayloadsApp(BaseModel):
    id: str


class MissedPayloadsWebhook(BaseModel):
    id: str
    event_deliveries: Optional["MissedPayloadsWebhookEventDeliveries"] = Field(
        alias="eventDeliveries"
    )


class MissedPayloadsWebhookEventDeliveries(BaseModel):
    page_info: "MissedPayloadsWebhookEventDeliveriesPageInfo" = Field(alias="pageInfo")
    edges: list["MissedPayloadsWebhookEventDeliveriesEdges"]


class MissedPayloadsWebhookEventDeliveriesPageInfo(BaseModel):
    end_cursor: Optional[str] = Field(alias="endCursor")
    has_next_page: bool = Field(alias="hasNextPage")


class MissedPayloadsWebhookEventDeliveriesEdges(BaseModel):
    node: "MissedPayloadsWebhookEventDeliveriesEdgesNode"


class MissedPayloadsWebhookEventDeliveriesEdgesNode(BaseModel):
    id: str
    created_at: datetime = Field(alias="createdAt")
    payload: Optional[str]


MissedPayloads.model_rebuild()
MissedPayloadsWebhook.model_rebuild()
MissedPayloadsWebhookEventDeliveries.model_rebuild()
MissedPayloadsWebhookEventDeliveriesEdges.model_rebuild()
