"""The part of a page that shows one picture and lets another be chosen."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..core.errors import DomainError
from ..core.files.services import PictureKind, remove_picture, set_picture
from ..core.files.services.pictures import Owner
from .callers import Caller
from .content import announce, fragment


def picture_context(base: str, kind: str, url: str, before: str = "") -> dict[str, Any]:
    """What the part is drawn from: `url` is the picture that was chosen, `before` the one that
    stands in for it."""
    return {"picture_base": base, "picture_kind": kind, "picture_url": url, "stand_in_url": before}


def keep_picture(request: HttpRequest, owner: Owner, kind: str) -> str:
    """Keep the picture that was sent; gives what is wrong with it, empty for nothing."""
    sent = request.FILES.get("picture")
    try:
        set_picture(owner=owner, kind=PictureKind(kind), content=sent.read() if sent else b"")
    except DomainError as error:
        return error.message
    return ""


def drop_picture(owner: Owner, kind: str) -> None:
    """Have no picture."""
    remove_picture(owner=owner, kind=PictureKind(kind))


def show_picture(
    request: HttpRequest, caller: Caller, context: dict[str, Any], *, problem: str = ""
) -> HttpResponse:
    """The part anew, with what is wrong or a note."""
    if problem:
        context = {**context, "picture_problem": problem}
        return fragment(request, caller, "picture.html", context, 422)
    note = _("Picture saved") if context["picture_url"] else _("Picture removed")
    return announce(fragment(request, caller, "picture.html", context), note)
