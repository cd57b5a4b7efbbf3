from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saleor_personal_shopper.core.campaigns.addresses import booking_url
from saleor_personal_shopper.core.campaigns.selectors import (
    campaigns,
    campaigns_of,
    is_host,
    with_counts,
)
from saleor_personal_shopper.core.campaigns.states import campaign_state
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories

DAY = timedelta(days=1)


@pytest.mark.feature("CP-07", "CP-15")
@pytest.mark.parametrize(
    ("zone", "at", "state"),
    [
        ("Asia/Tokyo", datetime(2026, 12, 1, 15, 0, tzinfo=UTC), "ACTIVE"),
        ("Asia/Tokyo", datetime(2026, 11, 30, 14, 59, tzinfo=UTC), "UPCOMING"),
        ("Asia/Tokyo", datetime(2026, 11, 30, 15, 0, tzinfo=UTC), "ACTIVE"),
        ("America/Los_Angeles", datetime(2026, 12, 1, 7, 59, tzinfo=UTC), "UPCOMING"),
        ("America/Los_Angeles", datetime(2026, 12, 1, 8, 0, tzinfo=UTC), "ACTIVE"),
        ("America/Los_Angeles", datetime(2026, 12, 4, 7, 59, tzinfo=UTC), "ACTIVE"),
        ("America/Los_Angeles", datetime(2026, 12, 4, 8, 0, tzinfo=UTC), "COMPLETED"),
    ],
)
def test_the_state_follows_the_days_of_the_campaign_s_zone(
    installation: Installation, zone: str, at: datetime, state: str
) -> None:
    dates = {"starts_on": date(2026, 12, 1), "ends_on": date(2026, 12, 3)}
    campaign = factories.campaign(installation, time_zone=zone, **dates)
    factories.campaign(installation, time_zone="Pacific/Kiritimati", name="Other")

    assert campaign_state(campaign, now=at) == state
    found = campaigns(installation, now=at, search="Winter", states=[state])
    assert [row.pk for row in found] == [campaign.pk]
    assert found[0].state == state  # type: ignore[attr-defined]


@pytest.mark.feature("CP-01", "CP-09", "CP-10")
def test_the_list_counts_events_and_hosts(installation: Installation, now: datetime) -> None:
    """CP-09, CP-10: whoever is gone or deactivated is no host."""
    people = [factories.personal_shopper(installation) for _number in range(2)]
    gone = factories.personal_shopper(installation, deactivated_at=now)
    campaign = factories.campaign(installation, group=factories.group(installation, *people, gone))
    empty = factories.campaign(installation, starts_on=now.date() - DAY)
    for _number in range(3):
        factories.event(installation, campaign=campaign)

    rows = with_counts(campaigns(installation, now=now))

    counted = [(row.pk, row.event_count, row.host_count) for row in rows]  # type: ignore[attr-defined]
    assert counted == [(campaign.pk, 3, 2), (empty.pk, 0, 0)]


def test_words_are_searched_in_name_and_description(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    wanted = factories.campaign(installation, name="Spring", description="Light jackets")
    factories.campaign(installation, name="Summer", deleted_at=now)
    factories.campaign(other_installation, name="Spring jackets")

    def find(search: str) -> list[object]:
        return [row.pk for row in campaigns(installation, now=now, search=search)]

    assert find("jack SPRING") == [wanted.pk]
    assert find("summer") == []
    assert find("100%_\x00") == []


def test_a_thousand_campaigns_cost_no_more_queries_than_one(
    installation: Installation, now: datetime
) -> None:
    group = factories.group(installation)
    for number in range(30):
        factories.campaign(installation, group=group, name=str(number))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(with_counts(campaigns(installation, now=now)))
    assert len(queries) == 2


@pytest.mark.feature("AD-08", "AD-09")
def test_a_host_hands_out_links_of_running_and_coming_campaigns(
    installation: Installation, now: datetime
) -> None:
    host = factories.personal_shopper(installation)
    stranger = factories.personal_shopper(installation)
    group = factories.group(installation, host)
    running = factories.campaign(installation, group=group)
    over = factories.campaign(
        installation, group=group, starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 2)
    )

    assert list(campaigns_of(host, now=now)) == [running]
    assert not list(campaigns_of(stranger, now=now))
    assert is_host(host, over) and not is_host(stranger, running)
    assert booking_url(running, host).endswith(f"/book/{running.public_id}/{host.public_id}")
    host.deactivated_at = now
    assert not is_host(host, running)
