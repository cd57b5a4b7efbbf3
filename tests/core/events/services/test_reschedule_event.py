"""Moving a booking: by its customer, who keeps to the rules, or by staff (S6)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.errors import SlotRefused
from saleor_personal_shopper.core.events.models import Event, Participant, ParticipantRole
from saleor_personal_shopper.core.events.services import CustomerOf
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories
from tests.core.events.agenda import Agenda, at, log_of, open_agenda
from tests.core.events.conftest import rights_for, room_messages

TEN, NOON = at("10:00"), at("12:00")


@pytest.fixture
def booked(agenda: Agenda, now: datetime) -> Event:
    """Of Carla with Ada, tomorrow at ten."""
    return agenda.book(TEN, now, personal_shopper=agenda.ada, email="carla@example.com").event


def move(event: Event, starts_at: datetime, now: datetime, **how: object) -> Event:
    """As its customer, unless `how` says otherwise."""
    how = {"actor": CustomerOf(event.pk), **how}
    return services.reschedule_event(event=event, starts_at=starts_at, now=now, **how)


@pytest.mark.feature("S6")
def test_a_customer_moves_to_another_slot(booked: Event, agenda: Agenda, now: datetime) -> None:
    links = set(booked.links.values_list("token", flat=True))

    move(booked, NOON, now)

    event = Event.objects.of(agenda.installation).get()
    assert (event.starts_at, event.ends_at) == (NOON, NOON + timedelta(minutes=30))
    assert (event.blocked_from, event.status) == (NOON, "SCHEDULED")
    assert (event.personal_shopper, event.sequence) == (agenda.ada, 1)
    assert set(event.links.values_list("token", flat=True)) == links
    assert agenda.book(TEN, now, personal_shopper=agenda.ada)


def test_the_log_says_who_moved_it_and_why(booked: Event, now: datetime) -> None:
    move(booked, NOON, now, reason="Late train")

    _booked, entry = log_of(booked)
    assert (entry.action, entry.actor, entry.actor_name) == (
        "RESCHEDULED",
        "CUSTOMER",
        "Carla Customer",
    )
    assert (entry.reason, entry.at) == ("Late train", now)
    assert entry.data["startsAt"] == {"before": TEN.isoformat(), "after": NOON.isoformat()}


def test_the_same_again_changes_nothing(booked: Event, agenda: Agenda, now: datetime) -> None:
    moved = move(booked, NOON, now)
    again = move(moved, NOON, now)

    assert again.sequence == 1
    assert len(log_of(booked)) == 2


def test_it_may_overlap_with_what_it_leaves(booked: Event, agenda: Agenda, now: datetime) -> None:
    agenda.set(duration_minutes=60, increment_minutes=15)

    assert move(booked, at("10:15"), now).starts_at == at("10:15")


def test_the_duration_of_the_booking_stays(booked: Event, agenda: Agenda, now: datetime) -> None:
    """Editing the rule meanwhile is no reason to book less or more."""
    agenda.set(duration_minutes=60)

    assert move(booked, NOON, now, duration_minutes=45).duration_minutes == 30


def test_a_customer_keeps_to_the_rules(booked: Event, now: datetime) -> None:
    with pytest.raises(SlotRefused) as caught:
        move(booked, at("20:00"), now)

    assert caught.value.code == "OUTSIDE_AVAILABILITY"
    assert len(caught.value.alternatives) == 3


@pytest.mark.feature("S6")
def test_the_same_person_unless_anybody_will_do(
    booked: Event, agenda: Agenda, now: datetime
) -> None:
    """The customer's choice."""
    agenda.book(NOON, now, personal_shopper=agenda.ada)

    with pytest.raises(SlotRefused) as caught:
        move(booked, NOON, now)
    assert caught.value.code == "SLOT_TAKEN"
    assert move(booked, NOON, now, any_personal_shopper=True).personal_shopper == agenda.bea


def test_a_booking_that_was_handed_over_meanwhile_is_not_taken_back(
    booked: Event, agenda: Agenda, now: datetime
) -> None:
    # given a customer who read her booking before it got another person
    Event.objects.of(agenda.installation).update(personal_shopper=agenda.bea)

    # when she moves it
    with pytest.raises(SlotRefused) as refusal:
        move(booked, NOON, now)

    # then she reads that the time is gone, and nothing has changed
    assert refusal.value.code == "SLOT_TAKEN"
    event = Event.objects.of(agenda.installation).get()
    assert (event.personal_shopper, event.starts_at) == (agenda.bea, TEN)


