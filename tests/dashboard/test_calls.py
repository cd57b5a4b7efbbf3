"""The calls page: who waits, what is ahead, messages, and the search in all calls."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Event, EventOrigin, EventStatus, LeftMessage
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories
from tests.dashboard.conftest import Staff

CALLS = "/dashboard/calls"


def message(installation: Installation, **fields: object) -> LeftMessage:
    values = {
        "channel": "default-channel",
        "name": "Mia Message",
        "email": "mia+shop@example.com",
        "text": "Is it <b>blue</b>?",
        "left_at": factories.NOW,
    }
    return LeftMessage.objects.create(installation=installation, **{**values, **fields})


@pytest.mark.feature("DC-01", "DC-15", "SF-14")
def test_waiting_customers_are_listed_with_product_and_who_is_away(
    installation: Installation, shop: FakeShop, paula: Staff
) -> None:
    now = timezone.now()
    shirt = shop.add_product("Linen shirt").card.id
    factories.event(installation, customer_name="Here", product_id=shirt, customer_seen_at=now)
    gone = now - timedelta(seconds=40)
    factories.event(installation, customer_name="Gone", customer_seen_at=gone)

    page = paula.get(f"{CALLS}/lists").text

    assert "Linen shirt" in page
    assert page.count("Away") == 1
    assert 'data-waiting="2"' in page


def test_a_channel_is_called_as_in_saleor(
    installation: Installation, shop: FakeShop, admin: Staff
) -> None:
    channel = shop.channels[0]
    event = factories.event(installation, customer_name="Here", channel=channel.slug)
    assert channel.name != channel.slug

    for page in (f"{CALLS}/lists", f"{CALLS}/recent", f"{CALLS}/events/{event.pk}/content"):
        assert channel.name in admin.get(page).text, page


def test_the_lists_go_on_while_the_catalogue_is_away(
    installation: Installation, shop: FakeShop, paula: Staff
) -> None:
    paula.get(f"{CALLS}/lists")
    factories.event(installation, customer_name="Here", product_id="UHJvZHVjdDox")
    shop.is_down = True

    assert "Here" in paula.get(f"{CALLS}/lists").text


@pytest.mark.feature("DC-01")
def test_personal_shoppers_see_their_own_and_untaken_events(
    installation: Installation, paula: Staff, admin: Staff
) -> None:
    other = factories.personal_shopper(installation, name="Marc")
    planned = {"status": EventStatus.SCHEDULED, "starts_at": timezone.now() + timedelta(days=1)}
    factories.event(installation, customer_name="Mine", personal_shopper=paula.personal_shopper)
    factories.event(installation, customer_name="Theirs", personal_shopper=other, **planned)
    factories.event(installation, customer_name="Free")

    own, every = (one.get(f"{CALLS}/content").text for one in (paula, admin))

    assert "Mine" in own and "Free" in own and "Theirs" not in own
    assert "Theirs" in every


def test_empty_lists_say_what_to_do_next(paula: Staff) -> None:
    page = paula.get(f"{CALLS}/content").text

    assert "keep the desk open and it rings" in page
    assert "Create a private call and send its link" in page
    assert "When nobody is available, customers can leave one" in page
    assert "No calls yet." in page


def test_a_message_can_be_answered_by_mail_and_ticked_off(
    installation: Installation, paula: Staff
) -> None:
    left = message(installation)
    page = paula.get(f"{CALLS}/lists").text
    assert "Is it &lt;b&gt;blue&lt;/b&gt;?" in page
    assert "mailto:mia%2Bshop@example.com?subject=Your%20message" in page

    response = paula.post(f"{CALLS}/messages/{left.pk}/done")

    left.refresh_from_db()
    assert left.done_by == "Paula Shopper"
    assert "Mia Message" not in response.text
    note = json.loads(response.headers["HX-Trigger"])["staff:note"]
    assert note == {"status": "success", "text": "Message done"}
    assert paula.post(f"{CALLS}/messages/{left.pk}/done").status_code == 200


def test_a_message_of_another_shop_is_not_found(
    other_installation: Installation, paula: Staff
) -> None:
    left = message(other_installation)

    assert paula.post(f"{CALLS}/messages/{left.pk}/done").status_code == 404
    left.refresh_from_db()
    assert left.done_at is None


@pytest.fixture
def thousand(installation: Installation) -> list[Event]:
    return Event.objects.bulk_create(
        Event(
            installation=installation,
            status=EventStatus.FINISHED,
            origin=EventOrigin.REQUEST,
            channel="default-channel",
            customer_name=f"Customer {number:04}",
            customer_email=f"c{number}@example.com",
            created_at=factories.NOW - timedelta(minutes=number),
        )
        for number in range(1000)
    )


def test_a_thousand_calls_come_by_pages_in_a_fixed_number_of_queries(
    thousand: list[Event], paula: Staff
) -> None:
    paula.get(f"{CALLS}/content")
    with CaptureQueriesContext(connection) as queries:
        first = paula.get(f"{CALLS}/recent").text
    last = paula.get(f"{CALLS}/recent?page=40").text

    assert "1–25 of 1000" in first
    assert "Customer 0000" in first and "Customer 0025" not in first
    assert "976–1000 of 1000" in last and "Customer 0999" in last
    assert len(queries) < 12


def test_pages_out_of_range_show_the_nearest(thousand: list[Event], paula: Staff) -> None:
    assert "976–1000 of 1000" in paula.get(f"{CALLS}/recent?page=9999").text
    assert "1–25 of 1000" in paula.get(f"{CALLS}/recent?page=x").text


def test_search_and_status_narrow_the_calls(installation: Installation, paula: Staff) -> None:
    ended = {"status": EventStatus.FINISHED}
    factories.event(installation, customer_name="Ann Archer", **ended)
    factories.event(installation, customer_name="Ann Baker", status=EventStatus.CANCELLED)
    factories.event(installation, customer_name="Zoe", customer_email="ann@example.org", **ended)

    found = paula.get(f"{CALLS}/recent?search=ann&status=FINISHED").text

    assert "Ann Archer" in found and "Zoe" in found and "Ann Baker" not in found
    assert "No call matches" in paula.get(f"{CALLS}/recent?search=nobody").text
    assert paula.get(f"{CALLS}/recent?search=%00&status=nonsense").status_code == 200


def test_archived_calls_are_only_shown_when_asked_for(
    installation: Installation, paula: Staff
) -> None:
    factories.event(
        installation, customer_name="Old", status=EventStatus.FINISHED, is_archived=True
    )

    assert "Old" not in paula.get(f"{CALLS}/recent").text
    assert "Old" in paula.get(f"{CALLS}/recent?status=ARCHIVED").text


def test_administrators_are_led_to_the_rest_of_the_set_up(admin: Staff, paula: Staff) -> None:
    assert "Finish setting up" in admin.get(f"{CALLS}/content").text
    assert "Finish setting up" not in paula.get(f"{CALLS}/content").text


def test_in_the_frame_joining_goes_through_the_desk(
    installation: Installation, paula: Staff
) -> None:
    event = factories.event(installation)
    paula.open_desk()

    framed = paula.get(f"{CALLS}/lists").text
    at_desk = paula.client.get(f"{paula.desk}/lists").text

    assert 'hx-post="/dashboard/desk-code"' in framed
    assert f'href="{paula.desk}/events/{event.pk}/call"' in at_desk


def test_the_frame_speaks_the_dashboards_language(paula: Staff) -> None:
    response = paula.get(f"{CALLS}/lists", **{"accept-language": "es"})

    assert response.headers["Content-Language"] == "es"


@pytest.mark.feature("DC-18")
def test_administrators_see_all_booked_customers_or_their_own(
    installation: Installation, admin: Staff
) -> None:
    mine = factories.personal_shopper(
        installation, email=admin.email, saleor_user_id=admin.user_id, name="Ada"
    )
    campaign = factories.campaign(installation)
    starts_at = timezone.now() + timedelta(days=1)
    for name, person in (("Emma", mine), ("Olivia", factories.personal_shopper(installation))):
        factories.event(
            installation,
            status="SCHEDULED",
            origin="BOOKING",
            campaign=campaign,
            personal_shopper=person,
            customer_name=name,
            customer_email=f"{name}@example.com",
            starts_at=starts_at,
        )

    everything = admin.get("/dashboard/calls/lists").text
    own = admin.get("/dashboard/calls/lists?whose=own").text

    assert "Emma" in everything and "Olivia" in everything and campaign.name in everything
    assert "Emma" in own and "Olivia" not in own
    assert "/lists?whose=own" in own


@pytest.mark.feature("DC-19")
def test_what_a_customer_booked_and_what_staff_made_is_joined_alike(
    installation: Installation, paula: Staff
) -> None:
    made = {"status": "SCHEDULED", "personal_shopper": paula.personal_shopper}
    events = [
        factories.event(
            installation,
            origin=origin,
            customer_email=f"{origin}@example.com",
            starts_at=timezone.now() + timedelta(days=days),
            **made,
        )
        for days, origin in enumerate(("BOOKING", "PRIVATE"), start=1)
    ]
    page = paula.get("/dashboard/calls/lists").text
    for event in events:
        assert f'id="join-{event.pk}"' in page
