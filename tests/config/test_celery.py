"""The beat starts only tasks that exist, and every sweeper is started."""

from __future__ import annotations

from saleor_personal_shopper.config.celery import SWEEPERS, app


def test_every_sweeper_exists() -> None:
    # when
    app.autodiscover_tasks(force=True)

    # then
    assert set(SWEEPERS) <= set(app.tasks)


def test_every_sweeper_is_started() -> None:
    # given
    app.autodiscover_tasks(force=True)
    ours = [name for name in app.tasks if name.startswith("saleor_personal_shopper.core")]

    # then
    periodic = [name for name in ours if name.rpartition(".")[2].startswith(("sweep", "purge"))]
    assert set(periodic) <= set(SWEEPERS)
