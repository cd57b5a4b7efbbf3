"""Handing a planned call to a colleague; its time stays (S6)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.models import Event, Participant, ParticipantRole
from saleor_personal_shopper.core.events.reassigning import events_to_reassign, free_colleagues
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories
from tests.core.events.agenda import Agenda, at, log_of
from tests.core.events.conftest import Commits, desk_messages, rights_for

TEN = at("10:00")


@pytest.fixture
def booked(agenda: Agenda, now: datetime) -> Event:
    return agenda.book(TEN, now, personal_shopper=agenda.ada).event


@pytest.fixture
def ada(agenda: Agenda) -> StaffRights:
    return rights_for(agenda.installation, agenda.ada)


def hand_over(
    event: Event, rights: StaffRights, to: PersonalShopper | None, now: datetime, reason: str = ""
) -> Event:
    return services.reassign_event(
        event=event, rights=rights, personal_shopper=to, reason=reason, now=now
    )


@pytest.mark.feature("S6")
def test_a_colleague_takes_over_at_the_same_time(
    booked: Event, agenda: Agenda, ada: StaffRights, commits: Commits, now: datetime
) -> None:
    with commits():
        hand_over(booked, ada, agenda.bea, now, reason="Ill")

    event = Event.objects.of(agenda.installation).get()
    assert (event.personal_shopper, event.starts_at, event.sequence) == (agenda.bea, TEN, 1)
    _booked, entry = log_of(event)
    assert (entry.action, entry.actor, entry.actor_name) == ("REASSIGNED", "STAFF", "Ada")
    assert entry.reason == "Ill"
    assert entry.data["personalShopper"] == {"before": "Ada", "after": "Bea"}
    assert desk_messages("desk.changed")[-1]["data"]["lists"] == ["waiting", "upcoming"]
    assert agenda.book(TEN, now, personal_shopper=agenda.ada)


def test_there_and_back_again(
    booked: Event, agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    for person in (agenda.bea, agenda.ada, agenda.ada):
        event = hand_over(booked, admin, person, now)

    assert event.personal_shopper == agenda.ada
    assert [entry.action for entry in log_of(event)] == ["BOOKED", "REASSIGNED", "REASSIGNED"]


def test_a_colleague_who_is_booked_does_not_take_over(
    booked: Event, agenda: Agenda, ada: StaffRights, now: datetime
) -> None:
    agenda.book(TEN, now, personal_shopper=agenda.bea)

    with pytest.raises(DomainError) as caught:
        hand_over(booked, ada, agenda.bea, now)

    assert (caught.value.code, caught.value.field) == ("SLOT_TAKEN", "personalShopper")


def test_a_colleague_may_be_asked_outside_of_his_hours_and_group(
    booked: Event, agenda: Agenda, ada: StaffRights, now: datetime
) -> None:
    stranger = factories.personal_shopper(agenda.installation, name="Cleo")

    assert hand_over(booked, ada, stranger, now).personal_shopper == stranger


def test_anybody_is_who_has_hours_then(
    booked: Event, agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    """Also shortly before, when it could not be booked any more."""
    assert hand_over(booked, admin, None, TEN - timedelta(minutes=5)).personal_shopper == agenda.bea


def test_where_nobody_is_free_it_stays(
    booked: Event, agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    agenda.book(TEN, now, personal_shopper=agenda.bea)

    with pytest.raises(DomainError) as caught:
        hand_over(booked, admin, None, now)

    assert caught.value.code == "SLOT_TAKEN"
    assert Event.objects.get(pk=booked.pk).personal_shopper == agenda.ada


def test_a_private_call_is_handed_over_too(
    agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    event = factories.event(
        agenda.installation,
        status="SCHEDULED",
        origin="PRIVATE",
        personal_shopper=agenda.ada,
        starts_at=TEN,
    )

    with pytest.raises(DomainError) as caught:
        hand_over(event, admin, None, now)
    assert caught.value.code == "REQUIRED"
    assert hand_over(event, admin, agenda.bea, now).personal_shopper == agenda.bea


def test_a_private_call_is_not_handed_to_who_is_booked(
    agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    agenda.book(TEN, now, personal_shopper=agenda.bea)
    event = factories.event(
        agenda.installation,
        status="SCHEDULED",
        origin="PRIVATE",
        personal_shopper=agenda.ada,
        starts_at=TEN + timedelta(minutes=15),
    )

    with pytest.raises(DomainError) as caught:
        hand_over(event, admin, agenda.bea, now)

    assert caught.value.code == "SLOT_TAKEN"


def test_who_had_it_loses_his_seat(
    booked: Event, agenda: Agenda, ada: StaffRights, now: datetime
) -> None:
    seat = factories.participant(
        booked, ParticipantRole.PERSONAL_SHOPPER, personal_shopper=agenda.ada
    )
    Event.objects.filter(pk=booked.pk).update(status="WAITING")

    event = hand_over(booked, ada, agenda.bea, now)

    assert event.status == "WAITING"
    assert Participant.objects.get(pk=seat.pk).left_at == now


@pytest.mark.parametrize("status", ["LIVE", "CANCELLED", "NO_SHOW"])
def test_what_has_begun_or_is_over_stays(
    booked: Event, agenda: Agenda, ada: StaffRights, now: datetime, status: str
) -> None:
    Event.objects.filter(pk=booked.pk).update(status=status)

    with pytest.raises(DomainError):
        hand_over(booked, ada, agenda.bea, now)

    assert Event.objects.get(pk=booked.pk).personal_shopper == agenda.ada


def test_nobody_hands_over_what_is_not_his(
    booked: Event, agenda: Agenda, other_installation: Installation, now: datetime
) -> None:
    bea = rights_for(agenda.installation, agenda.bea)
    stranger = rights_for(other_installation, factories.personal_shopper(other_installation))

    for rights in (bea, stranger):
        with pytest.raises(DomainError) as caught:
            hand_over(booked, rights, agenda.bea, now)
        assert caught.value.code == "NOT_FOUND"


def test_nobody_of_another_shop_or_who_has_gone_takes_over(
    booked: Event,
    agenda: Agenda,
    ada: StaffRights,
    other_installation: Installation,
    now: datetime,
) -> None:
    agenda.bea.deactivated_at = now
    agenda.bea.save()

    for person in (agenda.bea, factories.personal_shopper(other_installation)):
        with pytest.raises(DomainError) as caught:
            hand_over(booked, ada, person, now)
        assert caught.value.code == "NOT_FOUND"


def test_the_calls_of_who_has_gone_are_listed(
    booked: Event, agenda: Agenda, other_installation: Installation, now: datetime
) -> None:
    """STAFF_DELETED deactivates the person; what was his is to be handed over."""
    agenda.book(at("11:00"), now, personal_shopper=agenda.bea)
    assert not events_to_reassign(agenda.installation, now=now).exists()

    agenda.ada.deactivated_at = now
    agenda.ada.save()

    assert list(events_to_reassign(agenda.installation, now=now)) == [booked]
    assert not events_to_reassign(other_installation, now=now).exists()


def test_whoever_is_free_is_offered_with_whether_he_works_then(
    booked: Event, agenda: Agenda, now: datetime
) -> None:
    cleo = factories.personal_shopper(agenda.installation, name="Cleo")
    factories.availability(
        agenda.installation,
        name="",
        personal_shopper=cleo,
        weekly=[{"weekday": 1, "from": "09:00", "until": "12:00"}],
    )
    agenda.campaign.group.members.create(installation=agenda.installation, personal_shopper=cleo)

    found = free_colleagues(booked, now=now)
    assert [(one.person.name, one.works_then) for one in found] == [("Bea", True), ("Cleo", False)]

    agenda.book(TEN, now, personal_shopper=agenda.bea)
    assert [one.person.name for one in free_colleagues(booked, now=now)] == ["Cleo"]


def test_a_private_call_is_offered_to_all_who_are_not_booked_then(
    agenda: Agenda, now: datetime
) -> None:
    call = factories.event(agenda.installation, status="SCHEDULED", origin="PRIVATE", starts_at=TEN)
    assert [one.person.name for one in free_colleagues(call, now=now)] == ["Ada", "Bea"]
    agenda.book(TEN, now, personal_shopper=agenda.bea)
    assert [one.person.name for one in free_colleagues(call, now=now)] == ["Ada"]


def test_all_that_is_ahead_goes_to_one_who_is_free(
    booked: Event, agenda: Agenda, admin: StaffRights, now: datetime
) -> None:
    """PS-11"""
    later = agenda.book(at("11:00"), now, personal_shopper=agenda.ada).event
    taken = agenda.book(at("12:00"), now, personal_shopper=agenda.ada).event
    agenda.book(at("12:00"), now, personal_shopper=agenda.bea)
    agenda.ada.deactivated_at = now
    agenda.ada.save()

    for _ in range(2):
        done = services.reassign_all(
            personal_shopper=agenda.ada, rights=admin, to=agenda.bea, now=now
        )

    assert done.events == []
    assert [(event, error.code) for event, error in done.refused] == [(taken, "SLOT_TAKEN")]
    moved = Event.objects.of(agenda.installation).filter(pk__in=[booked.pk, later.pk])
    assert set(moved.values_list("personal_shopper__name", flat=True)) == {"Bea"}
    assert list(events_to_reassign(agenda.installation, now=now)) == [taken]
