"""The address of one's own calendar feed, shown to its personal shopper alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ....core.events.addresses import feed_url
from ....core.shoppers.models import PersonalShopper
from ....core.shoppers.services import renew_feed
from ...callers import Caller
from ...content import announce, fragment
from .find import find_person, part_base


def renew(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Give it another address."""
    person = find_person(caller, None)
    renew_feed(personal_shopper=person)
    shown = fragment(request, caller, "people/feed.html", context(caller, person))
    return announce(shown, _("Address renewed"))


def context(caller: Caller, person: PersonalShopper) -> dict[str, Any]:
    """What its card is drawn from."""
    return {"feed_url": feed_url(person.feed_token), "part_base": part_base(caller, None)}
