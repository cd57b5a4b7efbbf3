from typing import Optional

from pydantic import Field

from .base_model import BaseModel


class WebhookDelete(BaseModel):
    webhook_delete: Optional["WebhookDeleteWebhookDelete"] = Field(
        alias="webhookDelete"
    )


class WebhookDeleteWebhookDelete(BaseModel):
    errors: list["WebhookDeleteWebhookDeleteErrors"]


class WebhookDeleteWebhookDeleteErrors(BaseModel):
    code: str
    message: Optional[str]


WebhookDelete.model_rebuild()
WebhookDeleteWebhookDelete.model_rebuild()
