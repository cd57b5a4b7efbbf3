from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events import services
from saleor_personal_shopper.core.events.capabilities import capabilities_of
from saleor_personal_shopper.core.events.models import Event, Participant, Publication
from saleor_personal_shopper.core.events.serialize import by_json
from saleor_personal_shopper.core.events.states import ENDED, OPEN
from saleor_personal_shopper.core.installations.models import Installation, Module
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.core.shoppers.staff import StaffRights
from saleor_personal_shopper.realtime import fake_media, fake_publisher
from tests import factories

from ..conftest import Commits, desk_messages, rights_for, room_messages

DAY = timedelta(days=1)


@pytest.fixture
def live(installation: Installation, shopper: PersonalShopper, now: datetime) -> Event:
    return factories.event(installation, status="LIVE", live_at=now, personal_shopper=shopper)


def seat(event: Event, role: str, **fields: Any) -> Participant:
    granted = capabilities_of(role, "PROPOSE")
    return factories.participant(event, role, capabilities=granted, **fields)


def test_the_personal_shopper_ends_the_call_for_all(
    live: Event, shopper: PersonalShopper, now: datetime, commits: Commits
) -> None:
    paula = seat(live, "PERSONAL_SHOPPER", name="Paula", personal_shopper=shopper)
    carla = seat(live, "CUSTOMER", socket_id="c")
    sending = Publication.objects.create(
        installation=live.installation,
        event=live,
        participant=carla,
        source="camera",
        media_session="m",
        created_at=now,
    )
    later = now + timedelta(minutes=9)
    with commits():
        services.end_event(event=live, actor=paula, now=later)

    live.refresh_from_db()
    carla.refresh_from_db()
    sending.refresh_from_db()
    assert (live.status, live.ended_at, live.ended_by) == ("FINISHED", later, "Paula")
    assert (carla.left_at, carla.socket_id) == (later, "")
    assert sending.ended_at == later
    assert [one["type"] for one in room_messages()] == ["event.status", "end"]
    status, end = room_messages()
    assert status["data"]["by"]["name"] == "Paula"
    assert end["data"] == {"reason": "FINISHED", "note": "", "surveyOpen": True}
    assert fake_media.closed == [(live.pk, None)]
    assert desk_messages("desk.changed")


def test_ending_twice_is_harmless(live: Event, rights: StaffRights, now: datetime) -> None:
    services.end_event(event=live, actor=rights, now=now)
    services.end_event(event=live, actor=rights, now=now + DAY)

    live.refresh_from_db()
    assert live.ended_at == now


@pytest.mark.parametrize("role", ["CUSTOMER", "GUEST"])
def test_others_may_only_leave(live: Event, now: datetime, role: str) -> None:
    with pytest.raises(DomainError) as refusal:
        services.end_event(event=live, actor=seat(live, role), now=now)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_a_bearer_of_one_call_does_nothing_in_another(
    installation: Installation, live: Event, shopper: PersonalShopper, now: datetime
) -> None:
    elsewhere = seat(factories.event(installation), "PERSONAL_SHOPPER", personal_shopper=shopper)

    for act in (services.end_event, services.cancel_event):
        with pytest.raises(DomainError) as refusal:
            act(event=live, actor=elsewhere, now=now)
        assert refusal.value.code == "NOT_FOUND"


def test_staff_end_their_own_calls_from_outside_and_administrators_any(
    installation: Installation, live: Event, admin: StaffRights, now: datetime
) -> None:
    colleague = rights_for(installation, factories.personal_shopper(installation))
    with pytest.raises(DomainError) as refusal:
        services.end_event(event=live, actor=colleague, now=now)
    assert refusal.value.code == "NOT_FOUND"

    assert services.end_event(event=live, actor=admin, now=now).status == "FINISHED"
    assert live.ended_by == ""
    live.refresh_from_db()
    assert live.ended_by == "Sam Staff"


@pytest.mark.parametrize("status", ["REQUESTED", "SCHEDULED", "WAITING"])
def test_ending_what_was_never_live_cancels_it(
    installation: Installation, rights: StaffRights, now: datetime, status: str
) -> None:
    event = factories.event(installation, status=status)

    assert services.end_event(event=event, actor=rights, now=now).status == "CANCELLED"


def test_staff_cancel_with_a_reason(
    installation: Installation, rights: StaffRights, now: datetime, commits: Commits
) -> None:
    event = factories.event(installation, status="SCHEDULED", origin="PRIVATE")
    with commits():
        services.cancel_event(event=event, actor=rights, reason=" Ill ", now=now)
    services.cancel_event(event=event, actor=rights, now=now + DAY)

    event.refresh_from_db()
    assert (event.status, event.ended_at) == ("CANCELLED", now)
    assert room_messages("end")[0]["data"] == {
        "reason": "CANCELLED",
        "note": "Ill",
        "surveyOpen": False,
    }


def test_the_customer_cancels_his_own_event_a_guest_none(
    installation: Installation, now: datetime
) -> None:
    event = factories.event(installation)

    with pytest.raises(DomainError) as refusal:
        services.cancel_event(event=event, actor=seat(event, "GUEST"), now=now)
    assert refusal.value.code == "PERMISSION_DENIED"

    customer = seat(event, "CUSTOMER")
    assert services.cancel_event(event=event, actor=customer, now=now).status == "CANCELLED"


