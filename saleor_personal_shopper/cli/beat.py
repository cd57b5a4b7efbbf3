"""`personal-shopper beat`: starts the sweepers on time; two of them do no harm."""

from __future__ import annotations

import tempfile
from pathlib import Path

from . import django


def run(arguments: list[str]) -> None:
    django.set_up()
    from saleor_personal_shopper.config.celery import app

    with tempfile.TemporaryDirectory(prefix="personal-shopper-beat-") as folder:
        schedule = str(Path(folder) / "schedule")
        app.start(["beat", "--loglevel", "INFO", "--schedule", schedule, *arguments])
