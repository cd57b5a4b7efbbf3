from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import limits, services
from saleor_personal_shopper.core.events.errors import RequestOpen
from saleor_personal_shopper.core.events.models import Consent, Event
from saleor_personal_shopper.core.events.selectors import queue_position
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests import factories

from ..conftest import Commits, desk_messages, queue_places

pytestmark = pytest.mark.usefixtures("shopper")


def request(installation: Installation, now: datetime, **fields: Any) -> Event:
    values = {"channel": "default-channel", "name": "Carla", "consent": True, **fields}
    return services.request_event(installation=installation, now=now, **values)


@pytest.mark.feature("SF-10")
def test_a_request_enters_the_queue(
    installation: Installation, now: datetime, commits: Commits
) -> None:
    with commits():
        event = request(
            installation, now, email="c@example.com", device_key="d1", saleor_user_id="VXNlcjox"
        )

    event.refresh_from_db()
    assert (event.status, event.origin) == ("REQUESTED", "REQUEST")
    assert (event.queued_at, event.customer_seen_at) == (now, now)
    assert event.personal_shopper is None
    assert event.saleor_user_id == "VXNlcjox"
    assert queue_position(event) == 1
    assert event.links.count() == 2
    assert any(one["data"]["ring"] for one in desk_messages("desk.changed"))


@pytest.mark.feature("LB-06")
def test_the_consent_is_kept_with_its_text_and_language(
    installation: Installation, now: datetime
) -> None:
    event = request(installation, now, language="ca")

    consent = Consent.objects.of(installation).get(event=event)
    assert (consent.kind, consent.given, consent.language) == ("CALL", True, "ca")
    assert consent.text is not None and consent.text.version == 1


def test_the_waiting_are_told_their_places(
    installation: Installation, now: datetime, commits: Commits
) -> None:
    first = factories.event(installation, queued_at=now - timedelta(minutes=1))
    seat = factories.participant(first)
    with commits():
        request(installation, now)

    assert queue_places() == {seat.pk: 1}


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"consent": False}, "CONSENT_REQUIRED", "consent"),
        ({"name": ""}, "REQUIRED", "name"),
        ({"email": "carla"}, "INVALID", "email"),
        ({"channel": "no-channel"}, "INVALID", "channel"),
        ({"product_id": "x" * 65}, "INVALID", "product"),
        ({"device_key": "x" * 65}, "INVALID", "device"),
    ],
)
def test_bad_input_names_its_field(
    installation: Installation, now: datetime, fields: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        request(installation, now, **fields)

    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not Event.objects.of(installation).exists()


@pytest.mark.feature("SF-11")
def test_nobody_available_is_said_so_that_a_message_can_be_left(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    PersonalShopper.objects.of(installation).update(is_available=False)

    with pytest.raises(DomainError) as refusal:
        request(installation, now)
    assert refusal.value.code == "NOBODY_AVAILABLE"


def test_one_waits_for_somebody_who_is_in_a_call(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    factories.event(installation, status="LIVE", personal_shopper=shopper)

    assert queue_position(request(installation, now)) == 1


def test_one_device_has_one_open_request(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    event = request(installation, now, device_key="d1")

    with pytest.raises(RequestOpen) as refusal:
        request(installation, now, device_key="d1")
    assert refusal.value.event == event
    assert refusal.value.code == "REQUEST_OPEN"

    request(installation, now, device_key="d2")
    factories.personal_shopper(other_installation, desk_seen_at=now)
    request(other_installation, now, device_key="d1")
    Event.objects.of(installation).filter(pk=event.pk).update(status="CANCELLED")
    request(installation, now, device_key="d1")


def test_devices_without_a_key_are_not_one_device(
    installation: Installation, now: datetime
) -> None:
    request(installation, now)
    request(installation, now)

    assert Event.objects.of(installation).count() == 2


def test_an_address_has_its_limit(
    installation: Installation, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PER_ADDRESS", 2)
    for _ in range(2):
        request(installation, now, address="203.0.113.7")

    with pytest.raises(DomainError) as refusal:
        request(installation, now, address="203.0.113.7")
    assert refusal.value.code == "RATE_LIMITED"


def test_an_outage_of_saleor_keeps_nobody_from_asking(
    installation: Installation, now: datetime
) -> None:
    fake_shop(installation).is_down = True

    assert request(installation, now).status == "REQUESTED"


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_request(installation: Installation, now: datetime) -> None:
    start, results = threading.Barrier(4), []

    def click() -> None:
        start.wait()
        try:
            results.append(request(installation, now, device_key="d1").pk)
        except RequestOpen as refusal:
            results.append(refusal.event.pk)
        connection.close()

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(results) == 4
    assert set(results) == {Event.objects.of(installation).get().pk}
