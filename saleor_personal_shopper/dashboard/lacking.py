"""What the app lacks in Saleor, in the words of the staff's pages.

Only staff can give it: permissions by a page of the Dashboard that the bridge opens, extensions by
installing the app anew. No page of ours needs them to be reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..core.installations.extensions import extension_places
from ..core.installations.models import Module
from ..core.installations.permissions import permission_name
from ..core.installations.selectors import upkeep_of
from .callers import Caller, RightsUnreadable
from .labels import Label
from .refusals import Refusal

USES: dict[str, Label] = {
    "MANAGE_CHECKOUTS": _("marks in the cart what a call added"),
    "MANAGE_ORDERS": _("credits orders to the call that brought them"),
    "MANAGE_STAFF": _("knows who of your staff may do what"),
    "MANAGE_USERS": _("recognises customers who are signed in"),
}
"""What the app does with a permission, and without it cannot."""
ANSWERS: dict[str, Label] = {
    "USER_DENIED_PERMISSIONS": _("You denied them, so nothing has changed."),
    "UPDATE_PERMISSIONS_FAILED": _(
        "Saleor did not change them: one can give only permissions that one holds oneself."
    ),
}
"""What came of asking, by the code that the Dashboard adds to our address."""


@dataclass(frozen=True)
class Permission:
    """One that the app lacks; `use` is empty for one that this version does not know."""

    code: str
    use: Label

    @property
    def name(self) -> str:
        return permission_name(self.code)


@dataclass(frozen=True)
class Lacking:
    """What is to be told; `may_give` says whether the reader may change an app's permissions."""

    permissions: tuple[Permission, ...] = ()
    extensions: tuple[str, ...] = ()
    answer: Label = ""
    may_give: bool = True

    def __bool__(self) -> bool:
        return bool(self.permissions or self.extensions)

    @property
    def codes(self) -> str:
        return " ".join(one.code for one in self.permissions)

    @property
    def manifest_url(self) -> str:
        return f"{settings.APP_API_BASE_URL}/api/manifest"


def lacking_for(caller: Caller, *, answer: str = "") -> Lacking:
    """What was found last, for who may see the settings, in the Dashboard: the desk has no way.

    `answer` is the Dashboard's code when the permissions were just asked for.
    """
    if caller.is_desk or not caller.rights.may(Module.SETTINGS):
        return Lacking()
    row = upkeep_of(caller.installation)
    return Lacking(
        permissions=_permissions(row.missing_permissions),
        extensions=tuple(extension_places(row.missing_extensions)),
        answer=ANSWERS.get(answer, ""),
        may_give="MANAGE_APPS" in caller.rights.staff_member.permissions,
    )


def lacking_context(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    """What the banner of a page needs."""
    answer = request.GET.get("error", "")
    known = answer if answer in ANSWERS else ""
    return {"lacking": lacking_for(caller, answer=known), "dashboard_answer": known}


@contextmanager
def asking_for_permissions(request: HttpRequest) -> Iterator[None]:
    """Answers with what is missing where nobody's rights can be read. Raises Refusal."""
    try:
        yield
    except RightsUnreadable as error:
        raise _permission_missing(request, error) from error


def _permission_missing(request: HttpRequest, error: RightsUnreadable) -> Refusal:
    """Asks for all at once. Whether the reader may give it is not known: in the frame he tries."""
    missing = {error.permission, *upkeep_of(error.installation).missing_permissions}
    answer = ANSWERS.get(request.GET.get("error", ""), "")
    return Refusal(
        503,
        "permission_missing",
        error.installation,
        lacking=Lacking(_permissions(sorted(missing)), answer=answer),
        is_framed="Authorization" in request.headers,
    )


def _permissions(codes: Iterable[str]) -> tuple[Permission, ...]:
    return tuple(Permission(code, USES.get(code, "")) for code in codes)
