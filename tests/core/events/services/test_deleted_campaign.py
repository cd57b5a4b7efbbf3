"""A booking and the deletion of its campaign at once: one of the two is refused."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection, transaction

from saleor_personal_shopper.core.campaigns.models import Campaign
from saleor_personal_shopper.core.campaigns.services import delete_campaign
from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.installations.models import Installation
from tests.core.events.agenda import Agenda, at, open_agenda

pytestmark = pytest.mark.django_db(transaction=True)
TEN = at("10:00")
LONGEST_SECONDS = 30
WAITING = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'"""


def in_a_session_of_its_own(act: Callable[[], object]) -> str:
    """What came of it: OK, or the code of the refusal."""
    try:
        act()
    except DomainError as error:
        return str(error.code)
    finally:
        connection.close()
    return "OK"


def while_unfinished(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
    """Have `first` done but not committed before `second` begins."""
    is_done, may_commit = threading.Event(), threading.Event()

    def open_ended() -> None:
        with transaction.atomic():
            first()
            is_done.set()
            assert may_commit.wait(LONGEST_SECONDS)

    with ThreadPoolExecutor(2) as pool:
        outcomes = [pool.submit(in_a_session_of_its_own, open_ended)]
        assert is_done.wait(LONGEST_SECONDS)
        outcomes.append(pool.submit(in_a_session_of_its_own, second))
        wait_until_blocked(outcomes[1])
        may_commit.set()
        return [one.result(LONGEST_SECONDS) for one in outcomes]


def wait_until_blocked(outcome: Future[str]) -> None:
    """Or until it is over, which would be no waiting at all."""
    for _ in range(LONGEST_SECONDS * 100):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0] or outcome.done():
                return
        threading.Event().wait(0.01)
    raise AssertionError("The second never came to the lock.")


def acts(agenda: Agenda, now: datetime) -> tuple[Callable[[], object], Callable[[], object]]:
    """To book, and to delete."""
    return (
        lambda: agenda.book(TEN, now),
        lambda: delete_campaign(campaign=agenda.campaign, now=now),
    )


def test_nothing_is_booked_while_the_campaign_is_being_deleted(
    installation: Installation, now: datetime
) -> None:
    # given
    book, delete = acts(open_agenda(installation), now)

    # then
    assert while_unfinished(delete, book) == ["OK", "CAMPAIGN_CLOSED"]
    assert not Event.objects.of(installation).exists()


def test_no_campaign_is_deleted_while_something_is_being_booked(
    installation: Installation, now: datetime
) -> None:
    # given
    book, delete = acts(open_agenda(installation), now)

    # then
    assert while_unfinished(book, delete) == ["OK", "IN_USE"]
    assert Event.objects.of(installation).count() == 1
    assert Campaign.objects.of(installation).get().deleted_at is None


def test_of_many_at_once_the_deletion_loses_no_booking(
    installation: Installation, now: datetime
) -> None:
    # given
    agenda = open_agenda(installation)
    clocks = [f"{hour:02}:{minute}" for hour in range(9, 13) for minute in ("00", "30")]
    starting = threading.Barrier(len(clocks) + 1)

    def act(clock: str) -> str:
        starting.wait(LONGEST_SECONDS)
        book, delete = lambda: agenda.book(at(clock), now), acts(agenda, now)[1]
        return in_a_session_of_its_own(book if clock else delete)

    # when
    with ThreadPoolExecutor(len(clocks) + 1) as pool:
        outcomes = dict(zip([*clocks, ""], pool.map(act, [*clocks, ""]), strict=True))

    # then
    is_deleted = Campaign.objects.of(installation).get().deleted_at is not None
    booked = Event.objects.of(installation).count()
    assert is_deleted == (booked == 0) == (outcomes[""] == "OK")
    assert booked == sum(outcomes[clock] == "OK" for clock in clocks)
