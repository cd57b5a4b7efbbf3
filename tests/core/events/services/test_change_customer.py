"""Putting right whom an event is for (MN-05)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.notifications.models import Mail
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories
from tests.core.events.agenda import Agenda, at, log_of
from tests.core.events.conftest import rights_for


@pytest.fixture
def booked(agenda: Agenda, now: datetime) -> Event:
    return agenda.book(at("10:00"), now, personal_shopper=agenda.ada, email="c@example.com").event


@pytest.fixture
def ada(agenda: Agenda) -> StaffRights:
    return rights_for(agenda.installation, agenda.ada)


def change(event: Event, rights: StaffRights, now: datetime, **fields: Any) -> Event:
    values = {"name": "Carla Customer", "email": "c@example.com", **fields}
    return services.change_customer(event=event, rights=rights, **values, now=now)


def test_name_and_phone_are_changed_and_logged(
    booked: Event, ada: StaffRights, now: datetime
) -> None:
    changed = change(booked, ada, now, name="Carla Costa", phone="+34 600", language="es")

    assert (changed.customer_name, changed.customer_phone, changed.language) == (
        "Carla Costa",
        "+34 600",
        "es",
    )
    assert changed.sequence == booked.sequence
    entry = log_of(booked)[-1]
    assert (entry.action, entry.actor_name) == ("CHANGED", "Ada")
    assert entry.data == {"fields": ["language", "name", "phone"]}


def test_the_same_again_changes_nothing(booked: Event, ada: StaffRights, now: datetime) -> None:
    change(booked, ada, now)
    assert len(log_of(booked)) == 1


def test_a_new_address_gets_the_mail(
    booked: Event, ada: StaffRights, now: datetime, settings: Any
) -> None:
    settings.SMTP_SERVER = object()
    change(booked, ada, now, email="carla@example.com")
    mails = Mail.objects.of(booked.installation).filter(recipient="carla@example.com")
    assert mails.filter(kind="booking-rescheduled").exists()


def test_nobody_gets_two_calls_at_once_by_it(
    booked: Event, agenda: Agenda, ada: StaffRights, now: datetime
) -> None:
    agenda.book(at("10:00"), now, personal_shopper=agenda.bea, email="emma@example.com")
    with pytest.raises(DomainError) as caught:
        change(booked, ada, now, email="Emma@example.com")
    assert (caught.value.code, caught.value.field) == ("ALREADY_BOOKED", "email")


def test_others_and_what_is_over_are_left_alone(
    booked: Event, agenda: Agenda, ada: StaffRights, now: datetime
) -> None:
    bea = rights_for(agenda.installation, agenda.bea)
    over = factories.event(
        agenda.installation, status="FINISHED", personal_shopper=agenda.ada, starts_at=now
    )
    for event, rights, code in ((booked, bea, "NOT_FOUND"), (over, ada, "ENDED")):
        with pytest.raises(DomainError) as caught:
            change(event, rights, now)
        assert caught.value.code == code
