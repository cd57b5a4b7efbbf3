"""A worker's log tells that it is ready; whatever else stands in it ends nothing."""

import pytest

from saleor_personal_shopper.media.node.child import ready_with


def test_the_line_of_a_ready_worker_names_its_candidates() -> None:
    line = '{"event": "worker.ready", "control": "/run/0.sock", "candidates": "127.0.0.1:4"}\n'
    assert ready_with(line) == "127.0.0.1:4"


@pytest.mark.parametrize(
    "line",
    ["", "Traceback (most recent call last):", "3", "[]", "{}", '{"event": "session.opened"}'],
)
def test_any_other_line_is_only_a_line(line: str) -> None:
    assert ready_with(line) is None
