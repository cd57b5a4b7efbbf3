from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class WebhookUpdate(BaseModel):
    webhook_update: Optional["WebhookUpdateWebhookUpdate"] = Field(
        alias="webhookUpdate"
    )


class WebhookUpdateWebhookUpdate(BaseModel):
    errors: list["WebhookUpdateWebhookUpdateErrors"]


class WebhookUpdateWebhookUpdateErrors(BaseModel):
    code: str
    message: Optional[str]


WebhookUpdate.model_rebuild()
WebhookUpdateWebhookUpdate.model_rebuild()
