"""Which publication goes into which slot of an event subscription."""

import pytest

from saleor_personal_shopper.media.slot_table import REST_SECONDS, SlotTable


@pytest.fixture
def table() -> SlotTable:
    return SlotTable(range(3))


def fill(table: SlotTable, *names: str, now: float = 0.0) -> None:
    """Publications of so many participants, each called as he is."""
    for name in names:
        table.add(name, sender=f"{name} camera", now=now)


def test_publications_fill_the_slots_in_the_order_in_which_they_came(table: SlotTable) -> None:
    assert table.publications == (None, None, None)
    fill(table, "ana", "bo")
    assert table.publications == ("ana", "bo", None)


def test_a_new_one_takes_the_slot_that_has_been_free_longest(table: SlotTable) -> None:
    fill(table, "ana", "bo", "cleo")
    table.remove("bo", now=10.0)
    table.remove("ana", now=11.0)
    fill(table, "dan", now=20.0)
    assert table.publications == (None, "dan", "cleo")
    fill(table, "eve", now=21.0)
    assert table.publications == ("eve", "dan", "cleo")


def test_a_slot_that_was_never_used_comes_before_one_that_was(table: SlotTable) -> None:
    fill(table, "ana", "bo")
    table.remove("ana", now=10.0)
    fill(table, "cleo", now=100.0)
    assert table.publications == (None, "bo", "cleo")


def test_a_freed_slot_rests_before_another_gets_it(table: SlotTable) -> None:
    fill(table, "ana", "bo", "cleo")
    table.remove("bo", now=10.0)
    fill(table, "dan", now=10.1)
    assert table.publications == ("ana", None, "cleo")
    assert table.someone_waits
    table.settle(now=10.0 + REST_SECONDS - 0.01)
    assert table.publications == ("ana", None, "cleo")
    table.settle(now=10.0 + REST_SECONDS)
    assert table.publications == ("ana", "dan", "cleo")
    assert not table.someone_waits


def test_after_a_reload_the_same_slot_is_taken_at_once(table: SlotTable) -> None:
    # given two, and a third slot that was never used
    fill(table, "ana", "bo")
    # when one of them comes again
    table.remove("ana", now=10.0)
    table.add("ana-again", sender="ana camera", now=10.0)
    # then it is where it was, while its screen is something else
    assert table.publications == ("ana-again", "bo", None)
    table.remove("ana-again", now=11.0)
    table.add("ana-screen", sender="ana screen", now=11.0)
    assert table.publications == (None, "bo", "ana-screen")


def test_what_does_not_fit_waits_and_the_oldest_is_next(table: SlotTable) -> None:
    fill(table, "ana", "bo", "cleo", "dan", "eve", "flo")
    assert table.publications == ("ana", "bo", "cleo")
    # and one that leaves while it waits is waited for no more
    table.remove("dan", now=5.0)
    table.remove("cleo", now=10.0)
    table.settle(now=12.0)
    assert table.publications == ("ana", "bo", "eve")
    table.remove("ana", now=13.0)
    table.settle(now=15.0)
    assert table.publications == ("flo", "bo", "eve")


def test_whoever_replaces_another_goes_before_those_who_wait(table: SlotTable) -> None:
    fill(table, "ana", "bo", "cleo", "dan")
    table.remove("bo", now=10.0)
    table.add("bo-again", sender="bo camera", now=10.0)
    table.settle(now=20.0)
    assert table.publications == ("ana", "bo-again", "cleo")


def test_slots_that_cannot_be_filled_stay_empty() -> None:
    table = SlotTable([0, 2])
    fill(table, "ana", "bo", "cleo")
    assert table.publications == ("ana", None, "bo")


def test_what_was_never_here_can_be_taken_out(table: SlotTable) -> None:
    fill(table, "ana")
    for _ in range(2):
        table.remove("ana", now=1.0)
        table.remove("nobody", now=1.0)
    assert table.publications == (None, None, None)


def test_an_offer_without_slots_has_none() -> None:
    table = SlotTable([])
    fill(table, "ana")
    assert table.publications == ()
