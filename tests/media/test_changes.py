"""The numbered list of changes that the web process polls."""

import asyncio

from saleor_personal_shopper.media.changes import ChangeLog
from saleor_personal_shopper.media.messages import ChangeKind


def add(log: ChangeLog, count: int = 1) -> None:
    for _ in range(count):
        log.add(event="e", session="s", participant="p", kind=ChangeKind.SILENT)


def test_only_what_came_later_is_told() -> None:
    log = ChangeLog()
    add(log, 3)
    answer = log.after(1)
    assert [change.number for change in answer.changes] == [2, 3]
    assert (answer.last, answer.missed) == (3, False)
    assert answer.to_json()["changes"][0] == {
        "number": 2,
        "event": "e",
        "session": "s",
        "participant": "p",
        "kind": "silent",
        "quality": None,
        "slots": None,
    }


def test_a_reader_who_was_away_too_long_is_told_so() -> None:
    log = ChangeLog()
    add(log, 1005)
    assert log.after(2).missed
    assert len(log.after(2).changes) == 1000
    assert not log.after(5).missed


def test_a_number_of_an_earlier_worker_is_answered_with_everything() -> None:
    log = ChangeLog()
    add(log, 2)
    answer = log.after(700)
    assert answer.missed
    assert [change.number for change in answer.changes] == [1, 2]
    assert answer.worker != ChangeLog().worker


async def test_a_waiting_reader_is_woken_by_the_next_change() -> None:
    log = ChangeLog()
    waiting = asyncio.create_task(log.wait_after(0, seconds=5))
    await asyncio.sleep(0)
    add(log)
    answer = await asyncio.wait_for(waiting, 1)
    assert [change.number for change in answer.changes] == [1]


async def test_a_reader_gets_an_empty_answer_when_nothing_happens() -> None:
    answer = await ChangeLog().wait_after(0, seconds=0.01)
    assert answer.changes == ()
