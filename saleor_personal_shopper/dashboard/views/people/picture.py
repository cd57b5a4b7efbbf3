"""A personal shopper's picture, as customers see it where they book."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from ....core.files.services import PictureKind
from ....core.shoppers.addresses import portrait_url
from ....core.shoppers.models import PersonalShopper
from ... import pictures
from ...callers import Caller
from .find import Place, find_person, part_base

KIND = PictureKind.PICTURE


def keep(request: HttpRequest, caller: Caller, shopper_id: Place = None) -> HttpResponse:
    """Keep the picture that was chosen."""
    person = find_person(caller, shopper_id)
    problem = pictures.keep_picture(request, person, KIND)
    context = picture_context(caller, person, shopper_id)
    return pictures.show_picture(request, caller, context, problem=problem)


def remove(request: HttpRequest, caller: Caller, shopper_id: Place = None) -> HttpResponse:
    """Have the one in Saleor, or none."""
    person = find_person(caller, shopper_id)
    pictures.drop_picture(person, KIND)
    return pictures.show_picture(request, caller, picture_context(caller, person, shopper_id))


def picture_context(caller: Caller, person: PersonalShopper, shopper_id: Place) -> dict[str, Any]:
    """What the part of the page is drawn from."""
    url = portrait_url(person) if person.picture else ""
    base = part_base(caller, shopper_id)
    return pictures.picture_context(base, KIND.value, url, person.avatar_url)
