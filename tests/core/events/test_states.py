from __future__ import annotations

from itertools import product

import pytest

from saleor_personal_shopper.core.events.models import EventStatus as S
from saleor_personal_shopper.core.events.states import (
    ENDED,
    OPEN,
    IllegalTransition,
    is_open,
    next_status,
)
from saleor_personal_shopper.core.events.states import (
    Action as A,
)

LEGAL = {
    None: {A.REQUEST: S.REQUESTED, A.SCHEDULE: S.SCHEDULED},
    S.REQUESTED: {
        A.WAIT: S.WAITING,
        A.CANCEL: S.CANCELLED,
        A.NO_SHOW: S.NO_SHOW,
        A.EXPIRE: S.EXPIRED,
    },
    S.SCHEDULED: {
        A.SCHEDULE: S.SCHEDULED,
        A.WAIT: S.WAITING,
        A.CANCEL: S.CANCELLED,
        A.MISS: S.MISSED,
        A.NO_SHOW: S.NO_SHOW,
        A.EXPIRE: S.EXPIRED,
    },
    S.WAITING: {
        A.SCHEDULE: S.SCHEDULED,
        A.GO_LIVE: S.LIVE,
        A.CANCEL: S.CANCELLED,
        A.MISS: S.MISSED,
        A.NO_SHOW: S.NO_SHOW,
    },
    S.LIVE: {A.FINISH: S.FINISHED},
}


@pytest.mark.parametrize(("status", "action"), list(product([None, *S], A)))
def test_every_pair_of_state_and_action(status: S | None, action: A) -> None:
    expected = LEGAL.get(status, {}).get(action)

    if expected is not None:
        assert next_status(status, action) == expected
        return
    with pytest.raises(IllegalTransition) as refusal:
        next_status(status, action)
    assert (refusal.value.status, refusal.value.action) == (status, action)


def test_states_come_as_text_from_the_database() -> None:
    assert next_status("WAITING", A.GO_LIVE) is S.LIVE


@pytest.mark.parametrize("status", S)
def test_an_event_is_open_until_nothing_more_can_happen(status: S) -> None:
    assert is_open(status) == bool(LEGAL.get(status))
    assert (status in OPEN) != (status in ENDED)
