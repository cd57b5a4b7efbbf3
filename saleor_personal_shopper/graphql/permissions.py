"""Who may ask for what. Every root field names its permission, so nothing is open by mistake."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

import strawberry
from strawberry.permission import BasePermission, PermissionExtension

from ..core.installations.models import Installation, Module
from ..core.shoppers.staff import StaffRights
from .actors import Actor, Anonymous, Customer, Seat, Staff
from .errors import not_found, permission_denied

Permission = Callable[[Actor], bool]


def anybody(actor: Actor) -> bool:
    """The field is public; what it shows depends on the capability passed as argument."""
    return True


def buyers(actor: Actor) -> bool:
    """Those who come from the shop, signed in or not."""
    return isinstance(actor, Anonymous | Customer)


def staff_with(*modules: Module) -> Permission:
    """Staff who hold one of the modules."""

    def is_allowed(actor: Actor) -> bool:
        return isinstance(actor, Staff) and any(actor.rights.may(one) for one in modules)

    return is_allowed


def participants(actor: Actor) -> bool:
    """Those who may have a seat in an event; the resolver finds whether they have."""
    return isinstance(actor, Customer | Seat) or staff_with(Module.CALLS)(actor)


def installation_of(actor: Actor) -> Installation:
    """The shop it is about. Raises DomainError NOT_FOUND when none was selected."""
    if actor.installation is None or not actor.installation.is_active:
        raise not_found("saleorApiUrl")
    return actor.installation


def rights_of(actor: Actor) -> StaffRights:
    """The rights of staff. Raises DomainError PERMISSION_DENIED for anybody else."""
    if not isinstance(actor, Staff):
        raise permission_denied()
    return actor.rights


class Audience(IntEnum):
    """How much of an object its reader may see; each sees what those before him see."""

    LINK_HOLDER = 1
    GUEST = 2
    CUSTOMER = 3
    STAFF = 4


class SeenBy(BasePermission):
    """The reader, noted on the object as `audience`, is far enough inside."""

    message = "Not for this reader."

    def __init__(self, audience: Audience) -> None:
        self.audience = audience

    def has_permission(self, source: Any, info: strawberry.Info, **kwargs: Any) -> bool:
        return bool(source.audience >= self.audience)


def seen_by(audience: Audience, *, description: str | None = None) -> Any:
    """A field that is empty, as if there were nothing, for readers further outside."""
    return strawberry.field(extensions=[_rule(audience)], description=description)


def resolved_for(
    audience: Audience, *, description: str | None = None
) -> Callable[[Callable[..., Any]], Any]:
    """As `seen_by`, for a field with a resolver."""

    def decorate(resolver: Callable[..., Any]) -> Any:
        return strawberry.field(
            resolver=resolver, extensions=[_rule(audience)], description=description
        )

    return decorate


def resolved(description: str) -> Callable[[Callable[..., Any]], Any]:
    """A field with a resolver, for all who see the object."""

    def decorate(resolver: Callable[..., Any]) -> Any:
        return strawberry.field(resolver=resolver, description=description)

    return decorate


def _rule(audience: Audience) -> PermissionExtension:
    return PermissionExtension([SeenBy(audience)], use_directives=False, fail_silently=True)