def test_anybody_is_the_same_person_where_he_is_free(
    booked: Event, agenda: Agenda, now: datetime
) -> None:
    moved = move(booked, NOON, now, any_personal_shopper=True)

    assert moved.personal_shopper == agenda.ada
    assert log_of(booked)[-1].data["chosen"]["reason"] == "SAME_PERSON"


def test_whose_person_has_gone_is_shown_other_slots(
    booked: Event, agenda: Agenda, now: datetime
) -> None:
    agenda.ada.deactivated_at = now
    agenda.ada.save()

    with pytest.raises(SlotRefused) as caught:
        move(booked, NOON, now)

    assert len(caught.value.alternatives) == 3
    assert move(booked, NOON, now, any_personal_shopper=True).personal_shopper == agenda.bea


def test_the_person_stays_who_has_left_the_group(
    booked: Event, agenda: Agenda, now: datetime
) -> None:
    agenda.leave_to(agenda.bea)

    assert move(booked, NOON, now).personal_shopper == agenda.ada


def test_a_customer_is_in_one_place_at_a_time(booked: Event, agenda: Agenda, now: datetime) -> None:
    agenda.book(NOON, now, personal_shopper=agenda.bea, email="carla@example.com")

    with pytest.raises(SlotRefused) as caught:
        move(booked, NOON, now)

    assert caught.value.code == "ALREADY_BOOKED"


