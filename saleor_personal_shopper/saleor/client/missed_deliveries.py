from datetime import datetime
from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .fragments import FailedDeliveries


class MissedDeliveries(BaseModel):
    app: Optional["MissedDeliveriesApp"]


class MissedDeliveriesApp(BaseModel):
    id: str
    webhooks: Optional[list["MissedDeliveriesAppWebhooks"]]


class MissedDeliveriesAppWebhooks(BaseModel):
    id: str
    name: Optional[str]
    target_url: str = Field(alias="targetUrl")
    failed: Optional["MissedDeliveriesAppWebhooksFailed"]
    pending: Optional["MissedDeliveriesAppWebhooksPending"]


MissedDeliveriesAppWebhooksFailed = FailedDeliveries


class MissedDeliveriesAppWebhooksPending(BaseModel):
    edges: list["MissedDeliveriesAppWebhooksPendingEdges"]


class MissedDeliveriesAppWebhooksPendingEdges(BaseModel):
    node: "MissedDeliveriesAppWebhooksPendingEdgesNode"


class MissedDeliveriesAppWebhooksPendingEdgesNode(BaseModel):
    id: str
    created_at: datetime = Field(alias="createdAt")


MissedDeliveries.model_rebuild()
MissedDeliveriesApp.model_rebuild()
MissedDeliveriesAppWebhooks.model_rebuild()
MissedDeliveriesAppWebhooksPending.model_rebuild()
MissedDeliveriesAppWebhooksPendingEdges.model_rebuild()
