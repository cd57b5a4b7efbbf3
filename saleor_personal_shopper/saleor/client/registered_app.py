from typing import Any, Optional

from pydantic import Field

from .base_model import BaseModel


class RegisteredApp(BaseModel):
    app: Optional["RegisteredAppApp"]


class RegisteredAppApp(BaseModel):
    id: str
    app_url: Optional[str] = Field(alias="appUrl")
    permissions: Optional[list["RegisteredAppAppPermissions"]]
    extensions: list["RegisteredAppAppExtensions"]
    webhooks: Optional[list["RegisteredAppAppWebhooks"]]
    problems: Optional[list["RegisteredAppAppProblems"]]


class RegisteredAppAppPermissions(BaseModel):
    code: str


class RegisteredAppAppExtensions(BaseModel):
    mount_name: str = Field(alias="mountName")
    target_name: str = Field(alias="targetName")
    url: str
    settings: Any


class RegisteredAppAppWebhooks(BaseModel):
    id: str
    name: Optional[str]
    target_url: str = Field(alias="targetUrl")
    is_active: bool = Field(alias="isActive")
    subscription_query: Optional[str] = Field(alias="subscriptionQuery")
    custom_headers: Optional[str] = Field(alias="customHeaders")
    async_events: list["RegisteredAppAppWebhooksAsyncEvents"] = Field(
        alias="asyncEvents"
    )


class RegisteredAppAppWebhooksAsyncEvents(BaseModel):
    event_type: str = Field(alias="eventType")


class RegisteredAppAppProblems(BaseModel):
    key: str
    message: str
    dismissed: Optional["RegisteredAppAppProblemsDismissed"]


class RegisteredAppAppProblemsDismissed(BaseModel):
    by: str


RegisteredApp.model_rebuild()
RegisteredAppApp.model_rebuild()
RegisteredAppAppWebhooks.model_rebuild()
RegisteredAppAppProblems.model_rebuild()
