"""Which of the waiting changes go to Saleor together. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Protocol, TypeVar

from ..saleor_data import CheckoutState
from .models import ChangeKind


class Change(Protocol):
    """What planning reads of a CartChange; a REMOVE wants 0."""

    kind: str
    variant_id: str
    quantity: int


C = TypeVar("C", bound=Change)


def next_batch(pending: Sequence[C]) -> list[C]:
    """The changes to make by one call, in order: all leading adds, or else the first change."""
    adds = list(takewhile(lambda change: change.kind == ChangeKind.ADD, pending))
    return adds or list(pending[:1])


def split_batch(batch: Sequence[C]) -> list[list[C]]:
    """Smaller batches after a refusal, since Saleor refuses a call as a whole.

    Adds of several variants part by variant; adds of one variant part one by one.
    """
    by_variant: dict[str, list[C]] = {}
    for change in batch:
        by_variant.setdefault(change.variant_id, []).append(change)
    if len(by_variant) > 1:
        return list(by_variant.values())
    return [[change] for change in batch]


def added_quantities(adds: Sequence[Change]) -> dict[str, int]:
    """How many of each variant the adds ask for together."""
    totals: Counter[str] = Counter()
    for change in adds:
        totals[change.variant_id] += change.quantity
    return dict(totals)


def quantities(state: CheckoutState) -> dict[str, int]:
    """How many of each variant the checkout holds, over all its lines."""
    totals: Counter[str] = Counter()
    for line in state.lines:
        totals[line.variant_id] += line.quantity
    return dict(totals)


def effects(batch: Sequence[Change], before: Mapping[str, int]) -> list[int]:
    """What each applied change did to its variant's quantity."""
    return [_effect(change, before.get(change.variant_id, 0)) for change in batch]


def _effect(change: Change, before: int) -> int:
    if change.kind == ChangeKind.ADD:
        return change.quantity
    return change.quantity - before
