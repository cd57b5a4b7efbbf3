"""Booking a slot, with a person or with anybody (AD-01, SF-12)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.bookings import SlotHold
from saleor_personal_shopper.core.events.errors import SlotRefused
from saleor_personal_shopper.core.events.limits import BOOKINGS_PER_ADDRESS, WINDOW_SECONDS
from saleor_personal_shopper.core.events.models import Consent, Event, LinkKind
from saleor_personal_shopper.core.expendable import keep
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import BusyCalendar, BusyTime, PersonalShopper
from tests import factories
from tests.core.events.agenda import HALF_HOUR, Agenda, at, log_of, open_agenda
from tests.core.events.conftest import Commits, desk_messages

TEN, HALF_PAST = at("10:00"), at("10:30")
OVER = {"starts_on": at("12:00", 1), "ends_on": at("12:00", 22)}


def refused(agenda: Agenda, starts_at: datetime, now: datetime, **wish: Any) -> SlotRefused:
    with pytest.raises(SlotRefused) as caught:
        agenda.book(starts_at, now, **wish)
    return caught.value


def people_of(error: SlotRefused) -> set[PersonalShopper]:
    return {person for one in error.alternatives for person in one.personal_shoppers}


@pytest.mark.feature("AD-01", "CP-01", "SF-12")
def test_a_booking_is_a_scheduled_event_of_its_campaign(agenda: Agenda, now: datetime) -> None:
    booked = agenda.book(
        TEN, now, personal_shopper=agenda.ada, email="Carla@example.com", phone="555", language="pt"
    )

    event = Event.objects.of(agenda.installation).get()
    assert event == booked.event
    assert (event.status, event.origin) == ("SCHEDULED", "BOOKING")
    assert (event.campaign, event.channel) == (agenda.campaign, "default-channel")
    assert (event.personal_shopper, event.starts_at) == (agenda.ada, TEN)
    assert (event.ends_at, event.duration_minutes) == (TEN + HALF_HOUR, 30)
    assert (event.customer_name, event.customer_email) == ("Carla Customer", "Carla@example.com")
    assert (event.customer_phone, event.language) == ("555", "pt")
    assert event.time_zone == "America/New_York"


def test_it_has_links_to_join_and_to_manage(agenda: Agenda, now: datetime) -> None:
    booked = agenda.book(TEN, now)

    tokens = dict(booked.event.links.values_list("kind", "token"))
    assert booked.links.join_url.endswith(f"/e/{tokens[LinkKind.CUSTOMER]}")
    assert booked.links.manage_url.endswith(f"/manage/{tokens[LinkKind.MANAGE]}")


def test_buffers_are_blocked_with_it(agenda: Agenda, now: datetime) -> None:
    agenda.set(buffer_before_minutes=10, buffer_after_minutes=5)

    event = agenda.book(TEN, now).event

    assert event.blocked_from == TEN - timedelta(minutes=10)
    assert event.blocked_until == TEN + timedelta(minutes=35)


def test_the_agreement_is_kept_with_its_text(agenda: Agenda, now: datetime) -> None:
    event = agenda.book(TEN, now).event

    consent = Consent.objects.of(agenda.installation).get(event=event)
    assert (consent.kind, consent.given, consent.answered_at) == ("CALL", True, now)
    assert consent.text is not None


def test_nothing_is_booked_without_consent(agenda: Agenda, now: datetime) -> None:
    with pytest.raises(DomainError) as caught:
        agenda.book(TEN, now, consent=False)

    assert caught.value.code == "CONSENT_REQUIRED"
    assert not Event.objects.of(agenda.installation).exists()


def test_desks_read_their_upcoming_calls_again(
    agenda: Agenda, commits: Commits, now: datetime
) -> None:
    with commits():
        agenda.book(TEN, now)

    assert desk_messages("desk.changed")[-1]["data"]["lists"] == ["upcoming"]


def test_a_slot_is_had_once(agenda: Agenda, now: datetime) -> None:
    agenda.book(TEN, now, personal_shopper=agenda.ada)

    error = refused(agenda, TEN, now, personal_shopper=agenda.ada)

    assert error.code == "SLOT_TAKEN"
    found = [one.starts_at for one in error.alternatives]
    assert found == [at("09:00"), at("09:30"), at("10:30")]


def test_alternatives_are_those_of_the_chosen_person_while_he_has_any(
    agenda: Agenda, now: datetime
) -> None:
    agenda.book(TEN, now, personal_shopper=agenda.ada)

    error = refused(agenda, TEN, now, personal_shopper=agenda.ada)

    assert {person for one in error.alternatives for person in one.personal_shoppers} == {
        agenda.ada
    }


def test_alternatives_fall_back_to_others(agenda: Agenda, now: datetime) -> None:
    """Ada works for an hour in all, and it is gone."""
    factories.availability(
        agenda.installation,
        name="",
        personal_shopper=agenda.ada,
        repeats_weekly=False,
        dates=[{"date": "2026-11-24", "intervals": [{"from": "10:00", "until": "11:00"}]}],
    )
    agenda.book(TEN, now, personal_shopper=agenda.ada)
    agenda.book(HALF_PAST, now, personal_shopper=agenda.ada)

    error = refused(agenda, TEN, now, personal_shopper=agenda.ada)

    assert len(error.alternatives) == 3
    assert {person for one in error.alternatives for person in one.personal_shoppers} == {
        agenda.bea
    }


def test_alternatives_are_looked_for_to_the_end_of_the_campaign(
    agenda: Agenda, now: datetime
) -> None:
    """The only other day lies three weeks ahead."""
    hours = agenda.campaign.availability
    assert hours is not None
    hours.repeats_weekly = False
    hours.dates = [
        {"date": "2026-11-24", "intervals": [{"from": "10:00", "until": "10:30"}]},
        {"date": "2026-12-14", "intervals": [{"from": "10:00", "until": "12:00"}]},
    ]
    hours.save()
    agenda.leave_to(agenda.ada)
    agenda.book(TEN, now)

    found = refused(agenda, TEN, now).alternatives

    assert [one.starts_at for one in found] == [
        at("10:00", 24) + timedelta(days=20) + k * HALF_HOUR for k in range(3)
    ]


@pytest.mark.parametrize(
    ("starts_at", "rules", "code"),
    [
        pytest.param(at("18:00"), {}, "OUTSIDE_AVAILABILITY", id="after hours"),
        pytest.param(at("10:10"), {}, "OUTSIDE_AVAILABILITY", id="between starts"),
        pytest.param(at("12:00", 23), {}, "TOO_SOON", id="within the notice"),
        pytest.param(at("10:00", 20), {}, "TOO_SOON", id="in the past"),
        pytest.param(at("10:00") + timedelta(days=61), {}, "TOO_FAR", id="beyond the horizon"),
        pytest.param(at("10:00") + timedelta(days=30), {}, "CAMPAIGN_CLOSED", id="after its days"),
        pytest.param(
            TEN,
            {"starts_on": at("00:00", 1), "ends_on": at("00:00", 22)},
            "CAMPAIGN_CLOSED",
            id="over",
        ),
    ],
)
def test_what_is_no_slot_is_refused_with_its_reason(
    agenda: Agenda, now: datetime, starts_at: datetime, rules: dict[str, datetime], code: str
) -> None:
    agenda.set(**{name: value.date() for name, value in rules.items()})

    error = refused(agenda, starts_at, now)

    assert error.code == code
    assert len(error.alternatives) == (0 if rules else 3)


@pytest.mark.feature("S4")
def test_full_days_are_refused(agenda: Agenda, now: datetime) -> None:
    """S4: cancelled bookings leave room again."""
    agenda.set(daily_limit=1)
    agenda.leave_to(agenda.ada)
    first = agenda.book(TEN, now).event

    assert refused(agenda, at("15:00"), now).code == "LIMIT_REACHED"
    services.cancel_event(event=first, actor=services.CustomerOf(first.pk), now=now)
    assert agenda.book(at("15:00"), now)


@pytest.mark.feature("S11")
def test_a_busy_calendar_keeps_slots_free_of_calls(agenda: Agenda, now: datetime) -> None:
    calendar = BusyCalendar.objects.create(
        installation=agenda.installation, personal_shopper=agenda.ada, host="x", due_at=now
    )
    BusyTime.objects.create(
        installation=agenda.installation,
        calendar=calendar,
        personal_shopper=agenda.ada,
        starts_at=TEN - HALF_HOUR,
        ends_at=TEN + timedelta(minutes=1),
    )

    error = refused(agenda, TEN, now, personal_shopper=agenda.ada)

    assert error.code == "SLOT_TAKEN"


def test_a_private_call_keeps_its_time_free_of_bookings(agenda: Agenda, now: datetime) -> None:
    factories.event(
        agenda.installation,
        status="SCHEDULED",
        origin="PRIVATE",
        personal_shopper=agenda.ada,
        starts_at=TEN + timedelta(minutes=15),
    )

    assert refused(agenda, TEN, now, personal_shopper=agenda.ada).code == "SLOT_TAKEN"


def test_a_customer_is_in_one_place_at_a_time(agenda: Agenda, now: datetime) -> None:
    """Also with another person, in another campaign, and with the address written otherwise."""
    agenda.book(TEN, now, email="carla@example.com", personal_shopper=agenda.ada)

    error = refused(agenda, TEN, now, email="CARLA@example.com", personal_shopper=agenda.bea)

    assert error.code == "ALREADY_BOOKED"
    assert TEN not in [one.starts_at for one in error.alternatives]
    assert len(error.alternatives) == 3


def test_three_open_bookings_per_address_are_enough(agenda: Agenda, now: datetime) -> None:
    """S32; one that is cancelled or over leaves room."""
    mine = {"email": "carla@example.com"}
    booked = [agenda.book(at(clock), now, **mine).event for clock in ("09:00", "10:00", "11:00")]

    with pytest.raises(DomainError) as caught:
        agenda.book(at("12:00"), now, **mine)

    assert (caught.value.code, caught.value.field) == ("LIMIT_REACHED", "email")
    services.cancel_event(event=booked[0], actor=services.CustomerOf(booked[0].pk), now=now)
    assert agenda.book(at("12:00"), now, **mine)
    assert agenda.book(at("13:00", 25), at("18:00"), **mine)


def test_an_address_that_books_without_end_is_stopped(agenda: Agenda, now: datetime) -> None:
    """S32: counted when made, so that a rush for one slot shuts nobody out."""
    from saleor_personal_shopper.core.events.limits import _key

    agenda.book(TEN, now, address="203.0.113.7")
    key = _key(agenda.installation, "booking", "203.0.113.7")
    keep(key, BOOKINGS_PER_ADDRESS, seconds=WINDOW_SECONDS)

    with pytest.raises(DomainError) as caught:
        agenda.book(at("12:00"), now, address="203.0.113.7")

    assert caught.value.code == "RATE_LIMITED"
    assert agenda.book(at("12:00"), now, address="203.0.113.8")


def test_the_same_key_gives_the_same_booking(agenda: Agenda, now: datetime) -> None:
    first = agenda.book(TEN, now, email="carla@example.com", idempotency_key="k")
    second = agenda.book(HALF_PAST, now, email="carla@example.com", idempotency_key="k")

    assert second.event == first.event
    assert second.links == first.links
    assert Event.objects.of(agenda.installation).count() == 1


def test_the_same_key_gives_the_same_booking_when_it_was_cancelled(
    agenda: Agenda, now: datetime
) -> None:
    first = agenda.book(TEN, now, email="carla@example.com", idempotency_key="k").event
    services.cancel_event(event=first, actor=services.CustomerOf(first.pk), now=now)

    again = agenda.book(TEN, now, email="carla@example.com", idempotency_key="k").event

    assert (again.pk, again.status) == (first.pk, "CANCELLED")


def test_keys_of_different_customers_never_meet(agenda: Agenda, now: datetime) -> None:
    first = agenda.book(TEN, now, email="carla@example.com", idempotency_key="k")
    second = agenda.book(HALF_PAST, now, email="cora@example.com", idempotency_key="k")

    assert first.event != second.event


@pytest.mark.feature("S5")
def test_anybody_is_who_was_booked_least_recently(agenda: Agenda, now: datetime) -> None:
    """S5, and why it was so stands in the log."""
    agenda.book(at("09:00"), now, personal_shopper=agenda.ada)

    event = agenda.book(TEN, now + timedelta(minutes=1)).event
    next_one = agenda.book(at("11:00"), now + timedelta(minutes=2)).event

    assert (event.personal_shopper, next_one.personal_shopper) == (agenda.bea, agenda.ada)
    (entry,) = log_of(event)
    assert entry.data["chosen"] == {
        "personalShopper": "Bea",
        "reason": "LEAST_RECENTLY_BOOKED",
        "free": [
            {"name": "Bea", "lastBookedAt": None, "priority": 0},
            {"name": "Ada", "lastBookedAt": now.isoformat(), "priority": 0},
        ],
    }


@pytest.mark.feature("S5")
def test_among_equals_the_higher_priority_comes_first(agenda: Agenda, now: datetime) -> None:
    agenda.bea.priority = 1
    agenda.bea.save()

    assert agenda.book(TEN, now).event.personal_shopper == agenda.bea


def test_anybody_is_whoever_is_free(agenda: Agenda, now: datetime) -> None:
    agenda.book(TEN, now, personal_shopper=agenda.ada)
    agenda.bea.deactivated_at = now
    agenda.bea.save()

    assert refused(agenda, TEN, now).code == "SLOT_TAKEN"


def test_the_log_says_who_booked(agenda: Agenda, now: datetime) -> None:
    event = agenda.book(TEN, now, personal_shopper=agenda.ada).event

    (entry,) = log_of(event)
    assert (entry.action, entry.actor, entry.actor_name) == ("BOOKED", "CUSTOMER", "Carla Customer")
    assert (entry.at, entry.data["chosen"]["reason"]) == (now, "CHOSEN")


@pytest.mark.feature("CP-03")
def test_who_is_no_host_of_the_campaign_is_not_there(agenda: Agenda, now: datetime) -> None:
    stranger = factories.personal_shopper(agenda.installation)

    with pytest.raises(DomainError) as caught:
        agenda.book(TEN, now, personal_shopper=stranger)

    assert caught.value.code == "NOT_FOUND"


QUESTIONS = [
    {"id": "size", "label": "Your size?", "kind": "TEXT", "required": True, "options": []},
    {
        "id": "for",
        "label": "For whom?",
        "kind": "CHOICE",
        "required": False,
        "options": ["Me", "You"],
    },
    {"id": "adult", "label": "Of age?", "kind": "CHECKBOX", "required": True, "options": []},
]


@pytest.mark.feature("S16")
def test_answers_are_kept_with_their_questions(agenda: Agenda, now: datetime) -> None:
    agenda.set(questions=QUESTIONS)

    event = agenda.book(TEN, now, answers={"adult": "true", "size": " M "}).event

    assert event.answers == [
        {"question": "size", "label": "Your size?", "answer": "M"},
        {"question": "adult", "label": "Of age?", "answer": "true"},
    ]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"adult": "true"}, "REQUIRED"),
        ({"size": "M", "adult": "false"}, "REQUIRED"),
        ({"size": "M", "adult": "maybe"}, "INVALID"),
        ({"size": "M", "adult": "true", "for": "Them"}, "INVALID"),
        ({"size": "M" * 201, "adult": "true"}, "INVALID"),
        ({"size": "M", "adult": "true", "other": "x"}, "INVALID"),
    ],
)
def test_answers_are_checked(
    agenda: Agenda, now: datetime, answers: dict[str, str], code: str
) -> None:
    agenda.set(questions=QUESTIONS)

    with pytest.raises(DomainError) as caught:
        agenda.book(TEN, now, answers=answers)

    assert (caught.value.code, caught.value.field) == (code, "answers")


@pytest.mark.parametrize(
    ("wish", "code", "field"),
    [
        ({"name": " "}, "REQUIRED", "name"),
        ({"email": "nobody"}, "INVALID", "email"),
        ({"time_zone": "Mars/Olympus"}, "INVALID", "timeZone"),
        ({"starts_at": datetime(2026, 11, 24, 10)}, "INVALID", "startsAt"),
    ],
)
def test_the_form_is_checked(
    agenda: Agenda, now: datetime, wish: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(DomainError) as caught:
        agenda.book(wish.pop("starts_at", TEN), now, **wish)

    assert (caught.value.code, caught.value.field) == (code, field)


def test_editing_the_rules_moves_no_booking(agenda: Agenda, now: datetime) -> None:
    event = agenda.book(TEN, now).event
    hours = agenda.campaign.availability
    assert hours is not None

    agenda.set(duration_minutes=60, buffer_before_minutes=30, notice_minutes=0)
    hours.weekly, hours.time_zone = [], "Asia/Tokyo"
    hours.save()

    kept = Event.objects.of(agenda.installation).get()
    assert (kept.starts_at, kept.ends_at) == (event.starts_at, event.ends_at)
    assert (kept.duration_minutes, kept.blocked_from) == (30, TEN)


def test_another_shops_bookings_are_another_matter(
    agenda: Agenda, other_installation: Installation, now: datetime
) -> None:
    other = open_agenda(other_installation)
    mine = {"email": "carla@example.com"}

    for clock in ("09:00", "10:00", "11:00"):
        agenda.book(at(clock), now, **mine)

    assert other.book(TEN, now, **mine).event.installation == other_installation


def test_the_database_refuses_what_the_services_would_overlook(
    agenda: Agenda, now: datetime
) -> None:
    """S33: for the person, and for the customer."""
    agenda.book(TEN, now, personal_shopper=agenda.ada, email="carla@example.com")
    values = {
        "origin": "BOOKING",
        "status": "SCHEDULED",
        "starts_at": TEN,
        "ends_at": HALF_PAST,
        "blocked_from": TEN,
        "blocked_until": HALF_PAST,
    }
    for clash in (
        {"personal_shopper": agenda.ada, "customer_email": "cora@example.com"},
        {"personal_shopper": agenda.bea, "customer_email": "CARLA@example.com"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.event(agenda.installation, **values, **clash)
    assert factories.event(agenda.installation, **{**values, "status": "CANCELLED"}, **clash)


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_gets_the_slot(installation: Installation, now: datetime) -> None:
    """S33: and nobody waits for ever."""
    agenda = open_agenda(installation)
    barrier = threading.Barrier(10)

    def book(number: int) -> str:
        barrier.wait()
        try:
            agenda.book(TEN, now, email=f"c{number}@example.com", personal_shopper=agenda.ada)
        except DomainError as error:
            return str(error.code)
        finally:
            connection.close()
        return "BOOKED"

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(book, range(10)))

    assert sorted(outcomes) == ["BOOKED"] + ["SLOT_TAKEN"] * 9


@pytest.mark.django_db(transaction=True)
def test_one_customer_at_once_books_his_three_and_no_more(
    installation: Installation, now: datetime
) -> None:
    """S32, with a script that does not wait: the same address everywhere."""
    agenda = open_agenda(installation)
    clocks = [f"{hour:02}:{minute}" for hour in range(9, 13) for minute in ("00", "30")]
    barrier = threading.Barrier(len(clocks))

    def book(clock: str) -> bool:
        barrier.wait()
        try:
            agenda.book(at(clock), now, email="carla@example.com")
        except DomainError as error:
            assert error.code == "LIMIT_REACHED"
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(clocks)) as pool:
        assert sum(pool.map(book, clocks)) == 3


@pytest.mark.django_db(transaction=True)
def test_a_repeated_request_at_once_books_once(installation: Installation, now: datetime) -> None:
    agenda = open_agenda(installation)
    barrier = threading.Barrier(5)

    def book(_: int) -> Any:
        barrier.wait()
        try:
            wish = {"email": "carla@example.com", "idempotency_key": "k"}
            return agenda.book(TEN, now, **wish).event.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        assert len(set(pool.map(book, range(5)))) == 1


def test_a_hold_keeps_the_slot_for_its_owner(agenda: Agenda, now: datetime) -> None:
    held = services.hold_slot(
        campaign=agenda.campaign, starts_at=TEN, personal_shopper=agenda.ada, now=now
    )

    assert refused(agenda, TEN, now, personal_shopper=agenda.ada).code == "SLOT_TAKEN"
    event = agenda.book(TEN, now, hold_id=held.pk).event
    assert event.personal_shopper == agenda.ada
    assert log_of(event)[0].data["chosen"]["reason"] == "HELD"
    assert not SlotHold.objects.of(agenda.installation).exists()


def test_a_hold_ends_after_five_minutes(agenda: Agenda, now: datetime) -> None:
    services.hold_slot(
        campaign=agenda.campaign, starts_at=TEN, personal_shopper=agenda.ada, now=now
    )
    later = now + timedelta(minutes=5)

    assert agenda.book(TEN, later, personal_shopper=agenda.ada)
    assert services.sweep_holds(now=later) == 1
    assert services.sweep_holds(now=later) == 0


def test_a_device_holds_one_slot_at_a_time(agenda: Agenda, now: datetime) -> None:
    wish = {"campaign": agenda.campaign, "device_key": "d", "personal_shopper": agenda.ada}
    services.hold_slot(**wish, starts_at=TEN, now=now)
    services.hold_slot(**wish, starts_at=HALF_PAST, now=now)

    assert SlotHold.objects.of(agenda.installation).get().starts_at == HALF_PAST
    assert agenda.book(TEN, now, personal_shopper=agenda.ada)


def test_the_same_hold_again_lasts_longer(agenda: Agenda, now: datetime) -> None:
    wish = {"campaign": agenda.campaign, "device_key": "d", "personal_shopper": agenda.ada}
    first = services.hold_slot(**wish, starts_at=TEN, now=now)
    again = services.hold_slot(**wish, starts_at=TEN, now=now + timedelta(minutes=4))

    assert again.pk == first.pk
    assert again.expires_at == now + timedelta(minutes=9)


def test_a_released_hold_is_gone(agenda: Agenda, now: datetime) -> None:
    held = services.hold_slot(
        campaign=agenda.campaign, starts_at=TEN, personal_shopper=agenda.ada, now=now
    )

    for _ in range(2):
        services.release_hold(hold_id=held.pk)

    assert agenda.book(TEN, now, personal_shopper=agenda.ada)


def test_what_is_booked_cannot_be_held(agenda: Agenda, now: datetime) -> None:
    agenda.book(TEN, now, personal_shopper=agenda.ada)

    with pytest.raises(SlotRefused) as caught:
        services.hold_slot(
            campaign=agenda.campaign, starts_at=TEN, personal_shopper=agenda.ada, now=now
        )

    assert caught.value.code == "SLOT_TAKEN"
    assert len(caught.value.alternatives) == 3


def test_a_hold_of_another_campaign_opens_nothing(agenda: Agenda, now: datetime) -> None:
    other = factories.campaign(
        agenda.installation, group=agenda.campaign.group, availability=agenda.campaign.availability
    )
    held = services.hold_slot(campaign=other, starts_at=TEN, personal_shopper=agenda.ada, now=now)

    wish = {"personal_shopper": agenda.ada, "hold_id": held.pk}
    assert refused(agenda, TEN, now, **wish).code == "SLOT_TAKEN"
