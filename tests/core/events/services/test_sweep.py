from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from freezegun import freeze_time

from saleor_personal_shopper.core.events import services, tasks
from saleor_personal_shopper.core.events.models import (
    Event,
    EventStatus,
    ParticipantRole,
    RoomMessage,
)
from saleor_personal_shopper.core.events.selectors import queue_position
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.installations.locks import try_advisory_lock
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import suspend_installation
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from tests import factories
from tests.core.events.agenda import Agenda, at, log_of

from ..conftest import Commits, desk_messages, queue_places, room_messages

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def status_of(event: Event) -> str:
    event.refresh_from_db()
    return event.status


def test_a_waiting_customer_is_away_after_30_seconds_and_has_left_after_2_minutes(
    installation: Installation, now: datetime, commits: Commits
) -> None:
    event = factories.event(installation, customer_seen_at=now)
    factories.participant(event, seen_at=now)

    with commits():
        services.sweep_waiting(now=now + 30 * SECOND)
    assert desk_messages() == []

    with commits():
        services.sweep_waiting(now=now + 31 * SECOND)
    assert desk_messages("desk.changed")

    assert services.sweep_waiting(now=now + 2 * MINUTE) == 0
    assert services.sweep_waiting(now=now + 2 * MINUTE + SECOND) == 1
    assert status_of(event) == "MISSED"
    assert event.ended_at == now


def test_those_behind_move_up_when_somebody_has_left(
    installation: Installation, now: datetime, commits: Commits
) -> None:
    at = now + 3 * MINUTE
    factories.event(installation, queued_at=now - MINUTE)
    behind = factories.participant(
        factories.event(installation, customer_seen_at=at), socket_id="s", seen_at=at
    )
    with commits():
        services.sweep_waiting(now=at)

    assert queue_places() == {behind.pk: 1}


def test_who_is_there_stays(installation: Installation, now: datetime) -> None:
    at = now + 10 * MINUTE
    event = factories.event(installation, customer_seen_at=at - 59 * SECOND)
    factories.participant(event, socket_id="s", seen_at=at - 59 * SECOND)

    assert services.sweep_waiting(now=at) == 0
    assert status_of(event) == "WAITING"


def test_a_request_that_was_never_joined_expires(installation: Installation, now: datetime) -> None:
    event = factories.event(installation, status="REQUESTED")

    services.sweep_waiting(now=now + 3 * MINUTE)
    assert status_of(event) == "EXPIRED"


@pytest.mark.parametrize("joined", [True, False])
def test_a_customer_who_left_the_personal_shopper_waiting_is_a_no_show(
    installation: Installation, shopper: PersonalShopper, now: datetime, joined: bool
) -> None:
    at = now + 3 * MINUTE
    status = "WAITING" if joined else "REQUESTED"
    event = factories.event(installation, status=status, personal_shopper=shopper)
    factories.participant(
        event, "PERSONAL_SHOPPER", personal_shopper=shopper, socket_id="p", seen_at=at
    )
    if joined:
        factories.participant(event)

    services.sweep_waiting(now=at)
    assert status_of(event) == "NO_SHOW"


def test_a_private_call_goes_back_before_the_door(
    installation: Installation, shopper: PersonalShopper, now: datetime, commits: Commits
) -> None:
    event = factories.event(installation, origin="PRIVATE", personal_shopper=shopper, starts_at=now)
    carla = factories.participant(event)
    with commits():
        services.sweep_waiting(now=now + 3 * MINUTE)

    carla.refresh_from_db()
    assert (status_of(event), event.queued_at) == ("SCHEDULED", None)
    assert carla.left_at == now + 3 * MINUTE
    assert room_messages("participant.left")


