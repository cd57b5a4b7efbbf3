"""What is in the slots is said when it changes, and again to whoever comes later."""

from saleor_personal_shopper.media.changes import ChangeLog
from saleor_personal_shopper.media.messages import ChangeKind
from saleor_personal_shopper.media.room import Room
from saleor_personal_shopper.media.slot_watch import SlotWatch
from tests.media.test_event_subscription import Watcher, enter


def said(log: ChangeLog) -> list[tuple[str, tuple[str | None, ...] | None]]:
    changes = log.after(0).changes
    assert {one.kind for one in changes} <= {ChangeKind.SLOTS}
    return [(one.session, one.slots) for one in changes]


def test_only_changes_are_said() -> None:
    log, room = ChangeLog(), Room("e")
    watch = SlotWatch(log)
    Watcher(room)
    for _ in range(2):
        watch.look(room)
    enter(room, "ana")
    for _ in range(2):
        watch.look(room)
    assert said(log) == [
        ("session-of-bo", (None, None, None)),
        ("session-of-bo", ("ana", None, None)),
    ]


def test_whoever_comes_into_the_room_is_told_too() -> None:
    log, room = ChangeLog(), Room("e")
    watch = SlotWatch(log)
    enter(room, "ana")
    Watcher(room)
    watch.look(room)
    watch.repeat(room)
    watch.repeat(Room("another"))
    assert said(log) == [("session-of-bo", ("ana", None, None))] * 2