@pytest.mark.feature("AD-04")
def test_staff_move_a_booking_outside_of_its_hours(
    booked: Event, agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    """Also to another duration, and without notice."""
    moved = move(booked, now + timedelta(minutes=7), now, actor=admin, duration_minutes=45)

    assert moved.starts_at == now + timedelta(minutes=7)
    assert (moved.duration_minutes, moved.personal_shopper) == (45, agenda.ada)
    assert log_of(booked)[-1].actor == "STAFF"


def test_staff_book_nobody_twice_either(
    booked: Event, agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    agenda.book(NOON, now, personal_shopper=agenda.ada)

    with pytest.raises(SlotRefused) as caught:
        move(booked, NOON + timedelta(minutes=10), now, actor=admin)

    assert caught.value.code == "SLOT_TAKEN"


def test_a_private_call_is_not_moved_onto_a_booking(
    booked: Event, agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    private = factories.event(
        agenda.installation,
        status="SCHEDULED",
        origin="PRIVATE",
        personal_shopper=agenda.ada,
        starts_at=NOON,
    )

    with pytest.raises(DomainError) as caught:
        move(private, TEN + timedelta(minutes=10), now, actor=admin)

    assert caught.value.code == "SLOT_TAKEN"


def test_a_private_call_is_not_made_onto_a_booking(
    booked: Event, agenda: Agenda, now: datetime
) -> None:
    with pytest.raises(DomainError) as caught:
        services.create_event(
            rights=rights_for(agenda.installation, agenda.ada),
            name="Cora",
            email="cora@example.com",
            channel="default-channel",
            starts_at=TEN + timedelta(minutes=10),
            now=now,
        )

    assert caught.value.code == "SLOT_TAKEN"
    assert "Ada" in caught.value.message


def test_a_customer_who_waits_is_sent_back_before_the_door(booked: Event, now: datetime) -> None:
    seat = factories.participant(booked, ParticipantRole.CUSTOMER)
    Event.objects.filter(pk=booked.pk).update(status="WAITING")

    move(Event.objects.get(pk=booked.pk), NOON, now)

    assert Participant.objects.get(pk=seat.pk).left_at == now
    assert (
        room_messages("participant.left") or Event.objects.get(pk=booked.pk).status == "SCHEDULED"
    )


@pytest.mark.parametrize(
    ("status", "code"),
    [("LIVE", "ILLEGAL_STATE"), ("CANCELLED", "CANCELLED"), ("FINISHED", "ENDED")],
)
def test_what_has_begun_or_is_over_stays(
    booked: Event, now: datetime, status: str, code: str
) -> None:
    Event.objects.filter(pk=booked.pk).update(status=status)

    with pytest.raises(DomainError) as caught:
        move(Event.objects.get(pk=booked.pk), NOON, now)

    assert caught.value.code == code


def test_nobody_else_moves_it(
    booked: Event, agenda: Agenda, other_installation: Installation, now: datetime
) -> None:
    other = factories.event(agenda.installation)
    member = factories.staff_member(other_installation)
    strangers = [
        CustomerOf(other.pk),
        StaffRights(
            other_installation, member, rights_for(agenda.installation, agenda.bea).modules
        ),
        rights_for(agenda.installation, agenda.bea),
    ]
    for stranger in strangers:
        with pytest.raises(DomainError) as caught:
            move(booked, NOON, now, actor=stranger)
        assert caught.value.code == "NOT_FOUND"
        with pytest.raises(DomainError) as caught:
            services.cancel_event(event=booked, actor=stranger, now=now)
        assert caught.value.code == "NOT_FOUND"


@pytest.mark.feature("S7")
def test_a_customer_cancels_with_a_reason(booked: Event, agenda: Agenda, now: datetime) -> None:
    """S7; twice is once."""
    for _ in range(2):
        services.cancel_event(event=booked, actor=CustomerOf(booked.pk), reason="No time", now=now)

    event = Event.objects.of(agenda.installation).get()
    assert (event.status, event.ended_by) == ("CANCELLED", "Carla Customer")
    _booked, entry = log_of(event)
    assert (entry.action, entry.actor, entry.reason) == ("CANCELLED", "CUSTOMER", "No time")
    assert agenda.book(TEN, now, personal_shopper=agenda.ada)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_move_to_one_slot_one_gets_it(
    installation: Installation, now: datetime
) -> None:
    """S33: while others book and move the other way round, nobody waits for ever."""
    agenda = open_agenda(installation)
    clocks = ["09:00", "09:30", "10:00", "10:30", "11:00"]
    events = [agenda.book(at(one), now, personal_shopper=agenda.ada).event for one in clocks]
    barrier = threading.Barrier(len(events))

    def try_to_move(event: Event) -> str:
        barrier.wait()
        try:
            move(event, NOON, now)
        except SlotRefused as error:
            return str(error.code)
        finally:
            connection.close()
        return "MOVED"

    with ThreadPoolExecutor(len(events)) as pool:
        outcomes = list(pool.map(try_to_move, events))

    assert sorted(outcomes) == ["MOVED"] + ["SLOT_TAKEN"] * 4


def test_staff_move_it_to_somebody_else_at_once(
    booked: Event, agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    seat = factories.participant(
        booked, ParticipantRole.PERSONAL_SHOPPER, personal_shopper=agenda.ada
    )

    moved = move(booked, NOON, now, actor=admin, personal_shopper=agenda.bea)

    assert (moved.personal_shopper, moved.starts_at) == (agenda.bea, NOON)
    entry = log_of(booked)[-1]
    assert entry.data["personalShopper"] == {"before": "Ada", "after": "Bea"}
    assert entry.data["chosen"]["reason"] == "STAFF"
    seat.refresh_from_db()
    assert seat.left_at == now
    with pytest.raises(SlotRefused) as caught:
        agenda.book(NOON, now, personal_shopper=agenda.bea)
    assert caught.value.code == "SLOT_TAKEN"


def test_only_staff_name_another_person_and_only_one_who_serves(
    booked: Event,
    agenda: Agenda,
    admin: StaffRights,
    other_installation: Installation,
    now: datetime,
) -> None:
    foreign = factories.personal_shopper(other_installation)
    gone = factories.personal_shopper(agenda.installation, deactivated_at=now)
    for actor, person in (
        (CustomerOf(booked.pk), agenda.bea),
        (admin, foreign),
        (admin, gone),
    ):
        with pytest.raises(DomainError) as caught:
            move(booked, NOON, now, actor=actor, personal_shopper=person)
        assert caught.value.code == "NOT_FOUND"


def test_a_private_call_goes_to_somebody_else_with_its_time(
    agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    call = factories.event(
        agenda.installation,
        status="SCHEDULED",
        origin="PRIVATE",
        starts_at=TEN,
        personal_shopper=agenda.ada,
    )
    agenda.book(NOON, now, personal_shopper=agenda.bea)
    with pytest.raises(DomainError) as caught:
        move(call, NOON, now, actor=admin, personal_shopper=agenda.bea)
    assert caught.value.code == "SLOT_TAKEN"

    moved = move(call, at("13:00"), now, actor=admin, personal_shopper=agenda.bea)

    assert (moved.personal_shopper, moved.starts_at) == (agenda.bea, at("13:00"))
