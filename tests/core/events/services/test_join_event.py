from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.errors import AlreadyTaken
from saleor_personal_shopper.core.events.models import (
    Consent,
    DeviceType,
    Event,
    EventLink,
    EventStatus,
    LinkKind,
    Participant,
)
from saleor_personal_shopper.core.events.states import ENDED
from saleor_personal_shopper.core.installations.models import Installation, ShopSettings
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from tests import factories

from ..conftest import Commits, desk_messages, queue_places, rights_for, room_messages


def token_of(event: Event, kind: LinkKind) -> str:
    return EventLink.objects.of(event.installation_id).get(event=event, kind=kind).token


def as_customer(event: Event, now: datetime, **fields: Any) -> Participant:
    token = token_of(event, LinkKind.CUSTOMER)
    return services.join_event(**{"token": token, "consent": True, "now": now, **fields})


def as_guest(event: Event, now: datetime, **fields: Any) -> Participant:
    token = token_of(event, LinkKind.GUEST)
    return services.join_event(**{"token": token, "consent": True, "now": now, **fields})


def as_staff(rights: StaffRights, event: Event, now: datetime, **fields: Any) -> Participant:
    values = {"rights": rights, "event_id": event.pk, "consent": True, "now": now, **fields}
    return services.join_event(**values)


@pytest.fixture
def event(installation: Installation) -> Event:
    return factories.event(installation, status="REQUESTED")


@pytest.fixture
def private(installation: Installation, shopper: PersonalShopper, now: datetime) -> Event:
    return factories.event(
        installation,
        status="SCHEDULED",
        origin="PRIVATE",
        personal_shopper=shopper,
        starts_at=now + timedelta(hours=1),
        queued_at=None,
        customer_seen_at=None,
    )


def test_the_customer_takes_his_seat_and_waits(
    event: Event, now: datetime, commits: Commits
) -> None:
    with commits():
        seat = as_customer(event, now, device_type=DeviceType.MOBILE)

    assert (seat.role, seat.name, seat.device_type) == ("CUSTOMER", "Carla Customer", "MOBILE")
    assert "ADD_TO_CHECKOUT" in seat.capabilities
    assert seat.event.status == "WAITING"
    assert [one["type"] for one in room_messages()] == ["participant.joined", "event.status"]
    assert queue_places() == {seat.pk: 1}


@pytest.mark.parametrize("join", [as_customer, as_guest])
def test_without_consent_nobody_comes_in(event: Event, now: datetime, join: Any) -> None:
    with pytest.raises(DomainError) as refusal:
        join(event, now, consent=False)

    assert refusal.value.code == "CONSENT_REQUIRED"
    assert not Participant.objects.of(event.installation_id).exists()


@pytest.mark.parametrize("recording", [True, False])
def test_refusing_the_recording_still_gives_the_call(
    event: Event, now: datetime, recording: bool
) -> None:
    seat = as_customer(event, now, recording_consent=recording, language="es-ES")

    answers = Consent.objects.of(event.installation_id).filter(participant=seat)
    assert sorted(answers.values_list("kind", "given", "language")) == [
        ("CALL", True, "es"),
        ("RECORDING", recording, "es"),
    ]


def test_the_same_link_leads_to_the_same_seat(
    event: Event, now: datetime, commits: Commits
) -> None:
    first = as_customer(event, now)
    with commits():
        again = as_customer(event, now + timedelta(minutes=1), name="Carla C")

    assert again.pk == first.pk
    assert (again.name, again.joined_at) == ("Carla C", now)
    assert room_messages() == []
    assert Consent.objects.of(event.installation_id).count() == 1


def test_who_comes_back_after_leaving_is_announced_again(
    event: Event, now: datetime, commits: Commits
) -> None:
    seat = as_customer(event, now)
    Participant.objects.of(event.installation_id).update(left_at=now)
    with commits():
        again = as_customer(event, now)

    assert (again.pk, again.left_at) == (seat.pk, None)
    assert [one["type"] for one in room_messages()] == ["participant.joined"]


def test_a_private_call_rings_when_its_customer_comes(
    private: Event, now: datetime, commits: Commits
) -> None:
    at = now + timedelta(minutes=50)
    with commits():
        seat = as_customer(private, at)

    assert (seat.event.status, seat.event.queued_at) == ("WAITING", at)
    assert any(one["data"]["ring"] for one in desk_messages("desk.changed"))


