"""Every page of staff, and what it says where there is nothing to show.

A new page gets its line here: the tests hold it to all its states.
"""

from __future__ import annotations

from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.dashboard.test_calls import message

FORM = ""
"""A form is never empty."""

PAGES = {
    "dashboard/calls": "No calls yet.",
    "dashboard/calls/new": FORM,
    "dashboard/calls/events/<uuid:event_id>": "Nothing was written.",
    "dashboard/calls/events/<uuid:event_id>/move": FORM,
    "dashboard/calls/events": "No events yet.",
    "dashboard/calls/events/new": FORM,
    "dashboard/calls/agenda": "Nobody takes calls yet.",
    "dashboard/calls/messages/<uuid:message_id>": FORM,
    "dashboard/calls/me": "You are no personal shopper",
    "dashboard/order-widget": "No call had a part in this order.",
    "dashboard/settings": "Nobody takes calls yet.",
    "dashboard/settings/shoppers/<uuid:shopper_id>": FORM,
    "dashboard/settings/groups/new": "There are no personal shoppers yet.",
    "dashboard/settings/groups/<uuid:group_id>": FORM,
    "dashboard/campaigns": "No campaigns yet.",
    "dashboard/campaigns/new": FORM,
    "dashboard/campaigns/<uuid:campaign_id>": FORM,
    "dashboard/campaigns/<uuid:campaign_id>/agenda": FORM,
    "dashboard/campaigns/<uuid:campaign_id>/notifications": FORM,
    "dashboard/campaigns/availabilities": "No availabilities yet.",
    "dashboard/campaigns/availabilities/new": FORM,
    "dashboard/campaigns/availabilities/<uuid:availability_id>": FORM,
}
"""Framed; those of calls are at the desk too."""


def place(installation: Installation, route: str) -> str:
    """The page's address, about a row that has nothing more than it must."""
    makers = {
        "event": factories.event,
        "message": message,
        "shopper": factories.personal_shopper,
        "group": factories.group,
        "campaign": factories.campaign,
        "availability": factories.availability,
    }
    for name, make in makers.items():
        if f"<uuid:{name}_id>" in route:
            row = make(installation)  # type: ignore[operator]
            route = route.replace(f"<uuid:{name}_id>", str(row.pk))
    return f"/{route}"