def test_a_request_whose_personal_shopper_vanished_goes_back_to_the_queue(
    installation: Installation, shopper: PersonalShopper, now: datetime, commits: Commits
) -> None:
    at = now + 3 * MINUTE
    event = factories.event(installation, personal_shopper=shopper, customer_seen_at=at)
    factories.participant(event, socket_id="c", seen_at=at)
    factories.participant(event, "PERSONAL_SHOPPER", personal_shopper=shopper, seen_at=now)
    with commits():
        services.sweep_waiting(now=at)

    assert status_of(event) == "WAITING"
    assert event.personal_shopper is None
    assert queue_position(event) == 1
    assert any(one["data"]["ring"] for one in desk_messages("desk.changed"))


def test_the_socket_of_a_killed_process_counts_as_gone_after_a_minute(
    installation: Installation, now: datetime
) -> None:
    event = factories.event(installation)
    carla = factories.participant(event, socket_id="s", seen_at=now)

    services.sweep_waiting(now=now + 60 * SECOND)
    carla.refresh_from_db()
    assert carla.socket_id == "s"

    services.sweep_waiting(now=now + 61 * SECOND)
    carla.refresh_from_db()
    event.refresh_from_db()
    assert (carla.socket_id, carla.seen_at) == ("", now)
    assert event.customer_seen_at == now


def live(
    installation: Installation,
    shopper: PersonalShopper,
    now: datetime,
    *,
    carla: dict[str, Any],
    paula: dict[str, Any],
) -> Event:
    event = factories.event(installation, status="LIVE", live_at=now, personal_shopper=shopper)
    factories.participant(event, **carla)
    factories.participant(event, "PERSONAL_SHOPPER", personal_shopper=shopper, **paula)
    return event


def test_a_live_room_left_empty_ends_when_it_was_left(
    installation: Installation, shopper: PersonalShopper, now: datetime, commits: Commits
) -> None:
    last = now + 5 * MINUTE
    event = live(
        installation, shopper, now, carla={"seen_at": last - MINUTE}, paula={"seen_at": last}
    )
    factories.participant(event, "GUEST", socket_id="g", seen_at=last + 9 * MINUTE)

    assert services.sweep_live(now=last + 2 * MINUTE) == 0
    with commits():
        assert services.sweep_live(now=last + 2 * MINUTE + SECOND) == 1

    assert (status_of(event), event.ended_at) == ("FINISHED", last)
    assert room_messages("end")[0]["data"] == {
        "reason": "FINISHED",
        "note": "",
        "surveyOpen": True,
    }


