"""The beat starts only tasks that exist, and every sweeper is started."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.config.celery import AT_START, SWEEPERS, app, begin


def test_every_sweeper_exists() -> None:
    # when
    app.autodiscover_tasks(force=True)

    # then
    assert set(SWEEPERS) <= set(app.tasks)


def test_every_sweeper_is_started() -> None:
    # given
    app.autodiscover_tasks(force=True)
    ours = [
        name
        for name in app.tasks
        if name.startswith(("saleor_personal_shopper.core", "saleor_personal_shopper.saleor"))
    ]

    # then
    periodic = [name for name in ours if name.rpartition(".")[2].startswith(("sweep", "purge"))]
    assert set(periodic) <= set(SWEEPERS)


def test_a_worker_begins_with_what_was_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    # given
    sent: list[str] = []
    monkeypatch.setattr(app, "send_task", lambda name, **_: sent.append(name))

    # when
    begin()

    # then
    assert sent == list(AT_START)
    assert set(AT_START) <= set(SWEEPERS)
