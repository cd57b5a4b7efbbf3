"""What was sent to Saleor and not yet settled, so that nothing is ever added twice.

Saleor has no idempotency keys, and an answer may be lost after the change was made. So before a
call the quantities of its variants are written down; afterwards the checkout itself tells.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .models import ChangeKind
from .planning import Change, added_quantities

# A call that timed out here may still be at work over there.
GRACE = timedelta(seconds=5)


@dataclass(frozen=True)
class Flight:
    """One call under way: whose changes, and the quantities (by variant) before it."""

    change_ids: tuple[int, ...]
    before: Mapping[str, int]
    at: datetime

    def as_json(self) -> dict[str, Any]:
        return {
            "changes": list(self.change_ids),
            "before": dict(self.before),
            "at": self.at.isoformat(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Flight | None:
        """What as_json gave; None for the empty dict of a checkout that awaits nothing."""
        if not data:
            return None
        at = datetime.fromisoformat(data["at"])
        return cls(tuple(data["changes"]), data["before"], at)

    def is_overdue(self, now: datetime) -> bool:
        """Whether a call that has not shown its effect by now never will."""
        return now - self.at >= GRACE


def has_arrived(
    batch: Sequence[Change], *, before: Mapping[str, int], after: Mapping[str, int]
) -> bool:
    """Whether the call of `batch` was carried out, judged by the quantities after it.

    A call is carried out whole or not at all, so one variant that grew by its part is proof.
    """
    if batch[0].kind != ChangeKind.ADD:
        return all(after.get(one.variant_id, 0) == one.quantity for one in batch)
    return any(
        after.get(variant_id, 0) >= before.get(variant_id, 0) + added
        for variant_id, added in added_quantities(batch).items()
    )