def test_one_side_may_wait_a_quarter_of_an_hour_for_the_other(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    gone_at = now + 5 * MINUTE
    paula = {"socket_id": "p", "seen_at": now}
    event = live(installation, shopper, now, carla={"seen_at": gone_at}, paula=paula)

    assert services.sweep_live(now=gone_at + 15 * MINUTE) == 0
    assert services.sweep_live(now=gone_at + 15 * MINUTE + SECOND) == 1
    assert (status_of(event), event.ended_at) == ("FINISHED", gone_at)


def test_a_call_in_which_both_are_there_goes_on(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    seat = {"socket_id": "s", "seen_at": now}
    event = live(installation, shopper, now, carla=seat, paula=seat)

    assert services.sweep_live(now=now + timedelta(hours=5)) == 0
    assert status_of(event) == "LIVE"


def scheduled(installation: Installation, now: datetime, **fields: Any) -> Event:
    values = {"status": "SCHEDULED", "origin": "PRIVATE", "starts_at": now, **fields}
    return factories.event(installation, **values)


@pytest.mark.feature("S14")
@pytest.mark.parametrize(
    ("came", "status"),
    [
        ([], "EXPIRED"),
        (["CUSTOMER"], "MISSED"),
        (["PERSONAL_SHOPPER"], "NO_SHOW"),
        (["CUSTOMER", "PERSONAL_SHOPPER"], "MISSED"),
        (["GUEST"], "EXPIRED"),
    ],
)
def test_a_date_that_passed_ends_by_who_came(
    installation: Installation,
    shopper: PersonalShopper,
    now: datetime,
    came: list[str],
    status: str,
) -> None:
    event = scheduled(installation, now, duration_minutes=30)
    for role in came:
        is_staff = role == "PERSONAL_SHOPPER"
        factories.participant(event, role, personal_shopper=shopper if is_staff else None)

    assert services.sweep_scheduled(now=now + 90 * MINUTE) == 0
    assert services.sweep_scheduled(now=now + 90 * MINUTE + SECOND) == 1
    assert status_of(event) == status


def test_a_date_does_not_pass_while_somebody_waits_in_the_room(
    installation: Installation, shopper: PersonalShopper, now: datetime
) -> None:
    event = scheduled(installation, now)
    factories.participant(
        event, "PERSONAL_SHOPPER", personal_shopper=shopper, socket_id="p", seen_at=now
    )

    assert services.sweep_scheduled(now=now + 120 * MINUTE) == 0
    assert status_of(event) == "SCHEDULED"


def everything_due(installation: Installation, now: datetime) -> list[Event]:
    shopper = factories.personal_shopper(installation)
    return [
        factories.event(installation),
        factories.event(installation, origin="PRIVATE", starts_at=now - timedelta(days=1)),
        scheduled(installation, now - timedelta(days=1)),
        live(installation, shopper, now, carla={"seen_at": now}, paula={"seen_at": now}),
    ]


SWEEPS = (
    services.sweep_waiting,
    services.sweep_live,
    services.sweep_scheduled,
    services.sweep_guests,
)


def test_a_guest_who_went_without_a_word_has_left_after_2_minutes(
    installation: Installation, now: datetime, commits: Commits
) -> None:
    event = factories.event(installation, status="LIVE", live_at=now)
    gone = factories.participant(event, "GUEST", seen_at=now)
    here = factories.participant(event, "GUEST", seen_at=now, socket_id="s")
    assert services.sweep_guests(now=now + 2 * MINUTE) == 0

    with commits():
        assert services.sweep_guests(now=now + 2 * MINUTE + SECOND) == 1

    for guest in (gone, here):
        guest.refresh_from_db()
    assert (gone.left_at, here.left_at) == (now + 2 * MINUTE + SECOND, None)
    [left] = room_messages("participant.left")
    assert left["data"]["id"] == to_global_id(GlobalType.PARTICIPANT, gone.pk)
    assert services.sweep_guests(now=now + 3 * MINUTE) == 0


def test_sweeps_run_twice_without_harm(
    installation: Installation, other_installation: Installation, now: datetime
) -> None:
    at = now + timedelta(hours=1)
    events = everything_due(installation, now) + everything_due(other_installation, now)

    assert [sweep(now=at) for sweep in SWEEPS] == [4, 2, 4, 0]
    after = [(status_of(one), one.ended_at, one.last_seq) for one in events]
    assert [sweep(now=at + MINUTE) for sweep in SWEEPS] == [0, 0, 0, 0]
    assert [(status_of(one), one.ended_at, one.last_seq) for one in events] == after


def test_sweeps_with_nothing_due_cost_a_query_each(
    installation: Installation, now: datetime, django_assert_max_num_queries: Any
) -> None:
    for _ in range(5):
        event = factories.event(installation)
        factories.participant(event, socket_id="s", seen_at=now)

    with django_assert_max_num_queries(7):
        for sweep in SWEEPS:
            sweep(now=now)


@pytest.mark.django_db(transaction=True)
def test_sweeps_at_once_end_each_event_once(now: datetime) -> None:
    shop = factories.installation()
    at = now + timedelta(days=1)
    events = [event for _ in range(8) for event in everything_due(shop, now)]
    start, ended = threading.Barrier(3), []

    def run() -> None:
        start.wait()
        ended.extend(sweep(now=at) for sweep in SWEEPS)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while sum(sweep(now=at) for sweep in SWEEPS):
        pass

    assert len(room_messages("end")) == len(events)
    assert len(ended) == 3 * len(SWEEPS)


TASKS = (
    tasks.sweep_waiting,
    tasks.sweep_live,
    tasks.sweep_scheduled,
    tasks.recheck_staff_rights,
)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name.rpartition(".")[2])
def test_a_second_beat_leaves_the_work_to_the_first(now: datetime, task: Any) -> None:
    factories.event(factories.installation())
    ready, done = threading.Event(), threading.Event()

    def hold() -> None:
        with try_advisory_lock(f"events.{task.name.rpartition('.')[2]}") as mine:
            assert mine
            ready.set()
            done.wait(10)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    ready.wait(10)
    task()
    status = Event.objects.across_installations().get().status
    done.set()
    holder.join()
    assert status == "WAITING"


@pytest.mark.django_db(transaction=True)
def test_the_tasks_sweep(now: datetime) -> None:
    shop = factories.installation()
    seat = {"seen_at": now}
    events = [
        factories.event(shop),
        scheduled(shop, now),
        live(shop, factories.personal_shopper(shop), now, carla=seat, paula=seat),
    ]
    with freeze_time(now + timedelta(days=1)):
        for task in TASKS:
            task()

    assert [status_of(event) for event in events] == ["MISSED", "EXPIRED", "FINISHED"]


def test_calls_of_a_shop_that_switched_us_off_end_after_a_minute_with_a_word(
    installation: Installation,
    other_installation: Installation,
    now: datetime,
    commits: Commits,
) -> None:
    live = factories.event(installation, status=EventStatus.LIVE, live_at=now, language="es")
    planned = factories.event(installation, status=EventStatus.SCHEDULED, starts_at=now)
    over = factories.event(installation, status=EventStatus.FINISHED)
    others = factories.event(other_installation, status=EventStatus.LIVE, live_at=now)
    suspend_installation(installation=installation, reason="removed", now=now)

    assert services.sweep_suspended(now=now + MINUTE) == 0
    with commits():
        assert services.sweep_suspended(now=now + MINUTE + SECOND) == 2
    assert services.sweep_suspended(now=now + 2 * MINUTE) == 0

    assert [status_of(one) for one in (live, planned, over, others)] == [
        "FINISHED",
        "CANCELLED",
        "FINISHED",
        "LIVE",
    ]
    end = RoomMessage.objects.of(installation).get(event=live, type="end")
    assert end.data["note"] == "La tienda ha desactivado sus videollamadas."


@pytest.mark.feature("S14")
@pytest.mark.parametrize(
    ("came", "status"),
    [
        ([], "NO_SHOW"),
        ([ParticipantRole.PERSONAL_SHOPPER], "NO_SHOW"),
        ([ParticipantRole.CUSTOMER], "MISSED"),
    ],
)
def test_a_booking_nobody_joined_ends_by_rule(
    agenda: Agenda, now: datetime, came: list[ParticipantRole], status: str
) -> None:
    """S14: and the log says that nobody did it by hand. Twice is once."""
    event = agenda.book(at("10:00"), now).event
    for role in came:
        person = agenda.ada if role == ParticipantRole.PERSONAL_SHOPPER else None
        factories.participant(event, role, personal_shopper=person)
    late = at("11:31")

    assert services.sweep_scheduled(now=late - timedelta(minutes=2)) == 0
    assert services.sweep_scheduled(now=late) == 1
    assert services.sweep_scheduled(now=late) == 0

    event.refresh_from_db()
    assert (event.status, event.ended_at) == (status, late)
    assert [(one.action, one.actor) for one in log_of(event)][1:] == [(status, "SYSTEM")]


def test_a_customer_who_leaves_early_comes_back_to_his_booking(
    agenda: Agenda, now: datetime
) -> None:
    event = agenda.book(at("10:00"), now).event
    seat = factories.participant(event, ParticipantRole.CUSTOMER, seen_at=at("09:50"))
    Event.objects.filter(pk=event.pk).update(status="WAITING", customer_seen_at=at("09:50"))

    services.sweep_waiting(now=at("09:53"))

    event.refresh_from_db()
    seat.refresh_from_db()
    assert (event.status, event.starts_at) == ("SCHEDULED", at("10:00"))
    assert seat.left_at == at("09:53")
