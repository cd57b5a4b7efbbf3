"""Staff book for a customer: whenever somebody is free, for any duration (MN-05, AD-04)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import Consent, Event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications.models import Mail
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories
from tests.core.events.agenda import Agenda, at, log_of
from tests.core.events.conftest import rights_for

TEN, NIGHT = at("10:00"), at("22:00")


@pytest.fixture
def ada(agenda: Agenda) -> StaffRights:
    return rights_for(agenda.installation, agenda.ada)


def book(agenda: Agenda, rights: StaffRights, now: datetime, **wish: Any) -> Event:
    values = {
        "campaign": agenda.campaign,
        "starts_at": TEN,
        "name": "Carla Customer",
        "email": "carla@example.com",
    }
    return services.book_for_customer(rights=rights, **{**values, **wish}, now=now).event


def refusal(agenda: Agenda, rights: StaffRights, now: datetime, **wish: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        book(agenda, rights, now, **wish)
    return caught.value


@pytest.mark.feature("MN-05")
def test_a_personal_shopper_books_himself_for_a_customer(
    agenda: Agenda, ada: StaffRights, now: datetime
) -> None:

    event = book(agenda, ada, now, duration_minutes=50)

    assert (event.personal_shopper, event.origin) == (agenda.ada, "BOOKING")
    assert (event.starts_at, event.ends_at) == (TEN, TEN + timedelta(minutes=50))
    assert event.time_zone == "Europe/Madrid"
    assert set(event.links.values_list("kind", flat=True)) == {"CUSTOMER", "GUEST", "MANAGE"}
    (entry,) = log_of(event)
    assert (entry.action, entry.actor, entry.actor_name) == ("BOOKED", "STAFF", "Ada")
    assert entry.data["chosen"]["reason"] == "STAFF"


def test_the_customer_agrees_when_he_joins(agenda: Agenda, ada: StaffRights, now: datetime) -> None:
    book(agenda, ada, now)
    assert not Consent.objects.of(agenda.installation).exists()


@pytest.mark.feature("NT-07")
def test_both_get_their_mail(
    agenda: Agenda, ada: StaffRights, now: datetime, settings: Any
) -> None:
    settings.SMTP_SERVER = object()
    event = book(agenda, ada, now)
    told = Mail.objects.of(agenda.installation).filter(kind="booking-scheduled", about=event.pk)
    assert {one.recipient for one in told} == {"carla@example.com", agenda.ada.email}


def test_staff_book_out_of_hours_where_the_person_is_free(
    agenda: Agenda, ada: StaffRights, now: datetime
) -> None:
    assert book(agenda, ada, now, starts_at=NIGHT).starts_at == NIGHT
    again = refusal(agenda, ada, now, starts_at=NIGHT, email="emma@example.com")
    assert again.code == "SLOT_TAKEN"


def test_anybody_is_somebody_who_works_then(
    agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    book(agenda, admin, now, personal_shopper=agenda.ada)
    other = book(agenda, admin, now, email="emma@example.com")
    assert other.personal_shopper == agenda.bea
    assert refusal(agenda, admin, now, starts_at=NIGHT).code == "OUTSIDE_AVAILABILITY"


def test_only_administrators_book_others(
    agenda: Agenda, ada: StaffRights, admin: StaffRights, now: datetime
) -> None:
    assert refusal(agenda, ada, now, personal_shopper=agenda.bea).code == "PERMISSION_DENIED"
    nobody = StaffRights(agenda.installation, admin.staff_member, frozenset())
    assert refusal(agenda, nobody, now).code == "PERMISSION_DENIED"
    event = book(agenda, admin, now, personal_shopper=agenda.bea)
    assert event.personal_shopper == agenda.bea


def test_what_is_another_shops_or_gone_is_not_there(
    agenda: Agenda, ada: StaffRights, other_installation: Installation, now: datetime
) -> None:
    foreign = factories.campaign(other_installation)
    assert refusal(agenda, ada, now, campaign=foreign).code == "NOT_FOUND"
    agenda.set(deleted_at=now)
    assert refusal(agenda, ada, now).code == "NOT_FOUND"


def test_sent_twice_it_is_booked_once(agenda: Agenda, ada: StaffRights, now: datetime) -> None:
    first = book(agenda, ada, now, idempotency_key="a")
    assert book(agenda, ada, now, idempotency_key="a") == first
    assert Event.objects.of(agenda.installation).count() == 1


def test_a_customer_is_in_one_place_and_not_limited(
    agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    for hour in range(10, 15):
        book(agenda, admin, now, starts_at=at(f"{hour}:00"))
    refused = refusal(agenda, admin, now)
    assert refused.code == "ALREADY_BOOKED"
    assert refused.alternatives  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"name": " "}, "name"),
        ({"email": "carla"}, "email"),
        ({"duration_minutes": 3}, "durationMinutes"),
        ({"starts_at": at("10:00", 1)}, "startsAt"),
    ],
)
def test_the_form_is_checked(
    agenda: Agenda, ada: StaffRights, now: datetime, wish: dict[str, Any], field: str
) -> None:
    assert refusal(agenda, ada, now, **wish).field == field


def test_no_question_has_to_be_answered(agenda: Agenda, ada: StaffRights, now: datetime) -> None:
    question = {"id": "a", "label": "Size?", "kind": "TEXT", "required": True}
    agenda.set(questions=[question, {**question, "id": "b"}])
    event = book(agenda, ada, now, answers={"a": "M"})
    assert event.answers == [{"question": "a", "label": "Size?", "answer": "M"}]
