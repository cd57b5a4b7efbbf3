"""Each call goes to the worker with least to do, if any may take one more."""

import pytest

from saleor_personal_shopper.media.node.placement import Load, least_loaded


def test_the_one_with_fewest_people_takes_the_call() -> None:
    assert least_loaded([Load(0, rooms=1, peers=8), Load(1, rooms=3, peers=6)]) == 1


def test_calls_that_nobody_has_joined_yet_count_too() -> None:
    assert least_loaded([Load(0, rooms=2), Load(1, rooms=1)]) == 1
    assert least_loaded([Load(0, rooms=1), Load(1, rooms=1)]) == 0


@pytest.mark.parametrize(
    "busy", [Load(0, rooms=1, peers=2, cpu=0.81), Load(0, rooms=1, peers=2, lag_ms=50.1)]
)
def test_who_has_too_much_to_do_takes_none(busy: Load) -> None:
    assert least_loaded([busy, Load(1, rooms=40, peers=160, cpu=0.8, lag_ms=50)]) == 1
    assert least_loaded([busy]) is None


def test_a_worker_without_calls_takes_one_however_busy_the_machine_is() -> None:
    assert least_loaded([Load(0, rooms=0, cpu=0.9, lag_ms=200)]) == 0


def test_without_workers_nobody_does() -> None:
    assert least_loaded([]) is None
