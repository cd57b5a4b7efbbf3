"""Installed apps and their webhooks."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from saleor_personal_shopper.demo.store.records.base import WithMetadata


@dataclass
class AppExtension:
    pk: int
    label: str
    url: str
    mount: str
    target: str
    permissions: list[str]
    options: dict[str, object]
    identifier: str | None = None


@dataclass
class EventDeliveryAttempt:
    """`response_status_code` is None when no answer came."""

    pk: int
    created_at: datetime
    response_status_code: int | None
    status: str


@dataclass
class EventDelivery:
    pk: int
    created_at: datetime
    event_type: str
    payload: str
    status: str = "PENDING"
    attempts: list[EventDeliveryAttempt] = field(default_factory=list)


@dataclass
class Webhook:
    """Like Saleor, it keeps the deliveries that are under way or failed, and no others."""

    pk: int
    name: str
    target_url: str
    query: str
    events: list[str]
    is_active: bool = True
    identifier: str | None = None
    custom_headers: dict[str, str] = field(default_factory=dict)
    deliveries: list[EventDelivery] = field(default_factory=list)


@dataclass
class AppProblem:
    pk: str
    key: str
    message: str
    created_at: datetime
    updated_at: datetime
    count: int = 1
    is_critical: bool = False
    dismissed_by: str = ""


@dataclass
class App(WithMetadata):
    pk: int
    name: str
    identifier: str
    permissions: list[str]
    manifest_url: str
    created: datetime
    version: str = ""
    is_active: bool = True
    about: str | None = None
    author: str | None = None
    app_url: str | None = None
    homepage_url: str | None = None
    support_url: str | None = None
    data_privacy_url: str | None = None
    logo_url: str | None = None
    audience: str | None = None
    token_hash: str | None = None
    extensions: list[AppExtension] = field(default_factory=list)
    webhooks: list[Webhook] = field(default_factory=list)
    problems: list[AppProblem] = field(default_factory=list)


@dataclass
class AppInstallation:
    pk: int
    app_name: str
    manifest_url: str
    permissions: list[str]
    activate: bool
    created_at: datetime
    updated_at: datetime
    status: str = "PENDING"
    message: str | None = None