@pytest.mark.parametrize("status", ["LIVE", *sorted(ENDED - {"CANCELLED"})])
def test_what_is_live_or_over_cannot_be_cancelled(
    installation: Installation, rights: StaffRights, now: datetime, status: str
) -> None:
    event = factories.event(installation, status=status)

    with pytest.raises(DomainError) as refusal:
        services.cancel_event(event=event, actor=rights, now=now)
    assert refusal.value.code == "ILLEGAL_STATE"


@pytest.fixture
def private(installation: Installation, shopper: PersonalShopper, now: datetime) -> Event:
    return factories.event(
        installation,
        status="SCHEDULED",
        origin="PRIVATE",
        personal_shopper=shopper,
        starts_at=now,
    )


def test_a_private_call_gets_another_date(
    private: Event, rights: StaffRights, now: datetime, commits: Commits
) -> None:
    with commits():
        services.reschedule_event(event=private, actor=rights, starts_at=now + DAY, now=now)

    private.refresh_from_db()
    assert (private.status, private.starts_at, private.duration_minutes) == (
        "SCHEDULED",
        now + DAY,
        30,
    )
    assert room_messages("event.status")[0]["data"]["status"] == "SCHEDULED"


def test_a_customer_who_waits_is_sent_back_before_the_door(
    private: Event, rights: StaffRights, now: datetime, commits: Commits
) -> None:
    Event.objects.of(private.installation_id).update(status="WAITING", queued_at=now)
    customer = factories.participant(private, socket_id="c")
    with commits():
        services.reschedule_event(
            event=private, actor=rights, starts_at=now + DAY, duration_minutes=60, now=now
        )

    private.refresh_from_db()
    customer.refresh_from_db()
    assert (private.status, private.queued_at, private.duration_minutes) == ("SCHEDULED", None, 60)
    assert (customer.left_at, customer.socket_id) == (now, "")


def test_only_private_calls_that_are_not_live_are_moved(
    installation: Installation, private: Event, rights: StaffRights, now: datetime
) -> None:
    request = factories.event(installation)
    live = factories.event(installation, origin="PRIVATE", status="LIVE")
    for event in (request, live):
        with pytest.raises(DomainError) as refusal:
            services.reschedule_event(event=event, actor=rights, starts_at=now + DAY, now=now)
        assert refusal.value.code == "ILLEGAL_STATE"

    over = factories.event(installation, origin="PRIVATE", status="FINISHED")
    with pytest.raises(DomainError) as refusal:
        services.reschedule_event(event=over, actor=rights, starts_at=now + DAY, now=now)
    assert refusal.value.code == "ENDED"


def test_a_date_in_the_past_is_refused(private: Event, rights: StaffRights, now: datetime) -> None:
    with pytest.raises(DomainError) as refusal:
        services.reschedule_event(event=private, actor=rights, starts_at=now - DAY, now=now)
    assert (refusal.value.code, refusal.value.field) == ("INVALID", "startsAt")


@pytest.mark.parametrize("status", sorted(ENDED))
def test_what_is_over_can_be_archived(
    installation: Installation, rights: StaffRights, now: datetime, status: str
) -> None:
    event = factories.event(installation, status=status)

    for _ in range(2):
        services.archive_event(event=event, rights=rights, now=now)
    event.refresh_from_db()
    assert event.is_archived


@pytest.mark.parametrize("status", sorted(OPEN))
def test_what_is_open_cannot_be_archived(
    installation: Installation, rights: StaffRights, now: datetime, status: str
) -> None:
    event = factories.event(installation, status=status)

    with pytest.raises(DomainError) as refusal:
        services.archive_event(event=event, rights=rights, now=now)
    assert refusal.value.code == "ILLEGAL_STATE"


def test_without_the_module_nothing_is_archived(
    installation: Installation, admin: StaffRights, now: datetime
) -> None:
    event = factories.event(installation, status="FINISHED")
    analyst = StaffRights(installation, admin.staff_member, frozenset({Module.ANALYTICS}))

    with pytest.raises(DomainError) as refusal:
        services.archive_event(event=event, rights=analyst, now=now)
    assert refusal.value.code == "PERMISSION_DENIED"


def test_staff_who_sit_in_the_call_are_named_by_their_seat(
    live: Event,
    rights: StaffRights,
    shopper: PersonalShopper,
    now: datetime,
    commits: Commits,
) -> None:
    paula = seat(live, "PERSONAL_SHOPPER", name="Paula", personal_shopper=shopper)
    with commits():
        services.end_event(event=live, actor=rights, now=now)

    assert room_messages("event.status")[0]["data"]["by"] == by_json(paula)


def test_a_call_ends_though_sockets_and_media_cannot_be_told(
    live: Event,
    rights: StaffRights,
    now: datetime,
    commits: Commits,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*args: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(fake_publisher.FakeRoomPublisher, "publish", fail)
    monkeypatch.setattr(fake_media.FakeMediaServer, "close_room", fail)
    with commits():
        services.end_event(event=live, actor=rights, now=now)

    live.refresh_from_db()
    assert live.status == "FINISHED"
    assert desk_messages("desk.changed")
