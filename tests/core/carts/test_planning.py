"""planning.py: which changes go together, and what they do."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from saleor_personal_shopper.core.carts.planning import (
    added_quantities,
    effects,
    next_batch,
    split_batch,
)


@dataclass(frozen=True)
class Wish:
    kind: str
    variant_id: str
    quantity: int


def add(variant_id: str, quantity: int = 1) -> Wish:
    return Wish("ADD", variant_id, quantity)


SET = Wish("SET", "juice", 3)
REMOVE = Wish("REMOVE", "juice", 0)
wishes = st.builds(
    Wish,
    st.sampled_from(["ADD", "SET", "REMOVE"]),
    st.sampled_from(["juice", "tea", "milk"]),
    st.integers(0, 9),
)


def test_leading_adds_go_together() -> None:
    assert next_batch([add("juice"), add("tea"), SET, add("juice")]) == [add("juice"), add("tea")]


def test_other_changes_go_alone() -> None:
    assert next_batch([SET, REMOVE]) == [SET]


def test_nothing_waits_for_nothing() -> None:
    assert next_batch([]) == []


@given(st.lists(wishes))
def test_every_change_is_made_once_and_in_order(pending: list[Wish]) -> None:
    made: list[Wish] = []
    waiting = list(pending)
    while batch := next_batch(waiting):
        made += batch
        waiting = waiting[len(batch) :]
    assert made == pending


def test_a_refused_batch_parts_by_variant_first() -> None:
    batch = [add("juice", 1), add("tea", 2), add("juice", 3)]
    assert split_batch(batch) == [[add("juice", 1), add("juice", 3)], [add("tea", 2)]]


def test_adds_of_one_variant_part_one_by_one() -> None:
    assert split_batch([add("tea", 2), add("tea", 1)]) == [[add("tea", 2)], [add("tea", 1)]]


@given(st.lists(wishes.filter(lambda wish: wish.kind == "ADD"), min_size=2))
def test_parting_ends_and_loses_nothing(batch: list[Wish]) -> None:
    parts = split_batch(batch)
    assert len(parts) > 1
    assert sorted(map(hash, batch)) == sorted(hash(one) for part in parts for one in part)


def test_adds_are_summed_by_variant() -> None:
    assert added_quantities([add("juice", 2), add("tea"), add("juice")]) == {"juice": 3, "tea": 1}


def test_the_effect_of_a_set_is_the_difference() -> None:
    assert effects([SET], {"juice": 1}) == [2]
    assert effects([SET], {"juice": 5}) == [-2]
    assert effects([REMOVE], {"juice": 5}) == [-5]
    assert effects([add("juice", 4)], {"juice": 5}) == [4]