@pytest.mark.parametrize("join", [as_customer, as_guest])
def test_links_open_a_quarter_of_an_hour_before(private: Event, now: datetime, join: Any) -> None:
    with pytest.raises(DomainError) as refusal:
        join(private, now + timedelta(minutes=44))
    assert refusal.value.code == "TOO_EARLY"

    join(private, now + timedelta(minutes=45))


def test_the_personal_shopper_may_prepare_the_room_early(
    private: Event, rights: StaffRights, now: datetime
) -> None:
    seat = as_staff(rights, private, now)

    assert (seat.role, seat.event.status) == ("PERSONAL_SHOPPER", "SCHEDULED")


def test_a_join_takes_the_request_and_tells_everybody(
    event: Event,
    installation: Installation,
    shopper: PersonalShopper,
    rights: StaffRights,
    now: datetime,
    commits: Commits,
) -> None:
    seat = as_customer(event, now)
    behind = factories.participant(factories.event(installation, queued_at=now))
    with commits():
        taken = as_staff(rights, event, now)

    assert (taken.name, taken.personal_shopper) == ("Paula Shopper", shopper)
    event.refresh_from_db()
    assert event.personal_shopper == shopper
    [status] = room_messages("event.status")
    assert status["data"]["by"]["name"] == "Paula Shopper"
    assert [one["data"]["by"] for one in desk_messages("event.taken")] == ["Paula Shopper"]
    assert queue_places() == {behind.pk: 1}
    assert seat.event.status == "WAITING"


def test_the_second_personal_shopper_reads_who_was_first(
    installation: Installation, event: Event, rights: StaffRights, now: datetime
) -> None:
    as_staff(rights, event, now)
    late = rights_for(installation, factories.personal_shopper(installation, name="Late"))

    with pytest.raises(AlreadyTaken) as refusal:
        as_staff(late, event, now)

    assert (refusal.value.code, refusal.value.by) == ("ALREADY_TAKEN", "Paula Shopper")
    assert "Paula Shopper" in refusal.value.message


def test_ones_own_call_can_be_joined_again(
    event: Event, rights: StaffRights, now: datetime, commits: Commits
) -> None:
    first = as_staff(rights, event, now)
    with commits():
        again = as_staff(rights, event, now)

    assert again.pk == first.pk
    assert room_messages() == []


def test_a_call_of_a_removed_colleague_is_free(
    private: Event,
    installation: Installation,
    shopper: PersonalShopper,
    now: datetime,
) -> None:
    PersonalShopper.objects.of(installation).filter(pk=shopper.pk).update(deleted_at=now)
    colleague = factories.personal_shopper(installation)

    assert as_staff(rights_for(installation, colleague), private, now).event.pk == private.pk
    private.refresh_from_db()
    assert private.personal_shopper == colleague


def test_staff_who_is_no_personal_shopper_cannot_join(
    event: Event, admin: StaffRights, now: datetime
) -> None:
    with pytest.raises(DomainError) as refusal:
        as_staff(admin, event, now)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_without_the_module_nobody_joins(
    event: Event,
    installation: Installation,
    rights: StaffRights,
    shopper: PersonalShopper,
    now: datetime,
) -> None:
    lost = StaffRights(installation, rights.staff_member, frozenset(), shopper)

    with pytest.raises(DomainError) as refusal:
        as_staff(lost, event, now)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_staff_of_another_shop_finds_nothing(
    event: Event, other_installation: Installation, now: datetime
) -> None:
    stranger = rights_for(other_installation, factories.personal_shopper(other_installation))

    with pytest.raises(DomainError) as refusal:
        as_staff(stranger, event, now)
    assert refusal.value.code == "NOT_FOUND"


@pytest.mark.parametrize("status", sorted(ENDED))
def test_what_is_over_lets_nobody_in(
    event: Event, rights: StaffRights, now: datetime, status: EventStatus
) -> None:
    codes = {"FINISHED": "ENDED", "CANCELLED": "CANCELLED"}
    Event.objects.of(event.installation_id).update(status=status)

    for join in (as_customer, as_guest, lambda one, at: as_staff(rights, one, at)):
        with pytest.raises(DomainError) as refusal:
            join(event, now)
        assert refusal.value.code == codes.get(status, "EXPIRED")


