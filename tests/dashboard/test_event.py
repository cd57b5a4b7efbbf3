"""One event's page, and what staff may change there."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.attribution.models import (
    Attribution,
    AttributionKind,
    AttributionState,
    OrderRecord,
)
from saleor_personal_shopper.core.events.models import (
    ChatMessage,
    Consent,
    Event,
    EventOrigin,
    EventStatus,
    ParticipantRole,
    ShownProduct,
    Survey,
)
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.privacy.services import publish_consent_text
from tests import factories
from tests.dashboard.conftest import Staff
from tests.factories import INTO_THE_CALL

CALLS = "/dashboard/calls"


@pytest.fixture
def held(installation: Installation, paula: Staff) -> Event:
    """A call that was held, sold, and was answered for."""
    now = factories.NOW
    event = factories.event(
        installation,
        status=EventStatus.FINISHED,
        personal_shopper=paula.personal_shopper,
        live_at=now,
        ended_at=now + timedelta(minutes=12, seconds=1),
        customer_phone="+34600",
    )
    customer = factories.participant(event)
    host = factories.participant(
        event,
        ParticipantRole.PERSONAL_SHOPPER,
        name="Paula Shopper",
        worst_quality="POOR",
        video_paused=True,
    )
    own = {"installation": installation, "event": event}
    ChatMessage.objects.create(participant=host, text="Hello <you>", sent_at=now, **own)
    ShownProduct.objects.create(
        participant=host, product_id="UHJvZHVjdDox", name="Linen shirt", shown_at=now, **own
    )
    text = publish_consent_text(installation=installation, text="I agree.", now=now)
    Consent.objects.create(
        participant=customer,
        kind="CALL",
        given=True,
        text=text,
        language="en",
        answered_at=now,
        **own,
    )
    Survey.objects.create(score=9, comment="Wonderful", answered_at=now, **own)
    return event


def credit(event: Event, number: str, amount: str, **fields: object) -> Attribution:
    own = {"installation": event.installation}
    order, _created = OrderRecord.objects.get_or_create(
        order_id=f"T3JkZXI6{number}",
        defaults={
            "order_number": number,
            "version_at": factories.NOW,
            "created_at": factories.NOW,
            **own,
        },
    )
    values = {
        "kind": AttributionKind.ASSISTED,
        "state": AttributionState.CONFIRMED,
        "variant_id": f"v-{amount}",
        "product_name": "Linen shirt",
        "quantity": 1,
        "currency": "USD",
    }
    return Attribution.objects.create(
        event=event, order=order, amount=Decimal(amount), **{**values, **fields, **own}
    )


@pytest.mark.feature("CL-10", "CL-28")
def test_the_page_tells_the_whole_story(held: Event, paula: Staff) -> None:
    credit(held, "1042", "59.00")
    credit(held, "1042", "10.00")
    credit(held, "1043", "20.00", state=AttributionState.REVERSED)

    page = paula.get(f"{CALLS}/events/{held.pk}/content").text

    for words in (
        "Carla Customer",
        "carla@example.com",
        "+34600",
        "Paula Shopper",
        "Hello &lt;you&gt;",
        "Linen shirt",
        "Wonderful",
        "connection weak at times",
        "video paused at times",
        "version 1",
        "13 min",
    ):
        assert words in page, words
    assert '<data value="69.00" data-currency="USD">' in page
    assert '<data value="0.00" data-currency="USD">' in page
    assert "Cancelled or refunded" in page


def test_orders_lead_into_the_dashboard(held: Event, paula: Staff) -> None:
    credit(held, "MQ==", "59.00")

    page = paula.get(f"{CALLS}/events/{held.pk}/content").text

    assert 'data-dashboard-path="/orders/T3JkZXI6MQ%3D%3D"' in page
    assert 'href="https://dashboard.example.com/dashboard/orders/T3JkZXI6MQ%3D%3D"' in page


def test_the_account_of_a_signed_in_customer_leads_into_the_dashboard(
    held: Event, paula: Staff
) -> None:
    page = paula.get(f"{CALLS}/events/{held.pk}/content").text
    assert "/customers/" not in page

    held.saleor_user_id = "VXNlcjo1MQ=="
    held.save()
    page = paula.get(f"{CALLS}/events/{held.pk}/content").text

    assert "<dt>Account</dt>" in page
    assert 'data-dashboard-path="/customers/VXNlcjo1MQ%3D%3D"' in page
    assert 'href="https://dashboard.example.com/dashboard/customers/VXNlcjo1MQ%3D%3D"' in page


def test_an_event_without_anything_has_words_for_it(
    installation: Installation, paula: Staff
) -> None:
    event = factories.event(installation, status=EventStatus.EXPIRED)

    page = paula.get(f"{CALLS}/events/{event.pk}/content").text

    assert "No product was shown or bought" in page
    assert "Nothing was written." in page
    assert "Nobody has come in yet." in page
    assert "No answer yet." in page


def test_an_open_event_shows_its_links_and_a_code_to_scan(
    installation: Installation, paula: Staff
) -> None:
    event = factories.event(installation)

    for place in (f"{CALLS}/events/{event.pk}/content", f"{CALLS}/events/{event.pk}/links"):
        page = paula.get(place).text
        for kind in INTO_THE_CALL:
            url = f"http://testserver/e/{event.links.get(kind=kind).token}"
            assert f'value="{url}"' in page
            assert f'src="{url}/qr.svg"' in page


def test_links_of_a_call_that_is_over_are_not_handed_out(
    installation: Installation, paula: Staff
) -> None:
    event = factories.event(installation, status=EventStatus.FINISHED)

    dialog = paula.get(f"{CALLS}/events/{event.pk}/links").text

    assert "its links lead nowhere any more" in dialog
    assert not any(link.token in dialog for link in event.links.all())


def test_somebody_elses_event_is_not_here(
    installation: Installation, other_installation: Installation, paula: Staff
) -> None:
    other = factories.personal_shopper(installation)
    events = [
        factories.event(installation, personal_shopper=other),
        factories.event(other_installation),
    ]

    for event in events:
        for path in ("content", "cancel", "reschedule", "archive"):
            send = paula.get if path == "content" else paula.post
            response = send(f"{CALLS}/events/{event.pk}/{path}")
            assert response.status_code == 404
            assert "This call is not here" in response.text


@pytest.fixture
def planned(installation: Installation, paula: Staff) -> Event:
    return factories.event(
        installation,
        status=EventStatus.SCHEDULED,
        origin=EventOrigin.PRIVATE,
        starts_at=timezone.now() + timedelta(days=2),
        queued_at=None,
        personal_shopper=paula.personal_shopper,
    )


def test_cancelling(planned: Event, paula: Staff) -> None:
    response = paula.post(f"{CALLS}/events/{planned.pk}/cancel", {"reason": "I am ill"})

    planned.refresh_from_db()
    assert planned.status == EventStatus.CANCELLED
    assert "Cancelled" in response.text
    assert "staff:note" in json.loads(response.headers["HX-Trigger"])


def test_a_live_call_cannot_be_cancelled_and_the_page_says_why(
    installation: Installation, paula: Staff
) -> None:
    event = factories.event(
        installation, status=EventStatus.LIVE, personal_shopper=paula.personal_shopper
    )

    response = paula.post(f"{CALLS}/events/{event.pk}/cancel")

    assert response.status_code == 422
    assert 'role="alert"' in response.text


def test_moving_takes_the_time_in_the_zone_of_staff(planned: Event, paula: Staff) -> None:
    day = (timezone.now() + timedelta(days=30)).date()
    form = {"starts_at": f"{day}T15:30", "time_zone": "America/Bogota"}

    response = paula.post(f"{CALLS}/events/{planned.pk}/reschedule", form)

    assert response.status_code == 200
    planned.refresh_from_db()
    assert planned.starts_at == datetime(day.year, day.month, day.day, 20, 30, tzinfo=UTC)


def test_moving_into_the_past_is_refused_in_words(planned: Event, paula: Staff) -> None:
    form = {"starts_at": "2020-01-01T10:00", "time_zone": "UTC"}

    response = paula.post(f"{CALLS}/events/{planned.pk}/reschedule", form)

    assert response.status_code == 422
    assert "Choose a date from now until one year ahead." in response.text


def test_archiving_an_ended_event(held: Event, paula: Staff) -> None:
    assert paula.post(f"{CALLS}/events/{held.pk}/archive").status_code == 200
    held.refresh_from_db()
    assert held.is_archived
