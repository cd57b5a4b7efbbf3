"""`personal-shopper worker`: Celery's worker, with Celery's own options."""

from __future__ import annotations

from . import django


def run(arguments: list[str]) -> None:
    django.set_up()
    from saleor_personal_shopper.config.celery import app
    from saleor_personal_shopper.config.memory import share_one_arena

    share_one_arena()
    app.worker_main(["worker", "--loglevel", "INFO", "--without-gossip", *arguments])