def test_every_guest_has_a_seat_of_his_own(event: Event, now: datetime) -> None:
    first, second = as_guest(event, now, name="Gus"), as_guest(event, now)

    assert first.pk != second.pk
    assert (first.name, second.name) == ("Gus", "Guest")
    assert "ADD_TO_CHECKOUT" not in first.capabilities
    assert first.event.status == "REQUESTED"


def test_a_guest_who_shows_who_he_was_gets_his_seat_back(event: Event, now: datetime) -> None:
    first = as_guest(event, now, name="Gus")

    again = as_guest(event, now, returning=first)

    assert (again.pk, again.name) == (first.pk, "Gus")


def test_a_seat_of_another_call_or_role_is_not_given_back(
    installation: Installation, event: Event, now: datetime
) -> None:
    other = as_guest(factories.event(installation), now)
    customer = as_customer(event, now)

    for returning in (other, customer):
        seat = as_guest(event, now, returning=returning)
        assert seat.pk != returning.pk
        assert (seat.role, seat.event_id) == ("GUEST", event.pk)


def test_a_full_call_takes_no_guest_but_always_the_two(
    installation: Installation, event: Event, rights: StaffRights, now: datetime
) -> None:
    ShopSettings.objects.create(installation=installation, participant_limit=3)
    guest = as_guest(event, now)

    with pytest.raises(DomainError) as refusal:
        as_guest(event, now)
    assert refusal.value.code == "FULL"
    assert "3 people" in refusal.value.message

    assert as_guest(event, now, returning=guest).pk == guest.pk
    as_customer(event, now)
    as_staff(rights, event, now)


def test_who_left_a_full_call_waits_for_a_seat(
    installation: Installation, event: Event, now: datetime
) -> None:
    ShopSettings.objects.create(installation=installation, participant_limit=3)
    gone = as_guest(event, now)
    Participant.objects.of(installation).update(left_at=now)
    as_guest(event, now)

    with pytest.raises(DomainError) as refusal:
        as_guest(event, now, returning=gone)
    assert refusal.value.code == "FULL"


@pytest.mark.parametrize("token", ["unknown", "\x00", "x" * 500])
@pytest.mark.django_db
def test_unknown_links_lead_nowhere(now: datetime, token: str) -> None:
    with pytest.raises(DomainError) as refusal:
        services.join_event(token=token, consent=True, now=now)
    assert refusal.value.code == "NOT_FOUND"


def test_a_join_needs_a_link_or_staff(rights: StaffRights, now: datetime) -> None:
    for fields in ({}, {"rights": rights}):
        with pytest.raises(DomainError) as refusal:
            services.join_event(consent=True, now=now, **fields)
        assert (refusal.value.code, refusal.value.field) == ("REQUIRED", "token")


def test_direct_adding_gives_the_personal_shopper_the_cart(
    installation: Installation, event: Event, rights: StaffRights, now: datetime
) -> None:
    assert "ADD_TO_CHECKOUT" not in as_staff(rights, event, now).capabilities
    ShopSettings.objects.create(installation=installation, adding_mode="DIRECT")
    assert "ADD_TO_CHECKOUT" in as_staff(rights, event, now).capabilities


@pytest.mark.parametrize("who", ["customer", "staff", "guest"])
def test_a_join_costs_few_queries(
    event: Event,
    rights: StaffRights,
    now: datetime,
    who: str,
    django_assert_max_num_queries: Any,
) -> None:
    joins = {
        "customer": lambda: as_customer(event, now),
        "guest": lambda: as_guest(event, now),
        "staff": lambda: as_staff(rights, event, now),
    }
    with django_assert_max_num_queries(26):
        joins[who]()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_takes_the_call(now: datetime) -> None:
    shop = factories.installation()
    event = factories.event(shop)
    cast = [
        rights_for(shop, factories.personal_shopper(shop, name=f"Shopper {number}"))
        for number in range(6)
    ]
    start, won, lost = threading.Barrier(len(cast)), [], []

    def join(rights: StaffRights) -> None:
        start.wait()
        try:
            won.append(as_staff(rights, event, now).name)
        except AlreadyTaken as refusal:
            lost.append(refusal.by)
        connection.close()

    threads = [threading.Thread(target=join, args=[rights]) for rights in cast]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(won) == 1
    assert lost == won * 5
    assert Participant.objects.of(shop).filter(role="PERSONAL_SHOPPER").count() == 1
