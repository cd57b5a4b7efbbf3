"""Campaigns that a test takes as given, made by the API as a merchant's own program would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from .office import Office, ask

OPEN_FOR = timedelta(days=364)
WEEKDAYS = range(1, 8)
_FIND = """query($group: String!) {
  personalShopperGroups(first: 1, search: $group) { edges { node { id } } }
}"""
_HOURS = """mutation($input: PersonalShopperAvailabilityCreateInput!) {
  personalShopperAvailabilityCreate(input: $input) { availability { id } errors { message } }
}"""
_MAKE = """mutation($input: PersonalShopperCampaignCreateInput!) {
  personalShopperCampaignCreate(input: $input) {
    campaign { id bookingUrl } errors { field message }
  }
}"""
_FORGET = """mutation($campaign: ID!, $hours: ID!) {
  personalShopperCampaignDelete(id: $campaign) { errors { message } }
  personalShopperAvailabilityDelete(id: $hours) { errors { message } }
}"""


@contextmanager
def campaign(office: Office, name: str, start: str, until: str, **fields: Any) -> Iterator[str]:
    """The address of a campaign of the stylists, open daily in this span in New York."""
    bearer, url = office.staff_bearer("admin@example.com"), f"{office.facts['appUrl']}/graphql/"
    weekly = [{"weekday": day, "from": start, "until": until} for day in WEEKDAYS]
    given = {"name": name, "timeZone": "America/New_York", "weekly": weekly}
    hours = _made(ask(url, _HOURS, bearer, input=given), "availability")["id"]
    group = ask(url, _FIND, bearer, group="Stylists")["personalShopperGroups"]["edges"][0]
    today = datetime.now(UTC).date()
    wanted = {
        "name": name,
        "description": "For tests.",
        "startsOn": (today - timedelta(days=1)).isoformat(),
        "endsOn": (today + OPEN_FOR).isoformat(),
        "channel": office.facts["channel"],
        "group": group["node"]["id"],
        "availability": hours,
        "noticeMinutes": 0,
        "horizonDays": 365,
        **fields,
    }
    made = _made(ask(url, _MAKE, bearer, input=wanted), "campaign")
    try:
        yield str(made["bookingUrl"])
    finally:
        office.end_all()
        ask(url, _FORGET, bearer, campaign=made["id"], hours=hours)


def _made(answer: dict[str, Any], what: str) -> dict[str, Any]:
    (payload,) = answer.values()
    assert not payload["errors"], payload["errors"]
    return dict(payload[what])
