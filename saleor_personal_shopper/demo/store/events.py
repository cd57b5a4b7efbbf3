"""The webhook events the store sends, with the permission that an app needs for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from saleor_personal_shopper.demo.store.records import App, User, now


@dataclass(frozen=True)
class EventType:
    """`field` is the field of the GraphQL type that holds the subject."""

    name: str
    type_name: str
    field: str
    permission: str | None

    @property
    def header(self) -> str:
        """The value of the Saleor-Event header."""
        return self.name.lower()


def _family(prefix: str, names: str, *, field: str, permission: str | None) -> list[EventType]:
    types = []
    for name in names.split():
        full = f"{prefix}_{name}"
        type_name = "".join(word.capitalize() for word in full.split("_"))
        types.append(EventType(full, type_name, field, permission))
    return types


EVENT_TYPES = {
    each.name: each
    for each in [
        *_family(
            "ORDER",
            "CREATED UPDATED PAID FULLY_PAID CANCELLED REFUNDED FULLY_REFUNDED METADATA_UPDATED",
            field="order",
            permission="MANAGE_ORDERS",
        ),
        *_family(
            "CHECKOUT",
            "CREATED UPDATED METADATA_UPDATED",
            field="checkout",
            permission="MANAGE_CHECKOUTS",
        ),
        *_family("STAFF", "CREATED UPDATED DELETED", field="user", permission="MANAGE_STAFF"),
        *_family(
            "PERMISSION_GROUP",
            "CREATED UPDATED DELETED",
            field="permission_group",
            permission="MANAGE_STAFF",
        ),
        *_family("CUSTOMER", "CREATED UPDATED DELETED", field="user", permission="MANAGE_USERS"),
        *_family("APP", "INSTALLED UPDATED DELETED STATUS_CHANGED", field="app", permission=None),
    ]
}


@dataclass(frozen=True)
class WebhookEvent:
    """Something that happened; `principal` is who did it. An app hears only its own APP_ events."""

    type: EventType
    subject: object
    principal: User | App | None = None
    issued_at: datetime = field(default_factory=now)

    def is_for(self, app: App) -> bool:
        if isinstance(self.subject, App):
            return self.subject.pk == app.pk
        permission = self.type.permission
        return app.is_active and (permission is None or permission in app.permissions)
